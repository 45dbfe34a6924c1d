/** Lines that can only be read: beside the checkout form and on the confirmation page. */
import { count, el, nameLang, picture, price } from './dom.js'

/** "Size 42 · Pine green · 2 pieces", which breaks only at the dots. */
export const lineWords = (line) =>
  el(
    'p',
    { class: 'nh-sub' },
    [...(line.variant ?? '').split(' · ').filter(Boolean), count(line.quantity, 'piece')].map((part, index) => [
      index > 0 && ' · ',
      el('span', { class: 'nh-whole' }, part),
    ]),
  )

export const orderLine = (line) =>
  el(
    'li',
    {},
    picture(line.image),
    el('div', {}, el('p', { lang: nameLang(line) }, line.name), lineWords(line)),
    el('p', {}, price(line.lineTotal)),
  )
