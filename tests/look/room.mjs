// Every word has its room: none is cut off, none stands outside its box, none covers another, and nothing scrolls sideways.

/** What is wrong with what stands there, in words. Runs in the page. */
function faults() {
  const root = document.querySelector('hand-cart').shadowRoot
  const found = []
  const name = (el) => `<${el.localName} class="${el.className.baseVal ?? el.className}">`
  /** What ends at the edge of its box: a control, and what cuts off what does not fit. */
  const walled = (el) => {
    return getComputedStyle(el).overflowX !== 'visible' || el.matches('button, a.hc-btn, label, .hc-toast, .hc-line')
  }
  /** For eyes only is what has a size: lines for screen readers have none. */
  const seen = (el) => el.checkVisibility() && !el.closest('.hc-vh, svg, option') && !el.matches('.hc-vh')
  const around = (el) => {
    const boxes = []
    for (let up = el; up && up !== root; up = up.parentElement) boxes.push(up)
    return boxes
  }
  const words = []
  for (const el of root.querySelectorAll('*')) {
    if (!seen(el)) continue
    const { overflowX, overflowY } = getComputedStyle(el)
    if (overflowX !== 'visible' && !el.matches('.hc-rail') && el.scrollWidth > el.clientWidth + 1)
      found.push(`${name(el)} holds ${el.scrollWidth} px in ${el.clientWidth}: ${el.textContent.slice(0, 60)}`)
    const cuts = overflowY === 'hidden' || overflowY === 'clip' || (el.localName === 'textarea' && !el.value)
    if (cuts && !el.matches('.hc-panel') && el.scrollHeight > el.clientHeight + 1)
      found.push(`${name(el)} is cut off below: ${el.scrollHeight} px in ${el.clientHeight}`)
    for (const node of el.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const { left, right, top, bottom } of range.getClientRects())
        if (right - left > 1) words.push({ el, text: node.data.trim(), left, right, top, bottom })
    }
  }
  for (const { el, text, left, right } of words) {
    if (el.closest('.hc-rail')) continue
    const walls = around(el)
      .filter(walled)
      .map((box) => box.getBoundingClientRect())
    for (const wall of [...walls, { left: 0, right: innerWidth }])
      if (left < wall.left - 1 || right > wall.right + 1)
        found.push(
          `"${text.slice(0, 60)}" (${left.toFixed()} to ${right.toFixed()}) leaves its box (${wall.left.toFixed()} to ${wall.right.toFixed()})`,
        )
  }
  // What floats covers what lies below it; that is what it is for.
  const layer = (el) => el.closest('dialog, .hc-toast, .hc-badge, .hc-tease') ?? root
  words.forEach((one, at) => {
    for (const other of words.slice(at + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      const foot = (el) => el.closest('.hc-foot, .hc-head, .hc-bar, .hc-log, .hc-scroll')
      if (across > 2 && down > 6 && layer(one.el) === layer(other.el) && foot(one.el) === foot(other.el))
        found.push(`"${one.text.slice(0, 40)}" and "${other.text.slice(0, 40)}" cover each other`)
    }
  })
  const panel = root.querySelector('.hc-panel')?.getBoundingClientRect()
  if (panel?.width && (panel.left < 0 || panel.right > innerWidth || panel.top < 0 || panel.bottom > innerHeight))
    found.push('the panel stands outside of the window')
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
    found.push('the page scrolls sideways')
  return [...new Set(found)]
}

/** What is wrong with what stands there, a line each. */
export const faultsOf = ({ page }) => page.evaluate(faults)

/** Draws a state in a language, and looks as soon as it has its place: what it looks like does not matter here. */
export async function crowdedIn(window, id, lang) {
  await window.place(id, { lang })
  return faultsOf(window)
}
