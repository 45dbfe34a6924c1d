// npm run build: wasm and SDK to dist/. `-- --dev` is fast, unoptimised and has source maps.
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { dist } from './paths.mjs'
import { command, say, seconds } from './run.mjs'
import { ensure } from './setup.mjs'

/** Builds dist/. Answers the closing figure. */
export async function build({ dev = false } = {}) {
  const began = Date.now()
  await ensure('modules', 'rust', 'wasm')
  const { wasm } = await import('./wasm.mjs')
  const { bundle } = await import('./bundle.mjs')
  const { types } = await import('./types.mjs')
  mkdirSync(dist, { recursive: true })
  const compiled = await wasm(dev ? 'dev' : 'release')
  say('build: TypeScript to dist')
  await bundle(dev)
  types()
  const all = readdirSync(dist, { recursive: true }).map((file) => statSync(`${dist}/${file}`))
  const files = all.filter((each) => each.isFile())
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const rust = compiled ? `${compiled} wasm compiled` : 'wasm unchanged'
  return `${files.length} files, ${(bytes / 1024).toFixed(1)} KB raw, ${rust} (${seconds(began)} s)`
}

await command('build', import.meta.url, (args) => build({ dev: args.includes('--dev') }))
