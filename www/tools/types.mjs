// The published types: the contract and what the loader adds, as one file each for the module and the script tag.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, dist, target } from './paths.mjs'
import { ask } from './run.mjs'

const CONTRACT = at('src', 'contract', 'types.d.ts')
/** Lines that point from one of our files to another: in one file they have no meaning. */
const BETWEEN_OURS = /^(import|export)\b[^;'"]*\bfrom ['"]\.[^'"]*['"];?$/gm

const read = (file) => readFileSync(file, 'utf8').replace(BETWEEN_OURS, '').trim()

/** Writes dist/handcart.d.ts and dist/handcart.global.d.ts. */
export function types() {
  const folder = mkdtempSync(join(target, 'types-'))
  try {
    const args = [
      '-p',
      at('src', 'sdk'),
      '--noEmit',
      'false',
      '--declaration',
      '--emitDeclarationOnly',
      '--stripInternal',
    ]
    // A type error is what `npm run check` reports; the declarations come out all the same.
    ask('tsc', ...args, '--rootDir', at(), '--outDir', folder)
    const declared = (name) => read(join(folder, 'src', 'sdk', `${name}.d.ts`))
    const contract = existsSync(CONTRACT) ? [read(CONTRACT)] : []
    const module = [...contract, declared('failure'), declared('loader'), declared('index')]
    writeFileSync(join(dist, 'handcart.d.ts'), `${module.join('\n\n')}\n`)
    writeFileSync(
      join(dist, 'handcart.global.d.ts'),
      `import type { Loader } from './handcart.js'\n\n${declared('global')}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
