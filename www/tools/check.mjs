// npm run check: formatting, lints and types. `npm run format` mends the first.
import { existsSync } from 'node:fs'
import { at } from './paths.mjs'
import { Failure, command, run, say, seconds } from './run.mjs'
import { ensure } from './setup.mjs'

const STRICT = ['--', '-D', 'warnings']

/** Name, and what has to succeed. */
async function checks() {
  const { wasmEnv } = await import('./matrix.mjs')
  const { bindings } = await import('./wasm.mjs')
  const edge = existsSync(at('tests', 'browser.rs')) ? ['--lib', '--test', 'browser'] : ['--lib']
  const onWasm = ['clippy', '-q', '-p', 'handcart', '--target', 'wasm32-unknown-unknown', ...edge, ...STRICT]
  const types = ['src/sdk', 'tests/types'].filter((folder) => existsSync(at(folder)))
  return [
    ['rustfmt', () => run('cargo', ['fmt', '--all', '--check'], { quiet: true })],
    [
      'rustfmt of the fuzz targets',
      () => run('cargo', ['fmt', '--manifest-path', 'tests/fuzz/Cargo.toml', '--check'], { quiet: true }),
    ],
    ['prettier', () => run('npm', ['run', '-s', 'format:check'], { quiet: true })],
    ['clippy', () => run('cargo', ['clippy', '--workspace', '--all-targets', ...STRICT], { label: 'clippy' })],
    ['clippy on wasm32', () => run('cargo', onWasm, { label: 'clippy on wasm32', env: wasmEnv })],
    ['bindings for the types', bindings],
    ...types.map((folder) => [`tsc ${folder}`, () => run('tsc', ['-p', folder], { quiet: true })]),
  ]
}

await command('check', import.meta.url, async () => {
  await ensure('modules', 'rust', 'wasm')
  const began = Date.now()
  const all = await checks()
  const broken = []
  for (const [name, look] of all) {
    const since = Date.now()
    const clean = await look().then(
      () => true,
      () => false,
    )
    if (!clean) broken.push(name)
    say(`  ${name}: ${clean ? 'clean' : 'FAILED'} (${seconds(since)} s)`)
  }
  if (broken.length) throw new Failure(`${broken.join(', ')} (${broken.length} of ${all.length})`)
  return `${all.length} of ${all.length} clean (${seconds(began)} s)`
})
