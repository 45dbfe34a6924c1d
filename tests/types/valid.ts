// What a host may write. Compiled, never run.
import {
  init,
  type CartAction,
  type CartConfig,
  type CartState,
  type Code,
  type Handcart,
  type Outcome,
} from '../../src/contract/types'

declare const shop: { cartCount: number }

// An agent of each kind.
init({ agent: { endpoint: '/agent', token: 't' } })
init({
  agent: {
    socket: 'wss://agent.example/chat',
    apiKey: 'pk_1',
    storeId: 'shop',
    onCartChanged: ({ action, items, total, name, quantity }) =>
      console.log(action, items[0]?.sku, total, name, quantity),
  },
})
init({
  agent: { respond: ({ query, signal }) => fetch(`/ask?q=${query}`, { signal }).then((answer) => answer.json()) },
})
init({ agent: { respond: ({ query }) => `You said ${query}` } })
init({
  agent: {
    async *respond({ cartSnapshot }) {
      yield 'Let me see. '
      yield { aiResponse: cartSnapshot ? 'Here.' : 'There.', quickReplies: ['Yes'] }
    },
  },
})

// The sample of Neuroon's documentation, as a host would write it.
const sample: CartConfig = {
  enabled: true,
  initialCount: shop.cartCount,
  async onGetCart() {
    const r = await fetch('/api/cart', { credentials: 'include' })
    const data = await r.json()
    return {
      items: data.items.map((i: any) => ({
        key: i.line_item_key,
        id: i.product_id,
        externalId: String(i.post_id),
        name: i.title,
        price: i.formatted_price,
        quantity: i.qty,
        image: i.thumbnail,
        url: i.permalink,
        variant: i.variant_label,
        maxQuantity: i.stock_qty,
      })),
      totalItems: data.total_items,
      subtotal: data.formatted_subtotal,
      total: data.formatted_total,
      currency: data.currency,
    }
  },
  async onAddToCart(productId, quantity, externalProductId) {
    const r = await fetch('/api/cart/add', {
      method: 'POST',
      credentials: 'include',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ productId: externalProductId || productId, quantity }),
    })
    if (!r.ok) return { success: false, error: 'Could not add item' }
    return { success: true, cart: await this.onGetCart() }
  },
  async onRemoveFromCart(itemKey) {
    await fetch(`/api/cart/${itemKey}`, { method: 'DELETE', credentials: 'include' })
    return { success: true, cart: await this.onGetCart() }
  },
  async onUpdateQuantity(itemKey, quantity) {
    await fetch(`/api/cart/${itemKey}`, { method: 'PATCH', credentials: 'include', body: JSON.stringify({ quantity }) })
    return { success: true, cart: await this.onGetCart() }
  },
  onCheckout() {
    window.location.href = '/checkout'
  },
}

// Arrow functions with the types of Neuroon's own interface.
const arrows: CartConfig = {
  enabled: true,
  onGetCart: () => Promise.resolve({ items: [], totalItems: 0, subtotal: '0,00 €', total: '0,00 €', currency: 'EUR' }),
  onAddToCart: async (productId: string, quantity: number, externalProductId?: string) => ({ success: true }),
  onRemoveFromCart: async (itemKey: string) => ({ success: false, code: 'out_of_stock' }),
  onUpdateQuantity: async (itemKey, quantity, operation) => ({
    success: false,
    reason: 'out-of-stock',
    available: operation?.attempt,
  }),
  onClearCart: () => true,
  onSetDestinationCountry: async (countryCode: string) => {},
  canAddToCart: (product) => product.inStock !== false,
  externalUpdateEvent: ['neuroon:cart-update', 'shop:cart'],
  onCartChanged: ({ outcome, cart }) => console.log(outcome.result, cart.totalItems),
}

// Sync, and in the other shapes.
const sync: CartConfig = {
  enabled: false,
  onGetCart: (): CartState => ({
    items: [
      {
        key: 'a',
        id: 'p',
        name: 'Boot',
        price: '1 €',
        quantity: 1,
        lineTotal: '1 €',
        stock: 'low',
        discounts: [{ label: 'Autumn', amount: '-1 €' }],
      },
    ],
    totalItems: 1,
    subtotal: '1 €',
    total: '1 €',
    currency: 'EUR',
    amounts: { total: 1 },
    shipping: {
      freeShippingThreshold: 50,
      currentAmount: 1,
      thresholdMet: false,
      availableCountries: [{ code: 'DE', label: 'Germany' }],
    },
  }),
  onAddToCart: (id, quantity, external, operation) => ({ ok: false, reason: operation?.id ?? 'max_3_per_customer' }),
  onRemoveFromCart: () => undefined,
  onUpdateQuantity: () => ({ success: false }),
  canAddToCart: () => ({ allowed: false, reason: 'Only in the shop' }),
}

export async function use(): Promise<Code | undefined> {
  const handcart: Handcart | null = await init({
    container: '#shop',
    title: 'Shop',
    cart: sample,
    agent: { endpoint: '/agent', token: 't', headers: { a: 'b' } },
    locale: 'de-DE',
    suggestions: ['Boots'],
    imageOrigins: ['https://cdn.shop.example'],
    greeting: 'Hello',
    messages: { add: 'Put in' },
    position: 'start',
    theme: 'dark',
    open: true,
    timeouts: { mutation: 15_000, read: 10_000, prompt: 120_000 },
    caps: {
      maxQuantity: 5,
      maxLineValue: 500,
      maxCartValue: 999.5,
      perMinute: 6,
      actions: ['ADD_SUGGESTION', 'REMOVE'],
    },
    onError: ({ code, message }) => console.warn(code, message),
    wasmUrl: new URL('https://cdn.example/x.wasm'),
    webmcp: true,
    headless: false,
  })
  if (!handcart) return
  const action: CartAction = {
    type: 'ADD_SUGGESTION',
    productId: 'boot',
    quantity: 2,
    product: { id: 'boot', name: 'Boot', variants: [{ id: 'v', options: { Size: '42' } }] },
  }
  const outcome = await handcart.propose(action)
  await handcart.propose(action, { signal: AbortSignal.timeout(9_000) })
  await handcart.callTool('get_cart', {}, { signal: AbortSignal.timeout(9_000) })
  if ('detail' in outcome) return outcome.code
  const plan = await handcart.propose([action, { type: 'REMOVE', itemKey: 'a' }])
  if ('lines' in plan && plan.action.type === 'PLAN') console.log(plan.action.actions.length, plan.lines?.[0]?.result)
  const off: () => void = handcart.on('outcome', (o: Outcome) => console.log(o.change?.after))
  handcart.on('cart', (cart) => console.log(cart.items[0]?.key))
  handcart.on('close', () => {})
  off()
  if (outcome.undoable) await handcart.undo(outcome.id)
  await handcart.ask('boots')
  const cart: CartState | null = await handcart.refresh()
  console.log(cart, handcart.cart, arrows, sync)
  const anthropic = (await handcart.tools()).map(({ name, description, inputSchema: input_schema }) => ({
    name,
    description,
    input_schema,
  }))
  const result = await handcart.callTool('add_to_cart', { productId: 'boot' })
  if (!result.ok) console.log(result.code, result.message, anthropic)
  else if ('outcome' in result) console.log(result.outcome.result)
  else if ('products' in result) console.log(result.products[0]?.variants[0]?.options['Size'], result.text)
  else console.log(result.cart.total)
  const stop: () => void = handcart.subscribe(({ version, cart: now, proposals: [open], entries }) => {
    const one: 1 = version
    if (open?.stage === 'ready') handcart.answer(open.id, 'confirm', open.revision)
    if (open?.facts.action.type === 'PLAN') handcart.answer(open.id, { edited: open.facts.action.actions.slice(1) })
    for (const entry of entries) if (entry.kind === 'agent') console.log(entry.text, one, now?.state?.total)
  })
  stop()
  for (const { who, decided, shown, outcome: end } of await handcart.journal('journal.jsonl'))
    console.log(who, decided, shown?.cart.total, shown?.revision, end.result)
  handcart.open()
  handcart.minimise()
  await handcart.update({ locale: 'de', theme: 'dark', title: undefined, messages: { hello: 'Grüß Gott' } })
  handcart.close()
  handcart.destroy()
  return outcome.code
}
