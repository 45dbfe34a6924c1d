// npm run test:native: every Rust test that needs no browser.
import { cargoCounts, counted } from './counts.mjs'
import { command, run } from './run.mjs'
import { ensure } from './setup.mjs'

await command('test:native', import.meta.url, async (args) => {
  await ensure('rust')
  return counted(run('cargo', ['test', '--workspace', '--no-fail-fast', ...args], { label: 'cargo test' }), cargoCounts)
})
