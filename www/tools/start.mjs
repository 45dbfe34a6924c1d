// npm start: builds everything and serves the demo shop. `--watch` (npm run dev) builds again on change.
import { statSync, watch } from 'node:fs'
import { backend, binary, freePort, serve } from './backend.mjs'
import { build } from './build.mjs'
import { at } from './paths.mjs'
import { command, say } from './run.mjs'
import { webhookStore } from './store.mjs'

const SETTLE = 200
const WATCHED = [at('src'), at('www', 'gallery'), at('examples', 'backend')]

const ended = (child) =>
  new Promise((resolve) => ((child.exitCode ?? child.signalCode) === null ? child.once('exit', resolve) : resolve()))

/** Calls `changed` after files have come to rest; one call at a time. */
function onChange(changed) {
  let timer
  let busy = Promise.resolve()
  for (const folder of WATCHED)
    watch(folder, { recursive: true }, (_, file) => {
      if (/(^|\/)(target|node_modules)\/|\.sqlite|~$/.test(file ?? '')) return
      clearTimeout(timer)
      timer = setTimeout(() => (busy = busy.then(changed).catch((error) => say(`dev: ${error.message}`))), SETTLE)
    })
}

async function dev(port, args, server) {
  let { child } = server
  const made = () => statSync(binary).mtimeMs
  onChange(async () => {
    const before = made()
    say(`dev: ${await build({ dev: true })}`)
    await backend()
    if (made() === before) return say('dev: reload the page')
    child.kill()
    await ended(child)
    child = (await serve({ port, args, onLine: say })).child
  })
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await ended(child)
  process.exit(0)
}

await command('start', import.meta.url, async (args) => {
  const watching = args.includes('--watch')
  say(`build: ${await build({ dev: watching })}`)
  say('start: building the reference backend')
  await backend()
  const port = await freePort()
  const stores = await webhookStore()
  const server = await serve({ port, args: stores, onLine: say })
  say(`A cart behind webhooks: ${server.url}conversation.html`)
  say(`Every state of the widget: ${server.url}gallery/`)
  await (watching ? dev(port, stores, server) : ended(server.child))
})
