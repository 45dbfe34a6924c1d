// Pictures of every state at phone and desktop, light and dark, in target/shots/look-*.png: to be looked at by a person. What
// a machine can see is checked here: nothing is cut off at the side, and the panel stands inside the window.
import assert from 'node:assert/strict'
import { journey } from './support/journey.mjs'
import { STATES } from './support/states.mjs'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const DESKTOP = { viewport: { width: 1280, height: 800 } }
const SOME = ['products', 'proposal to change', 'dialog', 'cart with a toast']
const LOOKS = {
  'phone-light': PHONE,
  'phone-dark': { ...PHONE, colorScheme: 'dark' },
  'desktop-light': DESKTOP,
  'desktop-dark': { ...DESKTOP, colorScheme: 'dark' },
  'forced-colours': { ...PHONE, forcedColors: 'active', only: SOME },
  'right-to-left': { ...PHONE, rtl: true, only: SOME },
  narrow: { viewport: { width: 320, height: 640 }, only: SOME },
}

for (const [look, { only = Object.keys(STATES), rtl, ...options }] of Object.entries(LOOKS))
  journey(`every state looks right: ${look}`, { ...options, limit: 300_000 }, async (scene) => {
    const { page, context, shot, aids } = scene
    if (rtl)
      await page.addInitScript(() =>
        document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl')),
      )
    for (const name of only) {
      await context.clearCookies()
      await aids.reset()
      await STATES[name](scene)
      await page.mouse.move(5, 5)
      await page.waitForTimeout(250)
      await shot(`look-${look}-${name}`)
      const { wide, outside } = await page.evaluate(() => {
        const root = document.querySelector('hand-cart').shadowRoot
        const { width, left, right, top, bottom } = root.querySelector('section')?.getBoundingClientRect() ?? {}
        return {
          wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
          outside: width > 0 && (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight),
        }
      })
      assert.deepEqual([name, wide, outside], [name, false, false])
      await context.setOffline(false)
    }
  })
