// The build matrix and the byte ceilings of wasm-pack.toml.
import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { at } from './paths.mjs'

const { build, bundle, ceiling, bench } = parse(readFileSync(at('wasm-pack.toml'), 'utf8'))

/** `{ name, features, target, 'out-dir', 'out-name' }` for each wasm build. */
export const bundles = Object.entries(bundle).map(([name, rest]) => ({ name, ...rest }))
/** `{ name, files, brotli }` for each ceiling. */
export const ceilings = Object.entries(ceiling).map(([name, rest]) => ({ name, ...rest }))
/** The most that each figure of `npm run bench` may be. */
export const paces = bench ?? {}
/** What every compiler run for wasm32 is given, so that they share what they built. */
export const wasmEnv = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: build.rustflags.join(' ') }
