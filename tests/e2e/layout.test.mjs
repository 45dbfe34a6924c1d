// Every state in languages that need more room, or run the other way, drawn as the widget draws it on phones and on a desktop:
// no word is cut off, none stands outside its box, none covers another. Pictures: target/shots/layout-*.png.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { at } from '../../www/tools/paths.mjs'
import { html } from '../widget/support/html.mjs'
import { looking, speaking, states, tree } from '../widget/support/views.mjs'
import { open, shot } from './support/browser.mjs'

const style = (name) => readFileSync(at('src', 'sdk', 'styles', name), 'utf8')
/** Lines that are not in sight are drawn, too, so that they can be measured. */
const CSS = `${style('tokens.css')}${style('widget.css')}.hc-line { content-visibility: visible }`
const PAGE = '<!doctype html><html lang=en><meta name=viewport content="width=device-width"><title>A shop</title><body>'
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#9a9" d="M0 0h1v1H0z"/></svg>'

const phone = (width, height) => ({
  viewport: { width, height },
  isMobile: true,
  hasTouch: true,
  reducedMotion: 'reduce',
})
const SIZES = {
  '320 px': phone(320, 640),
  '390 px': phone(390, 844),
  desktop: { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' },
  'desktop, text twice as large': { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', text: 2 },
}
/** Side by side there is no room for words of twice the size: a container for that is twice as wide. */
const SMALL_TEXT = ['Wide: conversation and cart side by side']
/** The widest German, the Arabic that turns everything round, and English made longer than either. */
const LANGUAGES = ['en-XA', 'de', 'ar']

/** Draws a state. Runs in the page. */
function put({ css, inside, inline }) {
  document.querySelector('hand-cart')?.remove()
  const element = document.createElement('hand-cart')
  element.toggleAttribute('inline', inline)
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  root.innerHTML = inside
  document.body.style.cssText = inline ? 'margin:0;block-size:100vh' : ''
  document.body.append(element)
  const dialog = root.querySelector('dialog')
  dialog?.close()
  dialog?.showModal()
}

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
    const cuts = overflowY === 'hidden' || overflowY === 'clip' || el.localName === 'textarea'
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

for (const language of LANGUAGES)
  for (const [size, { text = 1, ...options }] of Object.entries(SIZES))
    test(`every word has its room: ${language}, ${size}`, { timeout: 120_000 }, async () => {
      const says = speaking(language)
      const { context, page } = await open(options)
      try {
        await page.route('**/*', (route) =>
          /svg|png|jpe?g/.test(route.request().url())
            ? route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
            : route.fulfill({ contentType: 'text/html', body: PAGE }),
        )
        await page.goto('http://shop.test/')
        const wrong = {}
        for (const { name, view, look } of states()) {
          if (text > 1 && SMALL_TEXT.includes(name)) continue
          const inside = html(tree(view, { look: looking(says, { ...look, dir: undefined }), says }))
          await page.evaluate(put, { css: `${CSS}:host { --hc-text: ${text} }`, inside, inline: look.inline })
          const found = await page.evaluate(faults)
          if (found.length) wrong[name] = found
          if (found.length || process.env.SHOTS) await shot(page, `layout-${language}-${size}-${name}`)
        }
        assert.deepEqual(wrong, {})
      } finally {
        await context.close()
      }
    })
