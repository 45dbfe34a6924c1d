// What is wrong for a person with what stands in the widget, in words, one line each. Each function runs in the page.

/** Buttons, links and fields: each has a name, and it begins with the words that are seen (2.5.3). */
export function names() {
  const root = document.querySelector('hand-cart').shadowRoot
  const tidy = (text) => text.replace(/\s+/g, ' ').trim()
  const seen = (el) => {
    const hidden = (each) => each.nodeType === 1 && each.matches('.hc-vh, [aria-hidden=true], svg')
    const words = (each) =>
      [...each.childNodes].map((kid) => (kid.nodeType === 3 ? kid.data : hidden(kid) ? '' : words(kid))).join('')
    return tidy(words(el))
  }
  const found = []
  for (const el of root.querySelectorAll('button, a[href], input, select, textarea')) {
    if (!el.checkVisibility() || el.closest('[aria-hidden=true]')) continue
    const what = `<${el.localName} ${el.dataset.a ?? ''}>`
    const label = el.labels?.[0] ? seen(el.labels[0]) || tidy(el.labels[0].textContent) : ''
    const shown = el.matches('button, a') ? seen(el) : ''
    const name = tidy(el.getAttribute('aria-label') ?? '') || label || shown
    if (!name) found.push(`${what} has no name`)
    // In one voice with what is read: "Cart, 84,85 €" shows the amount alone.
    else if (shown && !name.startsWith(shown) && !el.matches('.hc-bag'))
      found.push(`${what} shows "${shown}" and is called "${name}"`)
    else if (shown && !name.includes(shown)) found.push(`${what} shows "${shown}" and is called "${name}"`)
    if (el.tabIndex > 0) found.push(`${what} comes before its place`)
  }
  return found
}

/** Targets that are too small (2.5.8): 24 px for all, 44 for the deed and the way out, and 44 for all under a finger. */
export function targets() {
  const root = document.querySelector('hand-cart').shadowRoot
  const finger = matchMedia('(pointer: coarse)').matches
  const found = []
  for (const el of root.querySelectorAll('button, a[href], input, select, textarea')) {
    if (!el.checkVisibility() || el.closest('[aria-hidden=true]')) continue
    // A chip is pressed anywhere on it.
    const { width, height } = (el.type === 'radio' ? el.closest('label') : el).getBoundingClientRect()
    const main = el.matches('.hc-acts > .hc-btn:not(.is-small), .hc-foot > .hc-btn, .hc-empty .hc-btn')
    // What is said of each in the design: a tick and the name of a product 24, a chip in a carousel 32.
    const low = el.matches('.hc-tick') || (el.localName === 'a' && !el.matches('.hc-btn'))
    const wide = low ? 24 : el.closest('.hc-prod .hc-pick') ? 32 : finger ? 44 : 24
    // The number between - and + is as high as they are.
    const least = [el.closest('.hc-step') && el.localName === 'input' ? 24 : wide, low ? 24 : finger || main ? 44 : 24]
    if (width < least[0] - 0.5 || height < least[1] - 0.5)
      found.push(
        `<${el.localName} class="${el.className}" ${el.dataset.a ?? ''}> ${width.toFixed()} x ${height.toFixed()}`,
      )
  }
  return found
}

/** Regions, headings and references. */
export function structure() {
  const root = document.querySelector('hand-cart').shadowRoot
  const found = []
  const count = (selector) => root.querySelectorAll(selector).length
  const panel = root.querySelector('.hc-panel')
  if (count('[role=status]') !== 1 || count('[role=alert]') !== 1) found.push('not one status and one alert')
  for (const el of root.querySelectorAll('[role=status], [role=alert]'))
    if (el.textContent) found.push(`the ${el.getAttribute('role')} is there with words in it`)
  if (panel && !panel.getAttribute('aria-label')) found.push('the panel has no name')
  if (count('main, nav, header[role], footer, aside')) found.push('there is a landmark beside the panel')
  for (const el of root.querySelectorAll('[role=log], [role=region], [role=group], [role=alertdialog]'))
    if (!el.getAttribute('aria-label') && !el.getAttribute('aria-labelledby'))
      found.push(`a ${el.getAttribute('role')} has no name`)
  for (const el of root.querySelectorAll('[aria-controls], [aria-labelledby], [aria-describedby], label[for]'))
    for (const name of ['aria-controls', 'aria-labelledby', 'aria-describedby', 'for']) {
      const id = el.getAttribute(name)
      // The panel is drawn once it was opened.
      if (id && !root.getElementById(id) && !(id === 'hc-panel' && !panel)) found.push(`${name} leads to no ${id}`)
    }
  const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id)
  if (new Set(ids).size < ids.length) found.push('an id stands there twice')
  return found
}

/** Everything that moves. */
export function motion() {
  const root = document.querySelector('hand-cart').shadowRoot
  return root.getAnimations().map(({ animationName, effect }) => `${animationName} on <${effect.target.className}>`)
}

/** Controls that nobody can tell from the ground they stand on: no border, no line below, and the colour of the ground. */
export function edges() {
  const root = document.querySelector('hand-cart').shadowRoot
  const found = []
  const style = (el) => getComputedStyle(el)
  const ground = (el) => {
    for (let up = el; up; up = up.parentElement) {
      const { backgroundColor } = style(up)
      if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor
    }
    return style(document.body).backgroundColor
  }
  const has = (el) => {
    const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = style(el)
    const around = ground(el.parentElement)
    const line = parseFloat(borderTopWidth) > 0 && borderTopStyle !== 'none' && borderTopColor !== around
    return line || (!/, 0\)$|transparent/.test(backgroundColor) && backgroundColor !== around)
  }
  for (const el of root.querySelectorAll('button, input, select, textarea')) {
    if (!el.checkVisibility() || el.matches('.hc-tick')) continue
    const around = [el, el.closest('label'), el.closest('.hc-step'), el.closest('.hc-form')].filter(Boolean)
    // A link of words is told by its words, a row of the first page by its picture and sign.
    const words = el.matches('.hc-link') || el.closest('.hc-hello')
    if (!words && !around.some(has))
      found.push(`<${el.localName} class="${el.className}" ${el.dataset.a ?? ''}> has no edge`)
  }
  return found
}

/** Words that are cut off by the box they stand in. */
export function cut() {
  const root = document.querySelector('hand-cart').shadowRoot
  const found = []
  for (const el of root.querySelectorAll('*')) {
    if (!el.checkVisibility() || el.closest('.hc-vh, svg, option')) continue
    for (const node of el.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const words = range.getBoundingClientRect()
      for (let box = el; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box)
        const { left, right, top, bottom } = box.getBoundingClientRect()
        const solid = box.matches('button, a.hc-btn, label')
        const across =
          (overflowX === 'hidden' || overflowX === 'clip' || solid) &&
          (words.left < left - 1 || words.right > right + 1)
        const down =
          (overflowY === 'hidden' || overflowY === 'clip' || solid) &&
          (words.top < top - 1 || words.bottom > bottom + 1)
        // What can be scrolled to is not lost.
        if (/auto|scroll/.test(overflowX + overflowY)) break
        if (across || down)
          found.push(`"${node.data.trim().slice(0, 50)}" is cut off by <${box.localName} class="${box.className}">`)
      }
    }
  }
  return [...new Set(found)]
}
