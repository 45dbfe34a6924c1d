/** The product page: gallery, choice of colour and size, Add to cart, facts. */
import { $, announce, count, el, hidden, icon, nameLang, picture, price, setText, wasPrice } from './dom.js'
import { request } from './api.js'
import { addLine, subscribe } from './cart-store.js'
import { available, choose, chosen, opening } from './choice.js'
import { empty, failed, loading } from './states.js'
import { markCategory } from './header.js'
import { openMiniCart } from './mini-cart.js'

const CATEGORIES = { footwear: 'Footwear', clothing: 'Clothing', packs: 'Packs', camp: 'Camp' }
const EVERYTHING = { href: '/', text: 'See everything' }
const FEW = 5
const here = new URLSearchParams(location.search)
const page = $('#page')

/** The radio buttons of one option. */
function fieldset(option, index, onChoose) {
  const name = `option-${index}`
  const value = el('span', { class: 'nh-chosen' })
  const radios = option.values.map((v) =>
    el('input', { type: 'radio', name, value: v, change: () => onChoose(option.name, v) }),
  )
  const long = option.values.some((v) => v.length > 5)
  const node = el(
    'fieldset',
    { class: 'nh-sizes' },
    el('legend', {}, option.name, value),
    el(
      'div',
      { class: long ? 'is-words' : undefined },
      radios.map((radio) => el('label', {}, radio, el('span', {}, radio.value))),
    ),
  )
  return { option, radios, node, value }
}

function gallery(product, onColour) {
  const main = picture(product.image, '', false)
  const colours = product.colourImages ?? []
  const thumbs = colours.map(({ colour, image }) =>
    el(
      'button',
      { type: 'button', 'aria-label': `Show colour ${colour}`, 'data-colour': colour, click: () => onColour(colour) },
      picture(image),
    ),
  )
  const node = el(
    'div',
    { class: 'nh-gallery' },
    el('span', { class: 'nh-pic' }, main),
    thumbs.length > 1 && el('div', {}, thumbs),
  )
  return { main, thumbs, node }
}

const stars = (product) =>
  product.reviews > 0 &&
  el(
    'p',
    { class: 'nh-rating nh-sub' },
    icon('star', 'is-small'),
    `${product.rating.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} of 5, ${count(product.reviews, 'review')}`,
  )

function deliveryNote() {
  const note = el('p', { class: 'nh-sub' }, 'Incl. VAT, plus delivery')
  subscribe(({ cart }) => {
    if (cart) note.replaceChildren('Incl. VAT. Free delivery from ', price(cart.free.threshold))
  })
  return note
}

function render(product) {
  let choice = opening(product, here.get('variant'))
  const soldOut = !product.variants.some((variant) => variant.stock > 0)
  const pick = (name, value) => {
    choice = choose(product, choice, name, value)
    update()
  }
  const view = gallery(product, (colour) => pick('Colour', colour))
  const sets = product.options.map((option, index) => fieldset(option, index, pick))
  const stock = el('p', { class: 'nh-sub nh-stock' })
  const problem = el('p', { class: 'nh-problem', id: 'problem', role: 'alert' })
  const button = el('button', { type: 'button', class: 'nh-btn is-wide', id: 'add', click: add }, 'Add to cart')
  if (soldOut) {
    button.disabled = true
    setText(button, 'Sold out')
  }

  function update() {
    const variant = chosen(product, choice)
    const image =
      variant?.image ?? product.colourImages?.find((c) => c.colour === choice.Colour)?.image ?? product.image
    if (view.main.getAttribute('src') !== image) view.main.src = image
    view.main.alt = choice.Colour ? `${product.name} in ${choice.Colour.toLowerCase()}` : product.name
    for (const thumb of view.thumbs) thumb.setAttribute('aria-pressed', String(thumb.dataset.colour === choice.Colour))
    for (const { option, radios, value } of sets) {
      setText(value, choice[option.name] ? `: ${choice[option.name]}` : '')
      for (const radio of radios) {
        radio.checked = choice[option.name] === radio.value
        radio.disabled = !available(product, choice, option, radio.value)
        const label = radio.parentElement
        label.querySelector('.nh-vh')?.remove()
        if (radio.disabled) label.append(hidden(', sold out'))
      }
    }
    setText(problem, '')
    setText(
      stock,
      !variant
        ? ''
        : variant.stock === 0
          ? 'Sold out'
          : variant.stock <= FEW
            ? `Only ${variant.stock} left`
            : 'In stock',
    )
  }

  async function add() {
    if (button.getAttribute('aria-disabled') === 'true') return
    const variant = chosen(product, choice)
    if (!variant) {
      const missing = sets.find((set) => choice[set.option.name] === undefined)
      setText(problem, `Choose a ${missing.option.name.toLowerCase()} first.`)
      missing.radios.find((radio) => !radio.disabled)?.focus()
      return
    }
    setText(problem, '')
    button.setAttribute('aria-disabled', 'true')
    setText(button, 'Adding')
    try {
      const cart = await addLine(variant.id, 1)
      announce(cart.notice ?? `Added: ${product.name}. Your cart has ${count(cart.count, 'item')}.`)
      openMiniCart({ from: button, heading: cart.notice ? 'Your cart' : 'Added to your cart', notice: cart.notice })
    } catch (error) {
      setText(problem, error.message)
    } finally {
      button.removeAttribute('aria-disabled')
      setText(button, 'Add to cart')
    }
  }

  page.replaceChildren(
    view.node,
    el(
      'div',
      { class: 'nh-buy' },
      el(
        'p',
        { class: 'nh-crumb' },
        el('a', { href: '/' }, 'Home'),
        ' / ',
        el('a', { href: `/?category=${encodeURIComponent(product.category)}` }, CATEGORIES[product.category] ?? 'Shop'),
      ),
      el('h1', { class: 'nh-h1', lang: nameLang(product) }, product.name),
      el(
        'p',
        { class: 'nh-row2' },
        el('span', { class: 'nh-big' }, price(product.price)),
        product.was && wasPrice(product.was),
      ),
      el('p', { class: 'nh-sub' }, product.subtitle),
      deliveryNote(),
      stars(product),
      sets.map((set) => set.node),
      stock,
      button,
      problem,
      el('p', { class: 'nh-text' }, product.description),
      el(
        'dl',
        { class: 'nh-facts' },
        product.facts.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
      ),
    ),
  )
  update()
}

async function load() {
  page.replaceChildren(loading('Loading the product', 'h1'), el('div', { class: 'nh-bone is-square' }))
  try {
    const product = await request('GET', `/api/shop/products/${encodeURIComponent(here.get('id') ?? '')}`)
    document.title = `${product.name} · Nordhang`
    markCategory(product.category)
    render(product)
  } catch (error) {
    document.title = error.status === 404 ? 'Product not found · Nordhang' : 'Product · Nordhang'
    page.replaceChildren(
      error.status === 404
        ? empty('This product is not in the shop.', 'It may have been renamed or sold out for good.', EVERYTHING, 'h1')
        : failed(error, load, 'h1'),
    )
  }
}

if (here.get('id')) load()
else page.replaceChildren(empty('No product was named.', 'The link is not complete.', EVERYTHING, 'h1'))
