// The store's own carts: stock, a limit for each customer, and operations that are done once.

/** Operations that are remembered for each customer. A repetition comes seconds later, not days. */
const REMEMBERED = 200
/** Customers; the one who was away the longest is forgotten. A real store has a database. */
const CUSTOMERS = 10_000

const no = (reason, more) => ({ ok: false, reason, ...more })

/**
 * `products`: `{ [sku]: { name, price, stock, maxPerCustomer?, image_url?, url? } }`. With `takesAll`, what is not
 * among them is taken as it is asked for, without a limit.
 */
export function carts(products, { takesAll = false, currency = 'EUR' } = {}) {
  const customers = new Map()

  function customer(session) {
    const known = customers.get(session) ?? { lines: new Map(), done: new Map() }
    customers.delete(session) // the newest stands last
    customers.set(session, known)
    if (customers.size > CUSTOMERS) customers.delete(customers.keys().next().value)
    return known
  }

  /** The lines as the webhook's contract has them. */
  function items(session) {
    const { lines } = customers.get(session) ?? { lines: new Map() }
    const all = [...lines.values()].map((line) => ({ ...line, unit: 'pcs' }))
    const total = all.reduce((sum, { price, quantity }) => sum + Math.round(price * 100) * quantity, 0) / 100
    return { items: all, total, currency }
  }

  /** Sets a line to so many pieces, if the store has them. */
  function put(lines, request, quantity) {
    const { sku } = request
    const other = takesAll ? { name: request.name, price: request.price, stock: Infinity } : null
    const product = Object.hasOwn(products, sku) ? products[sku] : other
    if (!product) return no('product_not_found')
    if (product.stock < 1) return no('out_of_stock', { available: 0 })
    const most = product.maxPerCustomer ?? Infinity
    if (quantity > most) return no(`max_${most}_per_customer`, { available: most })
    if (quantity > product.stock) return no('quantity_exceeded', { available: product.stock })
    const { name, price, image_url, url } = product // the store's own price counts, not the one of the request
    lines.set(sku, { sku, name: name ?? sku, price: price ?? 0, quantity, image_url, url })
    return { ok: true }
  }

  function carryOut(lines, request) {
    const { action, sku, quantity } = request
    if (action === 'clear') return (lines.clear(), { ok: true })
    if (!['add', 'remove', 'update_quantity'].includes(action)) return no('missing_params')
    if (typeof sku !== 'string' || !sku) return no('missing_sku')
    const held = lines.get(sku)?.quantity ?? 0
    if (action !== 'add' && !held) return no('not_in_cart')
    if (action === 'remove') return (lines.delete(sku), { ok: true })
    if (!Number.isInteger(quantity) || quantity < 1) return no('missing_params')
    return put(lines, request, action === 'add' ? held + quantity : quantity)
  }

  /**
   * Carries out a request, or answers as before when its key was here already. Only what was done is remembered: a
   * refusal has changed nothing, so the same request may be tried again. There is no `await` between looking and
   * changing, so two requests with one key cannot both be carried out.
   */
  function change(request, key, body) {
    if (typeof request.session_id !== 'string' || !request.session_id) return no('missing_params')
    const { lines, done } = customer(request.session_id)
    const earlier = key && done.get(key)
    if (earlier) return earlier.body === body ? earlier.answer : no('key_used_for_another_request')
    const answer = carryOut(lines, request)
    if (answer.ok && key) {
      done.set(key, { body, answer })
      if (done.size > REMEMBERED) done.delete(done.keys().next().value)
    }
    return answer
  }

  return { change, items }
}
