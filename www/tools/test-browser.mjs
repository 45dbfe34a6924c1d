// npm run test:browser: tests/browser.rs in Chromium, through wasm-pack.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, driver } from './chromium.mjs'
import { cargoCounts, counted } from './counts.mjs'
import { target } from './paths.mjs'
import { command, run } from './run.mjs'
import { ensure } from './setup.mjs'

/** chromedriver looks for a browser by itself; this names the one that setup found. */
function capabilities() {
  const args = ['headless', 'no-sandbox', 'disable-gpu', 'disable-dev-shm-usage']
  const file = join(target, 'webdriver.json')
  mkdirSync(target, { recursive: true })
  writeFileSync(file, JSON.stringify({ 'goog:chromeOptions': { binary: chromium(), args } }))
  return { WASM_BINDGEN_TEST_WEBDRIVER_JSON: file }
}

await command('test:browser', import.meta.url, async () => {
  await ensure('modules', 'rust', 'wasm', 'browser')
  const { wasmEnv } = await import('./matrix.mjs')
  const env = { ...wasmEnv, ...capabilities() }
  const args = [
    'test',
    '--headless',
    '--chrome',
    '--chromedriver',
    driver(),
    '--mode',
    'no-install',
    '.',
    '--test',
    'browser',
  ]
  return counted(run('wasm-pack', args, { label: 'wasm-pack test', env }), cargoCounts)
})
