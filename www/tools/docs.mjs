// npm run docs: the Rust documentation, with ARCHITECTURE.md as its front page; a broken link is a failure.
import { target } from './paths.mjs'
import { command, run } from './run.mjs'
import { ensure } from './setup.mjs'

await command('docs', import.meta.url, async () => {
  await ensure('rust')
  const env = { RUSTDOCFLAGS: '-D warnings' }
  await run('cargo', ['doc', '-p', 'handcart', '--no-deps', '--document-private-items'], { label: 'cargo doc', env })
  return `${target}/doc/handcart/index.html`
})
