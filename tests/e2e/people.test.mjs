// WCAG 2.2 AA, what axe cannot know, in every state: names, targets, regions, motion, forced colours, more room between letters.
// Contrast and roles are axe's; the keyboard is keyboard.test.mjs; early and held presses are consent.test.mjs.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { at } from '../../www/tools/paths.mjs'
import * as checks from '../people/checks.mjs'
import { html } from '../widget/support/html.mjs'
import { looking, speaking, states, tree } from '../widget/support/views.mjs'
import { open } from './support/browser.mjs'
import { hosted } from './support/host.mjs'
import { shopper } from './support/shopper.mjs'

const style = (name) => readFileSync(at('src', 'sdk', 'styles', name), 'utf8')
/** Lines that are not in sight are drawn, too, so that they can be measured. */
const CSS = `${style('tokens.css')}${style('widget.css')}.hc-line { content-visibility: visible }`
const PAGE = '<!doctype html><html lang=en><meta name=viewport content="width=device-width"><title>A shop</title><body>'
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#9a9" d="M0 0h1v1H0z"/></svg>'
/** What a reader may set (1.4.12). */
const SPACED =
  '.hc * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } .hc p { margin-block-end: 2em !important }'
const STILL = { reducedMotion: 'reduce' }
const FINGER = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

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

/** Goes through every state; `looks`: what is asked of each. Answers what was found, by state. */
async function inEveryState(options, css, ...looks) {
  const says = speaking('en')
  const { context, page } = await open(options)
  const wrong = {}
  try {
    await page.route('**/*', (route) =>
      /svg|png|jpe?g/.test(route.request().url())
        ? route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
        : route.fulfill({ contentType: 'text/html', body: PAGE }),
    )
    await page.goto('http://shop.test/')
    for (const { name, view, look } of states()) {
      const inside = html(tree(view, { look: looking(says, look), says }))
      await page.evaluate(put, { css, inside, inline: look.inline })
      for (const each of looks) {
        const found = await page.evaluate(each)
        if (found.length) wrong[name] = [...(wrong[name] ?? []), ...found]
      }
    }
  } finally {
    await context.close()
  }
  return wrong
}

const LIMIT = { timeout: 120_000 }
const { names, targets, structure, motion, edges, cut } = checks

test(
  'every control has a name that begins with its words, and every region and reference is in order',
  LIMIT,
  async () => assert.deepEqual(await inEveryState(STILL, CSS, names, structure), {}),
)
test('every target is large enough for a mouse', LIMIT, async () =>
  assert.deepEqual(await inEveryState(STILL, CSS, targets), {}),
)
test('every target is large enough for a finger', LIMIT, async () =>
  assert.deepEqual(await inEveryState({ ...FINGER, ...STILL }, CSS, targets), {}),
)
test('nothing moves for those who do not want it, and some things do for the others', LIMIT, async () => {
  assert.deepEqual(await inEveryState(STILL, CSS, motion), {})
  assert.ok(Object.keys(await inEveryState({}, CSS, motion)).length > 20, 'the panel arrives, signs turn')
})
test('in forced colours every control has an edge', LIMIT, async () =>
  assert.deepEqual(await inEveryState({ ...STILL, forcedColors: 'active' }, CSS, edges), {}),
)
for (const [where, options] of Object.entries({ 'a desktop': {}, 'a phone': FINGER }))
  test(`with more room between lines, words and letters nothing is lost on ${where}`, LIMIT, async () =>
    assert.deepEqual(await inEveryState({ ...options, ...STILL }, CSS + SPACED, cut), {}),
  )

test('each of these looks finds what it looks for', LIMIT, async () => {
  const planted = async (css, look, options = STILL) => Object.keys(await inEveryState(options, CSS + css, look)).length
  assert.ok((await planted('.hc .hc-icon { inline-size: 20px }', targets)) > 5)
  assert.ok((await planted('.hc .hc-btn { min-block-size: 0; padding: 0 }', targets)) > 5)
  assert.ok((await planted('.hc button { border: 0 !important }', edges, { ...STILL, forcedColors: 'active' })) > 5)
  assert.ok((await planted('.hc .hc-btn { max-inline-size: 40px; overflow: hidden; white-space: nowrap }', cut)) > 5)
})

hosted('the regions that are read aloud are there from the first, and empty', async ({ page }) => {
  const regions = await page.evaluate(async () => {
    const seen = []
    const look = () => {
      const root = document.querySelector('hand-cart')?.shadowRoot
      const all = [...(root?.querySelectorAll('[role=status], [role=alert]') ?? [])]
      if (root?.firstElementChild) seen.push(all.map((at) => `${at.getAttribute('role')} "${at.textContent}"`).join())
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true })
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (options) {
      const root = attachShadow.call(this, options)
      new MutationObserver(look).observe(root, { subtree: true, childList: true })
      return root
    }
    await host.start()
    Element.prototype.attachShadow = attachShadow
    return seen
  })
  assert.equal(regions[0], 'status "",alert ""', 'from the first drawing')
  const { launcher, panel } = shopper(page, 'Helper')
  assert.deepEqual(await launcher.evaluate((at) => [at.ariaExpanded, at.getAttribute('aria-controls')]), [
    'false',
    'hc-panel',
  ])
  await launcher.click()
  assert.equal(await panel.getAttribute('id'), 'hc-panel')
  assert.equal(await panel.getByRole('log').getAttribute('aria-label'), 'Conversation')
})

hosted('what is closed by keyboard leaves the keyboard where it goes on', async ({ page }) => {
  await page.evaluate(() => host.start({ greeting: 'May I help?' }))
  const dismiss = page.getByRole('button', { name: 'Dismiss' })
  await dismiss.waitFor()
  await page.keyboard.press('Tab')
  await dismiss.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  const { launcher } = shopper(page, 'Helper')
  await launcher.and(page.locator(':focus')).waitFor()
})

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }

hosted(
  'a card that does not react yet is no trap: it can be reached, says so, and says nothing else',
  async (given) => {
    const { page, server } = given
    await page.evaluate(() => host.start({ open: true }))
    const { say, button } = shopper(page, 'Helper')
    server.answer = () => ({
      aiResponse: 'Well.',
      results: [SOCKS],
      cartAction: { type: 'ADD_SUGGESTION', productId: 'socks' },
    })
    await page.evaluate(() => {
      const root = document.querySelector('hand-cart').shadowRoot
      window.stages = []
      new MutationObserver(() => {
        const deed = root.querySelector('[part=deed]')
        const stage =
          deed && [deed.textContent, deed.disabled, deed.tabIndex, deed.getAttribute('aria-disabled')].join()
        if (stage && window.stages.at(-1) !== stage) window.stages.push(stage)
      }).observe(root, { subtree: true, childList: true, attributes: true })
      window.told = 0
      new MutationObserver(() => (window.told += 1)).observe(root.querySelector('[role=status]'), { childList: true })
    })
    await say('socks')
    await page.waitForFunction(() => window.stages.length > 1)
    await page.waitForTimeout(700)
    assert.deepEqual(await page.evaluate(() => window.stages), ['Add 1 to cart,false,0,true', 'Add 1 to cart,false,0,'])
    // Once that it looks, once what it found; not that the button can be pressed now.
    const told = await page.evaluate(() => window.told)
    assert.ok(
      told > 0 &&
        (
          await page.evaluate(
            () => document.querySelector('hand-cart').shadowRoot.querySelector('[role=status]').textContent,
          )
        ).endsWith('or Not now.'),
    )
    // Pressed too early it does nothing; the same key does it later.
    await button('Add 1 to cart').focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => host.count('onAddToCart') === 1)
  },
)
