// WCAG 2.2 AA, what axe cannot know, in every state: names, targets, regions, motion, forced colours, more room between letters.
// Contrast and roles are axe's; the keyboard is keyboard.test.mjs; early and held presses are consent.test.mjs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as checks from '../people/checks.mjs'
import { inEveryState } from './support/gallery.mjs'
import { hosted } from './support/host.mjs'
import { shopper } from './support/shopper.mjs'

/** What a reader may set (1.4.12). */
const SPACED =
  '.hc * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } .hc p { margin-block-end: 2em !important }'
const FINGER = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const FORCED = { forcedColors: 'active' }
/** As the page is for those who have asked for nothing; the gallery itself would stop what moves. */
const MOVING = { reducedMotion: 'no-preference', choice: { motion: 'on' } }
const UNMOVED = { choice: { motion: 'on' } }

/** What these find in a window like this, by state. */
const found = (options, looks, more) =>
  inEveryState(
    options,
    async ({ page }) => {
      const all = []
      for (const look of looks) all.push(...(await page.evaluate(look)))
      return all
    },
    more,
  )

const LIMIT = { timeout: 120_000 }
const { names, targets, structure, motion, edges, cut } = checks

test(
  'every control has a name and room for a mouse, every region and reference is in order, and nothing moves unasked',
  LIMIT,
  async () => {
    const { 'The widget was lost': lost, ...wrong } = await found(UNMOVED, [names, structure, targets, motion])
    assert.deepEqual(wrong, {})
    // A sentence is all that remains of it.
    assert.deepEqual(lost, ['not one status and one alert'])
  },
)
test('every target is large enough for a finger', LIMIT, async () =>
  assert.deepEqual(await found(FINGER, [targets]), {}),
)
test('in forced colours every control has an edge', LIMIT, async () =>
  assert.deepEqual(await found(FORCED, [edges]), {}),
)
for (const [where, options] of Object.entries({ 'a desktop': {}, 'a phone': FINGER }))
  test(`with more room between lines, words and letters nothing is lost on ${where}`, LIMIT, async () =>
    assert.deepEqual(await found(options, [cut], { css: SPACED }), {}),
  )

test('each of these looks finds what it looks for', LIMIT, async () => {
  const planted = async (css, look, options, enough = 6) =>
    assert.equal(Object.keys(await found(options, [look], { css, enough })).length, enough, css || look.name)
  await planted('.hc .hc-icon { inline-size: 20px }', targets)
  await planted('.hc .hc-btn { min-block-size: 0; padding: 0 }', targets)
  await planted('.hc button { border: 0 !important }', edges, FORCED)
  await planted('.hc .hc-btn { max-inline-size: 40px; overflow: hidden; white-space: nowrap }', cut)
  // The panel arrives, signs turn.
  await planted('', motion, MOVING, 21)
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
