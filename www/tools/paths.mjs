// Where things are, and the environment every tool runs in.
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const at = (...parts) => join(root, ...parts)

/** Cargo's folder for what it builds. */
export const target = process.env.CARGO_TARGET_DIR ? resolve(process.env.CARGO_TARGET_DIR) : at('target')
/** Cargo tools that we install for ourselves. */
export const tools = at('target', 'tools')
export const dist = at('dist')

/** wasm-pack finds wasm-bindgen and wasm-opt on PATH, so ours come first. */
export const env = {
  ...process.env,
  PATH: [at('node_modules', '.bin'), join(tools, 'bin'), process.env.PATH, join(homedir(), '.cargo', 'bin')].join(
    delimiter,
  ),
}

export const readJson = (...parts) => JSON.parse(readFileSync(at(...parts), 'utf8'))

/** The version of a crate in Cargo.lock, the only place where it stands. */
export function lockedVersion(crate) {
  const found = readFileSync(at('Cargo.lock'), 'utf8').match(new RegExp(`name = "${crate}"\\nversion = "([^"]+)"`))
  if (!found) throw new Error(`Cargo.lock names no ${crate}`)
  return found[1]
}
