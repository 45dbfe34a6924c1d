// A store that answers Handcart's cart webhooks. `node server.mjs`, with STORE_SECRET, STORE_ID and PORT.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { carts } from './carts.mjs'
import { distrust } from './signature.mjs'

const LIMIT = 64 * 1024

/** The body as text, as it came. */
async function read(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > LIMIT) throw Object.assign(new Error('too large'), { status: 413, reason: 'too_large' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(body) {
  try {
    const value = JSON.parse(body)
    if (value && typeof value === 'object') return value
  } catch {}
  throw Object.assign(new Error('not JSON'), { status: 400, reason: 'missing_params' })
}

/** A server for one store. `path` is the `cartUrl`'s; `meddle(request)` may be late or fail, for tests. */
export function store({ id, secret, path = '/cart', products = {}, takesAll = false, meddle = async () => {} }) {
  if (!secret || secret.length < 16) throw new Error('STORE_SECRET: expected at least 16 characters')
  const all = carts(products, { takesAll })

  async function answer(request) {
    const { pathname, searchParams } = new URL(request.url, 'http://store')
    const body = await read(request)
    // First the signature: whoever cannot sign learns nothing, not even what is at which address.
    const reason = distrust(secret, request.headers, body)
    if (reason) return [401, { ok: false, reason }]
    if (request.method === 'GET' && pathname === `${path}/items`) {
      if (searchParams.get('store_id') !== id) return [404, { ok: false, reason: 'store_not_found' }]
      return [200, all.items(searchParams.get('session_id'))]
    }
    if (request.method !== 'POST' || pathname !== path) return [404, { ok: false, reason: 'not_found' }]
    const asked = parse(body)
    if (asked.store_id !== id) return [404, { ok: false, reason: 'store_not_found' }]
    // A refusal is an answer, not a failure: 200, so that nobody asks again.
    return [200, all.change(asked, request.headers['idempotency-key'], body)]
  }

  return createServer(async (request, response) => {
    let status, said
    try {
      ;[status, said] = await answer(request)
      await meddle(request, response)
    } catch ({ status: known, reason, message }) {
      if (!known) console.error(`webhook-store: ${message}`)
      ;[status, said] = [known ?? 500, { ok: false, reason: reason ?? 'internal' }]
    }
    if (response.headersSent || response.destroyed) return
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { STORE_ID: id = 'demo', STORE_SECRET: secret, STORE_PRODUCTS: file, PORT = '0' } = process.env
  const products = JSON.parse(readFileSync(file ?? new URL('products.json', import.meta.url), 'utf8'))
  const server = store({ id, secret, products, takesAll: true })
  server.listen(Number(PORT), '127.0.0.1', () => {
    console.log(`Webhook store: http://127.0.0.1:${server.address().port}/cart`)
  })
}
