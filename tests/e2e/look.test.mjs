// Pictures of every state at phone and desktop, light and dark, in target/shots/look-*.png: to be looked at by a person. What
// a machine can see is checked here: nothing is cut off at the side, and the panel stands inside the window.
import assert from 'node:assert/strict'
import { journey } from './support/journey.mjs'
import { STATES } from './support/states.mjs'

const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
}

for (const [size, options] of Object.entries(SIZES))
  for (const colorScheme of ['light', 'dark'])
    journey(`every state, on a ${size}, ${colorScheme}`, { ...options, colorScheme, limit: 300_000 }, async (scene) => {
      const { page, context, shot, aids } = scene
      for (const [name, arrive] of Object.entries(STATES)) {
        await context.clearCookies()
        await aids.reset()
        await arrive(scene)
        await page.mouse.move(5, 5)
        await page.waitForTimeout(250)
        await shot(`look-${size}-${colorScheme}-${name}`)
        const { wide, outside } = await page.evaluate(() => {
          const root = document.querySelector('hand-cart').shadowRoot
          const panel = root.querySelector('section')?.getBoundingClientRect()
          return {
            wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
            outside:
              panel?.width > 0 &&
              (panel.left < 0 || panel.right > innerWidth || panel.top < 0 || panel.bottom > innerHeight),
          }
        })
        assert.deepEqual([name, wide, Boolean(outside)], [name, false, false])
        await context.setOffline(false)
      }
    })
