/** Products as the catalogue has them: a row of cards, or a list. */
import { act } from './acts'
import { icon, spin } from './icon'
import type { Cx } from './look'
import { type El, el, keyed } from './node'
import { button, choices, link, missing, named, picture, price, stock, was } from './parts'
import type { Offer } from './view'
import type { Key } from './words'

/** The products of one entry: cards where there is something to choose, else a list. */
export function products(cx: Cx, entry: number, offers: Offer[]): El {
  const cards = offers.some(({ choosing }) => choosing.options.length)
  const each = cards ? card : row
  const name = cx.words.t('products', { n: offers.length })
  return el(
    'ul',
    cards ? 'hc-rail' : 'hc-list',
    { tabindex: cards ? 0 : undefined, 'aria-label': name },
    offers.map((offer, at) => keyed(at + 1, each(cx, entry, at, offer))),
  )
}

/** The price, and the one before. */
const prices = (cx: Cx, { price: now, was: old }: Offer, bold: string, small: string): El =>
  el('p', 'hc-row', now && el('span', bold, price(now)), old && was(cx, `hc-was${small}`, 'was', old))

/** The stock, where it is worth a word. */
const short = (cx: Cx, offer: Offer): El | undefined =>
  offer.stock === 'in' ? undefined : stock(cx, offer.stock, offer.left)

function card(cx: Cx, entry: number, at: number, offer: Offer): El {
  const { name, url, choosing } = offer
  const image = picture(cx, offer.image)
  const stars = offer.rating && rating(cx, offer.rating)
  const few = short(cx, offer)
  const options = choosing.options.flatMap((option, place) => {
    if (option.values.length < 2) return []
    const legend = el('legend', 'hc-vh', cx.words.t('optionOf', { option: option.name, name }))
    const does = (value: number): string => act('choose', entry, at, place, value)
    return choices(legend, `hc-o-${entry}-${at}-${place}`, option, does)
  })
  return el(
    'li',
    'hc-prod',
    url ? link(cx, '', url, { tabindex: -1, 'aria-hidden': true }, image) : image,
    el(
      'div',
      '',
      named(cx, 'h3', '', name, url),
      prices(cx, offer, 'hc-b', ''),
      (stars || few) && el('p', 'hc-row hc-s', stars, few),
      options.length > 0 && el('div', 'hc-opts', options),
      deed(cx, entry, at, offer, 'hc-btn'),
    ),
  )
}

function row(cx: Cx, entry: number, at: number, offer: Offer): El {
  const few = short(cx, offer)
  return el(
    'li',
    '',
    picture(cx, offer.image),
    el(
      'div',
      '',
      named(cx, 'h3', '', offer.name, offer.url),
      prices(cx, offer, '', ' hc-s'),
      few && el('p', 'hc-s', few),
    ),
    deed(cx, entry, at, offer, 'hc-btn is-small'),
  )
}

/** What can be done with it: add it, choose first, or look at its page. */
function deed(cx: Cx, entry: number, at: number, offer: Offer, style: string): El | undefined {
  const { t } = cx.words
  const { name, url, choosing } = offer
  const page = (word: Key, full: Key): El | undefined =>
    url ? link(cx, style, url, { 'aria-label': t(full, { name }) }, t(word)) : undefined
  if (!cx.cart) return page('view', 'viewName')
  if (offer.refused)
    return el('div', 'hc-refused', offer.reason && el('p', 'hc-s', offer.reason), page('see', 'seeName'))
  if (offer.stock === 'out') return page('see', 'seeName')
  const does = act('add', entry, at)
  const off = { 'aria-disabled': true }
  if (offer.adding) return button(style, does, off, spin(), t('adding'))
  if (choosing.state === 'gone') return button(style, does, off, t('gone'))
  if (choosing.state === 'ready') return button(style, does, { 'aria-label': t('addName', { name }) }, t('add'))
  const first = missing(choosing)
  return button(style, does, { ...off, 'aria-label': t('chooseName', { ...first, name }) }, t('choose', first))
}

const rating = ({ words }: Cx, [text, n]: [string, number]): El =>
  el(
    'span',
    'hc-row',
    { role: 'img', 'aria-label': words.t('rating', { n, rating: text }) },
    icon('star', 'is-small hc-star'),
    el('span', '', { 'aria-hidden': true }, `${text} (${words.n(n)})`),
  )
