/**
 * A shop in memory that does as it is told. `host.calls` lists what the widget called; `host.rude[name]` replaces a
 * callback, and gets the well-behaved one as its first argument. `host.start(options)` starts the widget.
 */
import { init } from '/sdk/handcart.js'

const money = (cents) => `$${(cents / 100).toFixed(2)}`
const PRICES = { boots: 7995, socks: 1250, tent: 28900 }
const NAMES = { boots: 'Boots', socks: 'Socks', tent: 'Tent' }

const host = {
  calls: [],
  rude: {},
  errors: [],
  rows: [],
  shipping: undefined,
  init,
  state() {
    const sum = host.rows.reduce((total, { id, quantity }) => total + (PRICES[id] ?? 100) * quantity, 0)
    return {
      items: host.rows.map(({ id, key = `line-${id}`, quantity, ...more }) => ({
        key,
        id,
        name: NAMES[id] ?? id,
        price: money(PRICES[id] ?? 100),
        quantity,
        ...more,
      })),
      totalItems: host.rows.reduce((count, { quantity }) => count + quantity, 0),
      subtotal: money(sum),
      total: money(sum),
      currency: 'USD',
      ...(host.shipping && { shipping: { ...host.shipping } }),
    }
  },
  good: {
    onGetCart: () => host.state(),
    onAddToCart(id, quantity) {
      const row = host.rows.find((each) => each.id === id)
      if (row) row.quantity += quantity
      else host.rows.push({ id, quantity })
      return { success: true, cart: host.state() }
    },
    onRemoveFromCart(key) {
      host.rows = host.rows.filter((row) => (row.key ?? `line-${row.id}`) !== key)
      return { success: true, cart: host.state() }
    },
    onUpdateQuantity(key, quantity) {
      host.rows.find((row) => (row.key ?? `line-${row.id}`) === key).quantity = quantity
      return { success: true, cart: host.state() }
    },
    onClearCart() {
      host.rows = []
      return { success: true, cart: host.state() }
    },
    onCheckout() {},
    onCartChanged() {},
    canAddToCart: () => true,
    onSetDestinationCountry(code) {
      host.shipping.destinationCountry = code
      return { success: true, cart: host.state() }
    },
  },
  /** How often a callback was called. */
  count: (name) => host.calls.filter((call) => call[0] === name).length,
  update: () => window.dispatchEvent(new CustomEvent('handcart:cart-update')),
  async start({ without = [], cart: more = {}, ...options } = {}) {
    const cart = { enabled: true, ...more }
    host.config = cart
    for (const [name, good] of Object.entries(host.good)) {
      if (without.includes(name)) continue
      cart[name] = (...args) => {
        host.calls.push([name, ...args.filter((arg) => !['object', 'undefined'].includes(typeof arg))])
        const rude = host.rude[name]
        return rude ? rude(() => good(...args), ...args) : good(...args)
      }
    }
    host.handle = await init({
      title: 'Helper',
      agent: { endpoint: location.origin },
      cart,
      timeouts: { mutation: 5000, read: 5000, prompt: 60000 },
      ...options,
    })
    return host.handle !== null
  },
}
window.host = host
window.addEventListener('error', ({ message }) => host.errors.push(message))
window.addEventListener('unhandledrejection', ({ reason }) => {
  let words = 'something unreadable'
  try {
    words = String(reason)
  } catch {
    // as it is
  }
  host.errors.push(words)
})
