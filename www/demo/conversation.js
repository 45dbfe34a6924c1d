/**
 * Handcart with an agent behind a socket and a cart on the server's side. There is no `cart` here: the page does not
 * change it, the backend asks the store by webhooks. The page may hear what became of it.
 */
import { init } from '/sdk/handcart.js'

const print = (amount, currency) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency }).format(amount)

function show({ items, total, currency = 'EUR' }) {
  document.getElementById('total').textContent = items.length
    ? `Together ${print(total, currency)}`
    : 'The cart is empty.'
  document
    .getElementById('items')
    .replaceChildren(
      ...items.map(({ name, quantity }) =>
        Object.assign(document.createElement('li'), { textContent: `${quantity} × ${name}` }),
      ),
    )
}

init({
  title: 'Nordhang',
  agent: { socket: '/api/v1/ws/chat', apiKey: 'demo-token', storeId: 'demo', onCartChanged: show },
  suggestions: [{ text: 'Show me tents' }, { text: 'Add the Rucksack Grat 28' }, { text: 'What is in my cart?' }],
}).catch((error) => console.warn('The assistant did not start; the shop works without it.', error))
