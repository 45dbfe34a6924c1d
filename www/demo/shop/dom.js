/** Small builders for the shop's pages: elements, prices, pictures, icons. Text is always text, never markup. */

const SVG = 'http://www.w3.org/2000/svg'

/** `el('a', { href: '/' }, 'Home')`. A function as value listens to the event of that name. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (typeof value === 'function') node.addEventListener(name, value)
    else node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false))
  return node
}

export const $ = (selector) => document.querySelector(selector)

/** Replaces what is in `node`, unless it is already exactly that text. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text
}

/** A price as the server wrote it. */
export const price = (money) => el('bdi', { class: 'nh-n' }, money.text)

/** A price with the one it replaces. */
export const priceWas = (now, was) => (was ? [wasPrice(was), ' ', hidden('now '), price(now)] : [price(now)])

export const wasPrice = (was) => el('s', {}, hidden('was '), price(was))

/** Words for screen readers only. */
export const hidden = (text) => el('span', { class: 'nh-vh' }, text)

/** A square picture. Without `alt` it is decoration beside a name. */
export const picture = (src, alt = '', lazy = true) =>
  el('img', { src, alt, width: 480, height: 480, loading: lazy ? 'lazy' : undefined })

export function icon(id, size = '') {
  const svg = document.createElementNS(SVG, 'svg')
  const use = document.createElementNS(SVG, 'use')
  svg.setAttribute('class', `nh-i ${size}`.trim())
  svg.setAttribute('aria-hidden', 'true')
  use.setAttribute('href', `/icons.svg#${id}`)
  svg.append(use)
  return svg
}

/** The language a product's name is written in. Nordhang's own names are German. */
export const nameLang = (thing) => thing.lang ?? 'de'

export const productUrl = (id) => `/product.html?id=${encodeURIComponent(id)}`

/** "1 item", "3 items". */
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** What is said to screen readers when nothing moves on the page. */
export function announce(text) {
  const status = $('#status')
  status.textContent = ''
  requestAnimationFrame(() => setText(status, text))
}
