/**
 * Handcart on this shop. This is the whole integration: the rest of the shop does not know the widget.
 *
 * Two things make it work:
 *  1. the callbacks below, which change the shop's own cart through the shop's own API and answer with the cart;
 *  2. one event in the other direction. Whenever the shop's own pages change the cart, they say
 *       window.dispatchEvent(new CustomEvent('handcart:cart-update'))
 *     and the widget reads the cart again (cart-store.js does it; a mere read never dispatches the event).
 */
import { init } from '/sdk/handcart.js'
import { change, lastCount, refresh } from '/shop/cart-store.js'

/** What the shop's server says about a cart, in the words of the widget. Prices stay the server's own text. */
function toState(cart) {
  return {
    items: cart.lines.map((line) => ({
      key: line.id, // names this line when it is changed or removed
      id: line.variantId, // what can be bought: the id the assistant's products carry
      externalId: line.productId,
      name: line.name,
      variant: line.variant,
      price: line.unitPrice.text,
      unitAmount: decimal(line.unitPrice),
      compareAtPrice: line.was?.text,
      lineTotal: line.lineTotal.text,
      quantity: line.quantity,
      maxQuantity: line.max,
      stock: line.max < 1 ? 'out' : undefined, // sold out since it was added
      image: line.image,
      url: line.url,
    })),
    totalItems: cart.count,
    subtotal: cart.subtotal.text,
    total: cart.total.text,
    currency: cart.currency,
    amounts: { subtotal: decimal(cart.subtotal), total: decimal(cart.total), currency: cart.currency },
    shipping: toShipping(cart),
  }
}

function toShipping({ free, subtotal, delivery, country, countries }) {
  return {
    needsCountryResolution: false, // the server always knows one
    freeShippingThreshold: decimal(free.threshold),
    currentAmount: decimal(subtotal),
    delta: decimal(free.missing),
    thresholdMet: free.reached,
    formattedThreshold: free.threshold.text,
    formattedDelta: free.missing.text,
    formattedCost: delivery.text,
    destinationCountry: country,
    destinationLabel: countries.find(({ code }) => code === country)?.name ?? country,
    availableCountries: countries.map(({ code, name }) => ({ code, label: name })),
  }
}

/** The server counts in cents, the contract in euros. */
const decimal = (money) => money.amount / 100

/**
 * One change of the cart. `operation` comes from the widget: its id lets the server apply a repeated request only
 * once, its signal ends a request nobody waits for any more. Through `change`, the shop's header, mini cart and cart
 * page show the new cart at once.
 */
async function send(method, path, body, operation) {
  try {
    const cart = await change(async () => {
      const response = await fetch(`/api/shop/cart${path}`, {
        method,
        credentials: 'same-origin',
        headers: {
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
          ...(operation && { 'Idempotency-Key': operation.id }),
        },
        body: body && JSON.stringify(body),
        signal: operation?.signal,
      })
      const answer = await response.json().catch(() => null)
      if (!answer) throw new Error('The shop did not answer properly.')
      if (!response.ok) throw Object.assign(new Error(answer.message), { refusal: answer })
      return answer
    })
    return { success: true, cart: toState(cart), notice: cart.notice }
  } catch (error) {
    if (!error.refusal) throw error // no answer at all: the widget reads the cart to find out what happened
    const { message, code, available } = error.refusal
    return { success: false, error: message, code, available }
  }
}

const line = (itemKey) => `/lines/${encodeURIComponent(itemKey)}`

init({
  title: 'Nordhang',
  agent: { endpoint: location.origin, token: 'demo-token' },
  suggestions: [
    { text: 'Waterproof boots for wide feet', image: '/pictures/boots-pine.svg' },
    { text: 'A sleeping mat under 500 g', image: '/pictures/mat-slate.svg' },
    { text: 'What is in my cart?' },
  ],
  cart: {
    enabled: true,
    initialCount: lastCount(), // from sessionStorage, until the cart has been read
    onGetCart: async () => toState(await refresh()),
    onAddToCart: (productId, quantity, externalProductId, operation) =>
      send('POST', '/lines', { variantId: productId, quantity }, operation),
    onRemoveFromCart: (itemKey, operation) => send('DELETE', line(itemKey), undefined, operation),
    onUpdateQuantity: (itemKey, quantity, operation) => send('PATCH', line(itemKey), { quantity }, operation),
    onClearCart: (operation) => send('DELETE', '', undefined, operation),
    onSetDestinationCountry: (code, operation) => send('PUT', '/country', { code }, operation),
    onCheckout: () => location.assign('/checkout.html'),
  },
}).catch((error) => console.warn('The assistant did not start; the shop works without it.', error))
