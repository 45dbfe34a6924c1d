/** The checkout: a short form. This is a demo, so nothing is charged and nothing is sent. */
import { $, el, setText } from './dom.js'
import { request } from './api.js'
import { announceChange, refresh, subscribe } from './cart-store.js'
import { orderLine } from './order-lines.js'
import { sums } from './summary.js'
import { empty, failed } from './states.js'
import './header.js'

const [form, aside, state, problem, button] = [$('#form'), $('#summary'), $('#state'), $('#problem'), $('#place')]
const fields = ['name', 'email', 'street', 'zip', 'city'].map((name) => form.elements[name])
/** Names this attempt, so that asking again after a lost answer places one order. A refusal starts a new attempt. */
let key = crypto.randomUUID?.()
let placed = false

const WORDS = {
  name: 'Enter your name.',
  email: 'Enter an e-mail address like lena@example.org.',
  street: 'Enter street and number.',
  zip: 'Enter the postal code.',
  city: 'Enter the town.',
}

/** Shows or clears the message below one field. */
function check(field) {
  field.value = field.value.trim()
  const good = field.validity.valid
  setText($(`#${field.id}-error`), good ? '' : WORDS[field.name])
  if (good) field.removeAttribute('aria-invalid')
  else field.setAttribute('aria-invalid', 'true')
  return good
}

async function place(event) {
  event.preventDefault()
  if (button.getAttribute('aria-disabled') === 'true') return
  setText(problem, '')
  const wrong = fields.filter((field) => !check(field))
  if (wrong.length) return wrong[0].focus()
  button.setAttribute('aria-disabled', 'true')
  setText(button, 'Placing the order')
  try {
    const [name, email, address, postcode, city] = fields.map((field) => field.value)
    const { order } = await request('POST', '/api/shop/checkout', {
      body: { name, email, address, postcode, city },
      key,
    })
    placed = true
    announceChange() // the order has emptied the cart
    location.assign(`/confirmation.html?order=${encodeURIComponent(order)}`)
  } catch (error) {
    if (error.status) key = crypto.randomUUID?.()
    setText(problem, error.message)
    refresh().catch(() => {})
    button.removeAttribute('aria-disabled')
    setText(button, 'Place order')
  }
}

function show({ cart, failure }) {
  if (placed) return
  const full = Boolean(cart?.lines.length)
  form.hidden = aside.hidden = !full
  if (failure) return state.replaceChildren(failed(failure, () => refresh().catch(() => {})))
  if (!cart) return
  if (!full) {
    state.replaceChildren(
      empty('There is nothing to check out.', 'Your cart is empty.', { href: '/', text: 'Back to the shop' }),
    )
    return
  }
  const country = cart.countries.find((c) => c.code === cart.country)?.name ?? cart.country
  state.replaceChildren()
  setText($('#country-name'), country)
  $('#figures').replaceChildren(el('ul', { class: 'nh-mini is-plain' }, cart.lines.map(orderLine)), sums(cart))
}

for (const field of fields) field.addEventListener('change', () => check(field))
form.addEventListener('submit', place)
subscribe(show)
