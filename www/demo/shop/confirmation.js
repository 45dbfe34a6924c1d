/** The confirmation page: thanks, and what was ordered. */
import { $, el, setText } from './dom.js'
import { request } from './api.js'
import { orderLine } from './order-lines.js'
import { sums } from './summary.js'
import { empty, failed, loading } from './states.js'
import './header.js'

const order = new URLSearchParams(location.search).get('order')
const page = $('#page')

function render(placed) {
  const { name = '', address, postcode = '', city = '' } = placed.buyer ?? {}
  const first = name.split(/\s+/)[0]
  const recipient = [name, address, `${postcode} ${city}`.trim()].filter(Boolean).join(', ')
  setText($('#crumb'), `Order ${placed.order ?? order}`)
  setText($('#title'), first ? `Thank you, ${first}.` : 'Thank you.')
  document.title = 'Thank you · Nordhang'
  page.replaceChildren(
    el(
      'p',
      { class: 'nh-lead' },
      'Your order is placed. This is a demo shop: nothing was charged, and nothing will be sent.',
    ),
    el('ul', { class: 'nh-mini is-plain' }, placed.lines.map(orderLine)),
    el('div', { class: 'nh-sum is-plain' }, sums(placed)),
    recipient && el('dl', { class: 'nh-facts' }, el('dt', {}, 'Delivery to'), el('dd', {}, recipient)),
    el('a', { class: 'nh-btn is-line', href: '/' }, 'Back to the shop'),
  )
}

async function load() {
  page.replaceChildren(
    loading('Loading your order'),
    el('div', { class: 'nh-bone is-line' }),
    el('div', { class: 'nh-bone is-line' }),
  )
  try {
    render(await request('GET', `/api/shop/orders/${encodeURIComponent(order)}`))
  } catch (error) {
    setText($('#title'), 'Your order')
    page.replaceChildren(
      error.status === 404 || error.status === 403
        ? empty('We do not know this order.', 'It may belong to another browser.', {
            href: '/',
            text: 'Back to the shop',
          })
        : failed(error, load),
    )
  }
}

if (order) load()
else
  page.replaceChildren(
    empty('No order was named.', 'The link is not complete.', { href: '/', text: 'Back to the shop' }),
  )
