// What is asked of a page: each function runs there, in any engine, and knows nothing but its arguments.

/** Where the keyboard is: `{ role, name, inside, visible, seen, rect, value, checked, off }`, or null where it is nowhere. */
export function focus() {
  const root = document.querySelector('hand-cart')?.shadowRoot
  const at = root?.activeElement ?? document.activeElement
  if (!at || at === document.body || at === document.documentElement) return null
  const TAGS = {
    a: 'link',
    button: 'button',
    textarea: 'textbox',
    select: 'combobox',
    dialog: 'dialog',
    section: 'region',
    h2: 'heading',
    h3: 'heading',
    article: 'article',
    ul: 'list',
  }
  const INPUTS = { number: 'spinbutton', checkbox: 'checkbox', radio: 'radio', search: 'searchbox' }
  const own =
    at.getAttribute('role') ?? (at.localName === 'input' ? (INPUTS[at.type] ?? 'textbox') : TAGS[at.localName])
  const words = (el) =>
    [...el.childNodes]
      .map((node) => {
        if (node.nodeType === 3) return node.data
        return node.nodeType === 1 && node.getAttribute('aria-hidden') !== 'true' ? words(node) : ''
      })
      .join('')
  const label = at.getAttribute('aria-label') ?? (at.labels?.length ? words(at.labels[0]) : words(at))
  const tidy = (text) => text.replace(/\s+/g, ' ').trim()

  // The colour as numbers, however the engine writes it, and the contrast of two.
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const paint = (colour) => {
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = colour
    pen.fillRect(0, 0, 1, 1)
    return [...pen.getImageData(0, 0, 1, 1).data]
  }
  const light = (colour) => {
    const [r, g, b] = paint(colour).map((part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (el) => {
    for (let up = el; up; up = up.parentElement ?? up.getRootNode().host) {
      const colour = getComputedStyle(up).backgroundColor
      if (paint(colour)[3] > 250) return colour
    }
    return 'white'
  }
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  /** An outline of 2 px, or a ring that is drawn as a shadow, with 3:1 against what lies around it. */
  const drawn = (el) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor } = getComputedStyle(el)
    const around = ground(el.parentElement)
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return contrast(outlineColor, around) >= 3
    return el.matches(':focus-within:not(:focus)') && boxShadow !== 'none' && contrast(borderTopColor, around) >= 3
  }
  const carriers = [at, at.closest('label'), at.closest('[part=composer]')].filter(Boolean)

  const box = at.getBoundingClientRect()
  const inset = 3
  const points = [
    [box.left + box.width / 2, box.top + box.height / 2],
    [box.left + inset, box.top + inset],
    [box.right - inset, box.top + inset],
    [box.left + inset, box.bottom - inset],
    [box.right - inset, box.bottom - inset],
  ]
  const seen = points.some(([x, y]) => {
    const hit = root?.contains(at) ? root.elementFromPoint(x, y) : document.elementFromPoint(x, y)
    return hit && (at.contains(hit) || hit.contains(at))
  })
  return {
    role: own ?? '',
    name: tidy(label),
    inside: Boolean(root?.contains(at)),
    visible: carriers.some(drawn),
    seen,
    rect: { x: box.x, y: box.y, width: box.width, height: box.height },
    value: at.value ?? null,
    checked: at.checked ?? null,
    off: at.getAttribute('aria-disabled') === 'true' || at.disabled === true,
  }
}

/**
 * Begins to listen as a screen reader does: `window.heard` gets `polite: …` and `alert: …`, one entry for each text of a live
 * region, as it stands once the page's code has ended. What is off, busy, hidden or behind a modal dialog is not heard.
 * `window.lost` gets a line whenever the keyboard falls out of everything.
 */
export function listen() {
  const root = document.querySelector('hand-cart').shadowRoot
  const REGION = '[aria-live], [role=log], [role=status], [role=alert]'
  const heard = (window.heard = [])
  const lost = (window.lost = [])
  const manner = (region) => {
    const role = region.getAttribute('role')
    return region.getAttribute('aria-live') ?? (role === 'alert' ? 'assertive' : 'polite')
  }
  const reachable = (el) => {
    const modal = root.querySelector('dialog:modal')
    if (modal && !modal.contains(el)) return false
    if (el.closest('[aria-busy=true], [aria-hidden=true], [hidden], [inert]')) return false
    const { display, visibility } = getComputedStyle(el)
    return display !== 'none' && visibility === 'visible'
  }
  const say = (region, text) => {
    const words = text.replace(/\s+/g, ' ').trim()
    const how = manner(region)
    if (words && how !== 'off' && reachable(region)) heard.push(`${how === 'assertive' ? 'alert' : 'polite'}: ${words}`)
  }
  new MutationObserver((records) => {
    const whole = new Set()
    for (const { type, target, addedNodes, attributeName } of records) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(REGION)
      if (type === 'attributes') heard.push(`the ${attributeName} of a live region changed`)
      else if (!region) continue
      else if (region.getAttribute('role') !== 'log') whole.add(region)
      else if (type === 'characterData') say(region, target.data)
      else for (const node of addedNodes) say(region, node.textContent)
    }
    // Read as one, whatever part of it changed.
    for (const region of whole) say(region, region.textContent)
  }).observe(root, { subtree: true, childList: true, characterData: true })
  for (const region of root.querySelectorAll(REGION))
    new MutationObserver(() => heard.push('the manner of a live region changed')).observe(region, {
      attributeFilter: ['aria-live', 'role', 'aria-atomic'],
    })
  document.addEventListener('focusout', ({ target }) =>
    setTimeout(() => {
      const { activeElement: at } = document
      // From a modal dialog the keyboard may go to the browser's own bar.
      if ((!at || at === document.body) && !root.querySelector('dialog:modal'))
        lost.push(`after ${target.localName}#${target.id}`)
    }),
  )
}

export const heard = () => window.heard
export const lost = () => window.lost

/** Puts pieces into the shop's cart as the shop's own pages do: `[[variantId, quantity], …]`. */
export async function fill(wanted) {
  for (const [variantId, quantity] of wanted)
    await fetch('/api/shop/cart/lines', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ variantId, quantity }),
    })
  window.dispatchEvent(new CustomEvent('handcart:cart-update'))
}

/** The shop's own word on the cart: `variantId x quantity`, line by line. */
export async function books() {
  const { lines } = await (await fetch('/api/shop/cart')).json()
  return lines.map(({ variantId, quantity }) => `${quantity} ${variantId}`)
}

/** Whether something stands in the widget: a selector, and words in it. */
export function stands([selector, words]) {
  const root = document.querySelector('hand-cart')?.shadowRoot
  return [...(root?.querySelectorAll(selector) ?? [])].some(
    (el) => el.checkVisibility() && el.textContent.replace(/\s+/g, ' ').includes(words),
  )
}
