// npm run test:browser: tests/browser.rs in Chromium. Not by `wasm-pack test`: that compiles every native test for wasm32 first.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, driver } from './chromium.mjs'
import { cargoCounts, counted } from './counts.mjs'
import { target } from './paths.mjs'
import { command, run } from './run.mjs'
import { ensure } from './setup.mjs'

/** Cargo's runner for wasm32, told which browser and driver setup found. */
function runner() {
  const args = ['headless', 'no-sandbox', 'disable-gpu', 'disable-dev-shm-usage']
  const file = join(target, 'webdriver.json')
  mkdirSync(target, { recursive: true })
  writeFileSync(file, JSON.stringify({ 'goog:chromeOptions': { binary: chromium(), args } }))
  return {
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner',
    CHROMEDRIVER: driver(),
    WASM_BINDGEN_TEST_ONLY_WEB: '1',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: file,
  }
}

await command('test:browser', import.meta.url, async () => {
  await ensure('modules', 'rust', 'wasm', 'browser')
  const { wasmEnv } = await import('./matrix.mjs')
  const args = ['test', '-p', 'handcart', '--target', 'wasm32-unknown-unknown', '--test', 'browser']
  return counted(run('cargo', args, { label: 'test:browser', env: { ...wasmEnv, ...runner() } }), cargoCounts)
})
