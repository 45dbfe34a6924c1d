// The shop's server (pages, pictures, catalogue, cart) and the agent's, each on a port of its own.
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { at, dist } from '../../../www/tools/paths.mjs'
import { TYPES, bodyOf, listen } from '../../common/listen.mjs'
import { carry } from '../../e2e/support/socket.mjs'
import { CART, SHELF, money } from './shelf.mjs'
import { Wire } from './wire.mjs'

/** The strictest policy that the widget works under. It says nothing of pictures: no policy helps the widget there. */
export const STRICT =
  "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
const PAGES = at('tests', 'redteam', 'page')
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>'

/** The shop's own truth: what it sells, what stands in the cart, and every change that was asked of it. */
class Store {
  log = []
  products = []
  rows = []
  shipping = undefined
  /** Set: the answer of the next changes, for a shop that refuses or takes its time. */
  mood = undefined

  reset({ shelf = [], cart = CART, shipping } = {}) {
    this.products = [...SHELF, ...shelf]
    this.rows = cart.map((row) => ({ key: `line-${row.id}`, ...row }))
    this.shipping = shipping && { ...shipping }
    this.log = []
    this.mood = undefined
  }

  /** What the shop sells under an id: a product, or a variant with the product's facts. */
  article(id) {
    for (const product of this.products) {
      if (product.id === id) return { ...product, variant: undefined }
      const variant = product.variants?.find((each) => each.id === id)
      if (variant) return { ...product, id, variant: Object.values(Object.fromEntries(variant.options)) }
    }
    return undefined
  }

  line(row) {
    const { name, price, variant } = { ...this.article(row.id), ...row }
    return {
      key: row.key,
      id: row.id,
      name,
      price: row.formattedPrice ?? money(price),
      quantity: row.quantity,
      ...(variant && { variant: [variant].flat().join(' · ') }),
      ...row.more,
    }
  }

  cart() {
    const items = this.rows.map((row) => this.line(row))
    const sum = this.rows.reduce((all, row) => all + (row.price ?? this.article(row.id)?.price ?? 0) * row.quantity, 0)
    const totalItems = this.rows.reduce((all, { quantity }) => all + quantity, 0)
    const shipping = this.shipping && { shipping: this.shipping }
    return { items, totalItems, subtotal: money(sum), total: money(sum), currency: 'USD', ...shipping }
  }

  change(what, wish) {
    const row = this.rows.find(({ key }) => key === wish.key)
    const had = (this.rows.find(({ id }) => id === wish.id) ?? row)?.quantity ?? 0
    const lines = this.rows.map((each) => this.line(each))
    this.log.push({ what, ...wish, had, line: row && this.line(row), article: this.article(wish.id), lines })
    if (this.mood) return this.mood(what, wish, () => this.carry(what, wish))
    return this.carry(what, wish)
  }

  carry(what, { id, key, quantity, code }) {
    const at = this.rows.findIndex((row) => row.key === key)
    if (what === 'add') {
      if (!this.article(id)) return { ok: false, reason: 'product-not-found' }
      const row = this.rows.find((each) => each.id === id)
      if (row) row.quantity += quantity
      else this.rows.push({ id, key: `line-${id}`, quantity })
    } else if (what === 'clear') this.rows = []
    else if (what === 'country') this.shipping = { ...this.shipping, destinationCountry: code }
    else if (at < 0) return { ok: false, reason: 'line-not-found' }
    else if (what === 'remove') this.rows.splice(at, 1)
    else this.rows[at].quantity = quantity
    return { ok: true, cart: this.cart() }
  }
}

/**
 * Starts both. `faults`: by path, what becomes of a file before it is served.
 * `agent.script`: (question number, body) => the answer, as a value, or `{ text }` for bytes, or `{ events }` for a stream
 * (texts, and functions that are given the response), or a promise of one of them.
 */
export async function serveShop(faults = {}) {
  const store = new Store()
  const agent = { asked: [], script: () => ({ aiResponse: 'Yes.' }), answered: 0 }
  const json = (response, value, headers = {}) =>
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }).end(value)

  async function stream(response, steps, headers) {
    response.on('error', () => {})
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', ...headers })
    for (const step of steps) {
      if (response.destroyed) return
      if (typeof step === 'function') await step(response)
      else response.write(step)
    }
    response.end()
  }
  const files = new Map()
  function file(path, response) {
    const place = path.startsWith('/sdk/') ? dist + path.slice(4) : PAGES + path
    try {
      if (!files.has(path)) {
        const content = readFileSync(place)
        files.set(path, faults[path] ? faults[path](content.toString()) : content)
      }
      const headers = { 'content-type': TYPES[extname(path)], 'content-security-policy': STRICT }
      response.writeHead(200, { ...headers, 'cache-control': 'max-age=600' }).end(files.get(path))
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
    }
  }

  const shop = await listen(async (request, response) => {
    const [path] = request.url.split('?')
    if (path === '/store/cart') return json(response, JSON.stringify(store.cart()))
    if (path === '/store/products') return json(response, JSON.stringify({ products: store.products }))
    if (path.startsWith('/store/'))
      return json(response, JSON.stringify(await store.change(path.slice(7), await bodyOf(request))))
    if (path.startsWith('/pictures/'))
      return response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=600' }).end(PICTURE)
    file(path, response)
  })
  const mind = await listen(async (request, response) => {
    const headers = {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': 'content-type, x-widget-token',
      'access-control-max-age': '600',
    }
    if (request.method === 'OPTIONS') return response.writeHead(204, headers).end()
    const body = await bodyOf(request)
    agent.asked.push(body)
    const answer = await agent.script(agent.asked.length - 1, body)
    response.on('close', () => (agent.answered += 1))
    if (answer?.events) return stream(response, answer.events, headers)
    json(response, typeof answer?.text === 'string' ? answer.text : JSON.stringify(answer), headers)
  })
  const wire = new Wire(store)
  carry(mind.server, '/ws/chat', wire)
  // Without the slash at the end: paths are put behind them.
  const [shopUrl, agentUrl] = [shop, mind].map(({ url }) => url.slice(0, -1))
  return {
    shop: shopUrl,
    agent: agentUrl,
    store,
    mind: agent,
    wire,
    close() {
      wire.reset()
      shop.close()
      mind.close()
    },
  }
}
