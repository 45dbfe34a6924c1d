// Rust to target/pkg through wasm-pack, once for each bundle of wasm-pack.toml; skipped when nothing it reads has changed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bundles, wasmEnv } from './matrix.mjs'
import { at, root } from './paths.mjs'
import { ask, run, say } from './run.mjs'

const INPUTS = ['Cargo.toml', 'Cargo.lock', 'wasm-pack.toml']

function fingerprint(mode) {
  const sources = readdirSync(at('src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !relative(at('src'), file).startsWith('sdk'))
  const hash = createHash('sha256').update(`${mode} ${ask('rustc', '--version')}`)
  for (const file of [...INPUTS.map((name) => at(name)), ...sources.sort()])
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

const stampOf = ({ name, 'out-dir': out }) => at(out, `.${name}`)
const isCurrent = (bundle, now) => existsSync(stampOf(bundle)) && readFileSync(stampOf(bundle), 'utf8') === now

/** Makes sure that the generated types fit the sources, whichever mode they were built in. */
export async function bindings() {
  const current = ['release', 'dev'].map(fingerprint).some((now) => bundles.every((bundle) => isCurrent(bundle, now)))
  if (!current) await wasm('release')
}

/** Builds every bundle. `mode`: `release`, or `dev` (fast, unoptimised). Answers how many had to be built. */
export async function wasm(mode) {
  const now = fingerprint(mode)
  let built = 0
  for (const bundle of bundles) {
    if (isCurrent(bundle, now)) continue
    const { name, features, target, 'out-dir': out, 'out-name': outName } = bundle
    say(`build: ${name}, Rust to wasm (${mode})`)
    rmSync(stampOf(bundle), { force: true })
    const args = [
      'build',
      at('src/bundle'),
      '--mode',
      'no-install',
      `--${mode}`,
      '--target',
      target,
      '--no-pack',
      '--out-dir',
      at(out),
      '--out-name',
      outName,
    ]
    if (features.length) args.push('--features', features.join(','))
    await run('wasm-pack', args, { label: `wasm-pack ${name}`, env: wasmEnv })
    writeFileSync(stampOf(bundle), now)
    built += 1
  }
  return built
}
