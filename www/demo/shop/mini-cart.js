/** The mini cart below the header's cart button: the shop's own view of the cart on every page. */
import { $, announce, count, el, icon, nameLang, picture, price, setText } from './dom.js'
import { lastCount, refresh, removeLine, subscribe } from './cart-store.js'
import { lineWords } from './order-lines.js'

const button = $('#cart-button')
const aside = $('#mini-cart')
let opener = button

const title = el('h2', { id: 'mini-cart-title', tabindex: '-1' }, 'Your cart')
const note = el('p', { class: 'nh-note', hidden: true })
const body = el('div')

export function openMiniCart({ from = button, heading = 'Your cart', notice = '' } = {}) {
  opener = from
  setText(title, heading)
  showNote(notice)
  aside.hidden = false
  button.setAttribute('aria-expanded', 'true')
  title.focus({ preventScroll: true })
}

export function closeMiniCart(giveFocusBack = false) {
  if (aside.hidden) return
  aside.hidden = true
  button.setAttribute('aria-expanded', 'false')
  if (giveFocusBack) opener.focus()
}

function showNote(text) {
  setText(note, text)
  note.hidden = !text
}

async function remove(line) {
  title.focus()
  try {
    await removeLine(line.id)
    announce(`Removed: ${line.name}.`)
  } catch (error) {
    showNote(error.message)
    announce(error.message)
  }
}

const row = (line) =>
  el(
    'li',
    {},
    picture(line.image),
    el(
      'div',
      {},
      el('p', {}, el('a', { href: line.url, lang: nameLang(line) }, line.name)),
      lineWords(line),
      el(
        'button',
        { type: 'button', class: 'nh-link', 'aria-label': `Remove ${line.name}`, click: () => remove(line) },
        'Remove',
      ),
    ),
    el('p', {}, price(line.lineTotal)),
  )

function show({ cart, failure }) {
  const held = body.contains(document.activeElement)
  const n = cart ? cart.count : lastCount()
  setText($('#cart-count'), String(n))
  button.setAttribute('aria-label', `Cart, ${count(n, 'item')}`)
  if (failure) {
    body.replaceChildren(
      el('p', {}, failure.message),
      el(
        'button',
        { type: 'button', class: 'nh-btn is-line is-wide', click: () => refresh().catch(() => {}) },
        'Try again',
      ),
    )
  } else if (!cart) {
    body.replaceChildren(el('p', { class: 'nh-sub' }, 'Looking in your cart'))
  } else if (cart.lines.length === 0) {
    body.replaceChildren(el('p', { class: 'nh-sub' }, 'There is nothing in it yet.'))
  } else {
    body.replaceChildren(
      el('ul', {}, cart.lines.map(row)),
      el('p', { class: 'nh-row' }, el('span', {}, 'Subtotal'), el('b', {}, price(cart.subtotal))),
      el(
        'div',
        { class: 'nh-two' },
        el('a', { class: 'nh-btn is-line', href: '/cart.html' }, 'View cart'),
        el('a', { class: 'nh-btn', href: '/checkout.html' }, 'Check out'),
      ),
    )
  }
  if (held) title.focus() // what had the focus was replaced
}

aside.append(
  title,
  el(
    'button',
    {
      type: 'button',
      class: 'nh-ico nh-mini-close',
      'aria-label': 'Close the mini cart',
      click: () => closeMiniCart(true),
    },
    icon('close'),
  ),
  note,
  body,
)

button.addEventListener('click', () => (aside.hidden ? openMiniCart() : closeMiniCart(true)))
document.addEventListener(
  'keydown',
  (event) => event.key === 'Escape' && closeMiniCart(aside.contains(document.activeElement)),
)
document.addEventListener('pointerdown', (event) => {
  if (!aside.contains(event.target) && !button.contains(event.target)) closeMiniCart()
})
aside.addEventListener('focusout', (event) => {
  const to = event.relatedTarget
  if (to && !aside.contains(to) && to !== button) closeMiniCart()
})

subscribe(show)
refresh().catch(() => {})
