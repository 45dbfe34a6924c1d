// The limit of what a page can do: the widget's own markup, drawn by hand. Templates are cloned, the nodes that change are
// kept, a keyed comparison writes only what differs, and the host's fields are copied, since a host may change its objects.
import { frame, row, style } from './learnt.js'

const sheet = new CSSStyleSheet()
sheet.replaceSync(style)
const template = (html) => {
  const made = document.createElement('template')
  made.innerHTML = html
  return made.content.firstElementChild
}
const ROW = template(row)
const FRAME = template(frame)

/** The way to a node from the top of its template. */
function way(node, top) {
  const steps = []
  for (let at = node; at !== top; at = at.parentNode) steps.unshift([...at.parentNode.childNodes].indexOf(at))
  return steps
}
const follow = (top, steps) => steps.reduce((at, step) => at.childNodes[step], top)
const ways = (top, nodes) => nodes.map((node) => way(node, top))

const [less, plus, remove] = ROW.querySelectorAll('button')
const [price, total] = ROW.querySelectorAll('bdi')
const NODES = ways(ROW, [
  ROW.querySelector('img'),
  ROW.querySelector('a'),
  ROW.querySelector('p + p').firstChild,
  price.firstChild,
  total.firstChild,
  ROW.querySelector('[role=group]'),
  less,
  ROW.querySelector('input'),
  plus,
  remove,
])
const FIELDS = ['key', 'name', 'variant', 'quantity', 'price', 'lineTotal', 'image', 'url']

export async function prepare(host) {
  const at = document.createElement('div')
  at.style.display = 'contents'
  host.append(at)
  const root = at.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet]
  let next = 0
  let made
  let known = []

  function create(item) {
    const top = ROW.cloneNode(true)
    const nodes = NODES.map((steps) => follow(top, steps))
    const each = { top, nodes, number: next++ }
    fill(each, item)
    return each
  }

  function fill(each, item) {
    const [img, link, variant, price, total, steps, less, input, plus, remove] = each.nodes
    const { number } = each
    const isNew = each.key === undefined
    if (each.name !== item.name) {
      link.textContent = item.name
      steps.setAttribute('aria-label', `Quantity of ${item.name}`)
      less.setAttribute('aria-label', `Decrease quantity of ${item.name}`)
      input.setAttribute('aria-label', `Quantity of ${item.name}`)
      plus.setAttribute('aria-label', `Increase quantity of ${item.name}`)
    }
    if (each.quantity !== item.quantity || each.name !== item.name)
      remove.setAttribute('aria-label', `Remove ${item.quantity} ${item.name}`)
    if (each.quantity !== item.quantity) {
      less.setAttribute('data-a', `set ${number} ${Math.max(1, item.quantity - 1)}`)
      if (item.quantity > 1) less.removeAttribute('aria-disabled')
      else less.setAttribute('aria-disabled', 'true')
      plus.setAttribute('data-a', `set ${number} ${item.quantity + 1}`)
      input.setAttribute('value', item.quantity)
      input.value = item.quantity
    }
    if (isNew) {
      input.setAttribute('data-a', `line ${number}`)
      remove.setAttribute('data-a', `remove ${number}`)
    }
    if (each.variant !== item.variant) variant.data = item.variant
    if (each.price !== item.price) price.data = item.price
    if (each.lineTotal !== item.lineTotal) total.data = item.lineTotal
    if (each.image !== item.image) img.setAttribute('src', item.image)
    if (each.url !== item.url) link.setAttribute('href', item.url)
    for (const name of FIELDS) each[name] = item[name]
  }

  const isSame = (each, item) => FIELDS.every((name) => each[name] === item[name])

  function sums(cart) {
    const count = `${cart.totalItems.toLocaleString('en')} items`
    if (made.count.data !== count) made.count.data = count
    if (made.subtotal.data !== cart.subtotal) made.subtotal.data = cart.subtotal
    if (made.total.data !== cart.total) made.total.data = cart.total
  }

  function update(cart) {
    const { items } = cart
    const rows = made.rows
    if (!items.length) {
      rows.replaceChildren()
      known = []
      return sums(cart)
    }
    // The same rows from the front and from the back; what is between them came, went or moved.
    const now = new Array(items.length)
    let head = 0
    while (head < items.length && known[head]?.key === items[head].key) ((now[head] = known[head]), (head += 1))
    let end = items.length
    let old = known.length
    while (end > head && old > head && known[old - 1].key === items[end - 1].key) now[--end] = known[--old]
    const gone = new Map(known.slice(head, old).map((each) => [each.key, each]))
    for (let place = head; place < end; place += 1) {
      now[place] = gone.get(items[place].key) ?? create(items[place])
      gone.delete(items[place].key)
    }
    let before = known[old]?.top ?? null
    for (let place = end - 1; place >= head; place -= 1) {
      const { top } = now[place]
      if (top.nextSibling !== before || !top.parentNode) rows.insertBefore(top, before)
      before = top
    }
    for (const each of gone.values()) each.top.remove()
    for (let place = 0; place < items.length; place += 1)
      if (!isSame(now[place], items[place])) fill(now[place], items[place])
    known = now
    sums(cart)
  }

  return {
    root: () => root,
    async mount(cart) {
      const top = FRAME.cloneNode(true)
      const [subtotal, total] = [...top.querySelectorAll('bdi')]
      made = {
        rows: top.querySelector('ul'),
        count: top.querySelector('h2 span').firstChild,
        subtotal: subtotal.firstChild,
        total: total.firstChild,
      }
      update(cart)
      root.append(top)
    },
    async update(cart) {
      update(cart)
    },
    end: () => at.remove(),
  }
}
