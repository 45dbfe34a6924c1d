// The store of examples/webhook-store, beside the backend: what /conversation.html shows.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { store } from '../../examples/webhook-store/server.mjs'
import { at, target } from './paths.mjs'

const ID = 'demo'

/** Starts the store on a free port, and resolves to the backend's arguments. It ends with this process. */
export async function webhookStore() {
  const secret = randomBytes(32).toString('hex')
  const products = JSON.parse(readFileSync(at('examples', 'webhook-store', 'products.json'), 'utf8'))
  const server = store({ id: ID, secret, products, takesAll: true })
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  server.unref()
  const cartUrl = `http://127.0.0.1:${server.address().port}/cart`
  const file = join(target, 'handcart-stores.json')
  mkdirSync(target, { recursive: true })
  writeFileSync(file, JSON.stringify({ [ID]: { cartUrl, secret, loopback: true } }), { mode: 0o600 })
  return ['--stores', file]
}
