// The widget where it stands in the real shop, on a phone and on a desktop: nothing is cut off at the side, and the panel stands
// inside the window. Pictures for a person: target/shots/look-*.png. Every state by itself: `npm run look`.
import assert from 'node:assert/strict'
import { journey } from './support/journey.mjs'
import { fill, shopper } from './support/shopper.mjs'

const LOOKS = {
  'phone-dark': { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' },
  desktop: { viewport: { width: 1280, height: 800 } },
  'narrow-right-to-left': { viewport: { width: 320, height: 640 }, hasTouch: true, rtl: true },
}
const THREE = [
  ['waldpfad-mid--42', 1],
  ['merino-wandersocken--39_42', 2],
  ['rucksack-grat-28', 1],
]

/** How one comes to each, from the one before. */
const STEPS = {
  products: async ({ say, feed }) => {
    await say('show me hiking boots under $100')
    await feed.getByRole('list', { name: /products$/ }).waitFor()
  },
  proposal: async ({ say, button }) => {
    await say('change the socks to 5')
    await button('Change to 5').waitFor()
  },
  'cart with a toast': async ({ button, panel, toCart }) => {
    await toCart()
    await button(/^Remove 1 Rucksack/).click()
    await panel.getByText('Removed 1 Rucksack Grat 28.').waitFor()
  },
}

for (const [look, { rtl, ...options }] of Object.entries(LOOKS))
  journey(`the widget has its place in the shop: ${look}`, options, async ({ page, shop, shot }) => {
    if (rtl)
      await page.addInitScript(() =>
        document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl')),
      )
    await page.goto(shop)
    const widget = shopper(page)
    await widget.launcher.waitFor()
    await fill(page, ...THREE)
    await widget.open()
    await widget.bag.filter({ hasText: '€' }).waitFor()
    for (const [name, arrive] of Object.entries(STEPS)) {
      await arrive(widget)
      await page.mouse.move(5, 5)
      await page.waitForTimeout(250)
      await shot(`look-${look}-${name}`)
      const { wide, outside } = await page.evaluate(() => {
        const root = document.querySelector('hand-cart').shadowRoot
        const { left, right, top, bottom } = root.querySelector('section').getBoundingClientRect()
        return {
          wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
          outside: left < 0 || right > innerWidth || top < 0 || bottom > innerHeight,
        }
      })
      assert.deepEqual([name, wide, outside], [name, false, false])
    }
  })
