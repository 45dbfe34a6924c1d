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

/** A variant in one of the two forms in which the contract has its options. */
const variant = (each) =>
  JSON.stringify({ ...each, options: Array.isArray(each.options) ? each.options : Object.entries(each.options) })

/** Whether the agent tells a product as the shop has it. */
function genuine(product, own) {
  const facts = ['name', 'price', 'salePrice', 'currency', 'externalId', 'formattedPrice', 'formattedSalePrice']
  if (!own || !facts.every((name) => same(product[name], own[name]))) return false
  const variants = own.variants ?? []
  return (
    (product.variants ?? []).length === variants.length &&
    (product.variants ?? []).every((each, at) => variant(each) === variant(variants[at]))
  )
}

const thing = (all, value) => (value?.thing ? all[value.thing]() : value)

/** An agent of the page's own, whose parts are plain or things. */
const parts = (turns) => {
  let at = 0
  return (turn) => {
    const steps = turns[at++] ?? ['Yes.']
    if (steps[0]?.whole) return things.wholes[steps[0].whole](turn)
    return (async function* () {
      for (const step of steps) yield thing(things.parts, step)
    })()
  }
}
const agents = {
  socket: (agent) => ({ socket: `${agent.replace('http', 'ws')}/ws/chat`, apiKey: 'publishable-77', storeId: 'shop' }),
  respond: (_, { turns }) => ({ respond: parts(turns) }),
}

async function native(name, input) {
  const tools = await document.modelContext.getTools()
  return document.modelContext.executeTool(tools.find((tool) => tool.name === name) ?? { name }, input)
}

// A change that goes to the agent's server is a call, too.
const { send } = WebSocket.prototype
WebSocket.prototype.send = function (text) {
  const { type, action, id } = JSON.parse(text)
  if (type === 'action') red.calls.push({ name: action, args: [], at: performance.now(), operation: id })
  return send.call(this, text)
}

const red = {
  calls: [],
  errors: [],
  settled: [],
  outcomes: [],
  shelf: new Map(),
  /** `how`: the door through which the agent speaks, and what it hands over where that is code. */
  async start(options, agent, how = {}) {
    things.mark = how.mark
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
      agent: agents[how.door]?.(agent, how) ?? { endpoint: agent, token: 'publishable-77' },
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
  /** What a page, or the browser itself, does for a model that calls a tool. A name or an input may be a thing. */
  call(name, input, isNative) {
    const { settled } = red
    const at = settled.push('waiting') - 1
    const told = (end) => (settled[at] = { tool: true, size: JSON.stringify(end).length, ...end })
    const threw = (error) => (settled[at] = { tool: true, threw: typeof error })
    const given = thing(things.inputs, input)
    if (!isNative) return void red.handle.callTool(thing(things.names, name), given).then(told).catch(threw)
    // What the browser itself refuses has not come to us.
    const no = ({ name: code }) => told({ ok: false, code, message: '', browser: true })
    native(thing(things.names, name), given).then((end) => told(JSON.parse(end)), no)
  },
  /** Whether every call was answered, or is before the shopper. */
  isHeard: () => red.settled.filter((end) => end === 'waiting').length <= witness.open().length,
  /** All that this origin keeps. */
  async kept() {
    const { cookie } = document
    const databases = await indexedDB.databases()
    const kept = { local: { ...localStorage }, session: { ...sessionStorage } }
    return { ...kept, cookie, databases, caches: await caches.keys(), name: window.name, state: history.state }
  },
  update: () => window.dispatchEvent(new CustomEvent('handcart:cart-update')),
}
window.red = red
