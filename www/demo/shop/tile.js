/** One product in a grid. */
import { el, nameLang, picture, priceWas, productUrl } from './dom.js'

/** What the corner of the picture says: the shop's tag, or how much cheaper it is. */
function tagOf(product) {
  if (product.tag) return product.tag
  if (!product.was) return ''
  const less = Math.round((1 - product.price.amount / product.was.amount) * 100)
  return less > 0 ? `−${less} %` : ''
}

export const inStock = (product) => product.variants.some((variant) => variant.stock > 0)

export function tile(product) {
  const tag = inStock(product) ? tagOf(product) : 'Sold out'
  return el(
    'li',
    {},
    el(
      'a',
      { class: 'nh-tile', href: productUrl(product.id) },
      el('span', { class: 'nh-pic' }, picture(product.image), tag && el('span', { class: 'nh-tag' }, tag)),
      el('span', { class: 'nh-name', lang: nameLang(product) }, product.name),
      el('span', { class: 'nh-sub' }, product.subtitle),
      el('span', { class: 'nh-price' }, priceWas(product.price, product.was)),
    ),
  )
}
