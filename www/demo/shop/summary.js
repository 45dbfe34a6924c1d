/** The sums of a cart or an order, exactly as the server gave them. */
import { el, price } from './dom.js'

export function sums(of) {
  const rows = [['Subtotal', of.subtotal]]
  if (of.discount) rows.push([of.discount.label, of.discount])
  rows.push(['Delivery', of.delivery])
  return el(
    'dl',
    {},
    rows.map(([label, money]) => [el('dt', {}, label), el('dd', {}, price(money))]),
    el('dt', { class: 'is-total' }, 'Total'),
    el('dd', { class: 'is-total' }, price(of.total)),
  )
}

/** How far it is to free delivery. */
export function freeDelivery({ free }) {
  const words = free.reached
    ? el('p', { class: 'nh-sub' }, 'Incl. VAT. Delivery is free.')
    : el('p', { class: 'nh-sub' }, 'Incl. VAT. ', price(free.missing), ' more for free delivery.')
  const done = Math.min(free.threshold.amount, Math.max(0, free.threshold.amount - free.missing.amount))
  return [
    words,
    el('progress', {
      max: free.threshold.amount,
      value: free.reached ? free.threshold.amount : done,
      'aria-label': 'Progress to free delivery',
    }),
  ]
}
