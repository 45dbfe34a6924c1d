/** The cart page. Rows stay in place while numbers change, so that nobody loses the field they are in. */
import { $, announce, count, el, nameLang, picture, price, setText } from './dom.js'
import { refresh, removeLine, setCountry, setQuantity, subscribe } from './cart-store.js'
import { freeDelivery, sums } from './summary.js'
import { empty, failed } from './states.js'
import './header.js'

const [list, aside, state, message] = [$('#lines'), $('#summary'), $('#state'), $('#message')]
const rows = new Map()

const say = (text) => setText(message, text)

/** Runs a change of this page; what the server remarks is shown above the lines. */
async function run(work, done) {
  say('')
  try {
    const cart = await work()
    if (cart.notice) say(cart.notice)
    announce(cart.notice ? '' : done(cart))
    return true
  } catch (error) {
    say(error.message)
    return false
  }
}

function row(line) {
  let current = line
  const link = el('a', { lang: nameLang(line) })
  const [variant, unit] = [el('p', { class: 'nh-sub' }), el('p', { class: 'nh-sub' })]
  const input = el('input', {
    type: 'number',
    min: 1,
    step: 1,
    inputmode: 'numeric',
    'aria-label': `Quantity of ${line.name}`,
    change: changeQuantity,
  })
  const total = el('p', { class: 'nh-price' })
  const remove = el(
    'button',
    { type: 'button', class: 'nh-link', 'aria-label': `Remove ${line.name}`, click: removeRow },
    'Remove',
  )
  const image = picture(line.image)
  const node = el(
    'li',
    { class: 'nh-line' },
    image,
    el('div', {}, el('p', { class: 'nh-name' }, link), variant, unit, el('p', {}, remove)),
    el('span', { class: 'nh-qty' }, input),
    total,
  )

  async function changeQuantity() {
    const wish = Math.floor(Number(input.value))
    if (!Number.isFinite(wish) || wish < 1) {
      input.value = current.quantity
      return say('Enter a number from 1, or remove the line.')
    }
    if (wish === current.quantity) return void (input.value = wish)
    node.setAttribute('aria-busy', 'true')
    await run(
      () => setQuantity(current.id, wish),
      (cart) => `${current.name}: ${current.quantity}. Total ${cart.total.text}.`,
    )
    node.removeAttribute('aria-busy')
    input.value = current.quantity
  }

  async function removeRow() {
    const next = node.nextElementSibling ?? node.previousElementSibling
    node.setAttribute('aria-busy', 'true')
    const gone = await run(
      () => removeLine(current.id),
      (cart) => `Removed: ${current.name}. Your cart has ${count(cart.count, 'item')}.`,
    )
    node.removeAttribute('aria-busy')
    if (gone) (next?.isConnected ? next.querySelector('button') : $('#title')).focus()
  }

  function update(next) {
    current = next
    if (image.getAttribute('src') !== next.image) image.src = next.image
    link.href = next.url
    setText(link, next.name)
    setText(variant, next.variant ?? '')
    unit.replaceChildren(...(next.quantity > 1 ? [price(next.unitPrice), ' each'] : []))
    total.replaceChildren(price(next.lineTotal))
    input.max = next.max
    if (document.activeElement !== input || node.getAttribute('aria-busy') !== 'true') input.value = next.quantity
  }
  return { node, update }
}

function showLines(lines) {
  const kept = new Set(lines.map((line) => line.id))
  for (const [id, { node }] of rows) {
    if (kept.has(id)) continue
    node.remove()
    rows.delete(id)
  }
  lines.forEach((line, index) => {
    if (!rows.has(line.id)) rows.set(line.id, row(line))
    const { node, update } = rows.get(line.id)
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null)
    update(line)
  })
}

const country = el('select', {
  id: 'country',
  change: () =>
    run(
      () => setCountry(country.value),
      (cart) => `Delivery ${cart.delivery.text}. Total ${cart.total.text}.`,
    ),
})
const figures = el('div')
aside.append(
  figures,
  el('p', { class: 'nh-field' }, el('label', { for: 'country' }, 'Deliver to'), country),
  el('a', { class: 'nh-btn is-wide', href: '/checkout.html' }, 'Check out'),
)

function showSummary(cart) {
  figures.replaceChildren(sums(cart), ...freeDelivery(cart))
  const codes = cart.countries.map((c) => c.code).join()
  if (country.dataset.codes !== codes) {
    country.replaceChildren(...cart.countries.map((c) => el('option', { value: c.code }, c.name)))
    country.dataset.codes = codes
  }
  country.value = cart.country
}

function show({ cart, failure }) {
  const full = Boolean(cart?.lines.length)
  list.classList.toggle('is-loading', !cart && !failure)
  aside.hidden = !full
  if (failure) return state.replaceChildren(failed(failure, () => refresh().catch(() => {})))
  if (!cart) return
  list.querySelectorAll('.nh-bone').forEach((bone) => bone.remove())
  showLines(cart.lines)
  state.replaceChildren(
    ...(full
      ? []
      : [
          empty('Your cart is empty.', 'What you add, here or with the assistant, will be in it.', {
            href: '/',
            text: 'Back to the shop',
          }),
        ]),
  )
  if (full) showSummary(cart)
}

subscribe(show)
