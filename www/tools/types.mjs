// The published types: the contract as it is, and what the script tag adds to it.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, dist, target } from './paths.mjs'
import { ask } from './run.mjs'

/** Writes dist/handcart.d.ts and dist/handcart.global.d.ts. */
export function types() {
  copyFileSync(at('src', 'contract', 'types.d.ts'), join(dist, 'handcart.d.ts'))
  const folder = mkdtempSync(join(target, 'types-'))
  try {
    // A type error is what `npm run check` reports; the declarations come out all the same.
    const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', at(), '--outDir', folder]
    ask('tsc', '-p', at('src', 'sdk'), ...emit)
    const declared = readFileSync(join(folder, 'src', 'sdk', 'global.d.ts'), 'utf8')
    writeFileSync(join(dist, 'handcart.global.d.ts'), declared.replace('../contract/types', './handcart.js'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
