/**
 * The shop's page: a cart that lives on the shop's server, and nothing clever. `red.calls` lists what the widget called to
 * change it. `canAddToCart` is what the contract asks of a shop whose agent it does not trust: a product that is not as in
 * the shop's own catalogue may not be added.
 */
import { init } from '/sdk/handcart.js'

const ask = async (method, path, body) => {
  const response = await fetch(`/store/${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return response.json()
}

const same = (a, b) => (a ?? null) === (b ?? null)

/** Whether the agent tells a product as the shop has it. */
function genuine(product, own) {
  const facts = ['name', 'price', 'salePrice', 'currency', 'externalId', 'formattedPrice', 'formattedSalePrice']
  if (!own || !facts.every((name) => same(product[name], own[name]))) return false
  const variants = own.variants ?? []
  return (
    (product.variants ?? []).length === variants.length &&
    (product.variants ?? []).every((each, at) => JSON.stringify(each) === JSON.stringify(variants[at]))
  )
}

const red = {
  calls: [],
  errors: [],
  settled: [],
  outcomes: [],
  shelf: new Map(),
  async start(options, agent) {
    const { products } = await ask('GET', 'products')
    red.shelf = new Map(products.map((product) => [product.id, product]))
    const change = (name, path, make) => {
      return (...args) => {
        const operation = args.at(-1)
        const call = {
          name,
          args: args.filter((arg) => typeof arg !== 'object' && arg !== undefined),
          at: performance.now(),
        }
        call.operation = operation?.id
        red.calls.push(call)
        return ask('POST', path, { ...make(...args), operation: operation?.id })
      }
    }
    red.handle = await init({
      title: 'Helper',
      open: true,
      agent: { endpoint: agent, token: 'publishable-77' },
      cart: {
        enabled: true,
        onGetCart: () => ask('GET', 'cart'),
        onAddToCart: change('onAddToCart', 'add', (id, quantity, externalId) => ({ id, quantity, externalId })),
        onRemoveFromCart: change('onRemoveFromCart', 'remove', (key) => ({ key })),
        onUpdateQuantity: change('onUpdateQuantity', 'update', (key, quantity) => ({ key, quantity })),
        onClearCart: change('onClearCart', 'clear', () => ({})),
        onSetDestinationCountry: change('onSetDestinationCountry', 'country', (code) => ({ code })),
        onCheckout: () => void red.calls.push({ name: 'onCheckout', args: [], at: performance.now() }),
        canAddToCart: (product) => genuine(product, red.shelf.get(String(product.id))),
      },
      onError: ({ code, message }) => red.errors.push(`${code}: ${message}`),
      ...options,
    })
    red.handle.on('outcome', (outcome) => red.outcomes.push(outcome))
    return true
  },
  stop() {
    red.handle?.destroy()
    Object.assign(red, { handle: undefined, calls: [], errors: [], settled: [], outcomes: [] })
  },
  /** What a page does with what some tool gave it. */
  propose(action) {
    const { settled } = red
    const at = settled.push('waiting') - 1
    red.handle.propose(action).then((end) => (settled[at] = end))
  },
  update: () => window.dispatchEvent(new CustomEvent('handcart:cart-update')),
}
window.red = red
