// Compiles one TypeScript file of src/sdk and imports it, as plain Node would run it.
import { mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { at } from '../../../www/tools/paths.mjs'

/** The exports of `src/sdk/<name>.ts`, freshly evaluated. */
export async function sdk(name) {
  const folder = mkdtempSync(at('node_modules', '.sdk-'))
  const outfile = join(folder, `${basename(name)}.mjs`)
  try {
    await build({
      entryPoints: [at('src', 'sdk', `${name}.ts`)],
      outfile,
      bundle: true,
      format: 'esm',
      define: { HANDCART_VERSION: '"0.0.0-test"' },
      external: ['./widget.js'],
      logLevel: 'error',
    })
    return await import(pathToFileURL(outfile))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
