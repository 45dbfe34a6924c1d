// A person's journeys through the demo shop, in Chromium, against the real backend.
//
//   import assert from 'node:assert/strict'
//   import { eventually, journey } from './support/journey.mjs'
//
//   journey('the second boots end up in the cart', async ({ page, shop, shot }) => {
//     await page.goto(shop)
//     await page.getByRole('button', { name: 'Assistant' }).click()
//     ...
//     await shot('boots-in-cart')
//   })
//   journey('the same on a phone, in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, async ({ page }) => { ... })
//
// journey(name, [options], body): one test. Each has a fresh context (no cookies), prices and stock as on the first day, and
// fails when the browser complained: console errors and warnings, uncaught errors, policy violations, in any of its pages.
//
// options   Playwright's newContext options (default: 1280 x 800, en-US, UTC, light), and
//           `limit`: ms after which the test has failed (default 60,000).
//
// body({ page, context, shop, aids, allow, complaints, shot })
//   page, context   Playwright's. Locators go through our shadow root by themselves.
//   shop            the shop's address, with a slash at its end
//   aids            what the shop can be made to do (examples/backend, --test-aids); each answers when it is in force:
//                     aids.stock(variantId, stock)      aids.price(productId, minorUnits)
//                     aids.delay({ on, ms, times, after })   aids.fail({ on, status, times, after })
//                     on: 'cart' (changes; the default), 'read' (the cart), 'search'; times: how many calls (1);
//                     after: true carries the call out and delays or loses only its answer
//                     aids.cut()   cuts every socket
//   allow(pattern)  complaints that match are expected in this test, as text or RegExp
//   complaints      all so far, `{ kind, text }`
//   shot(name, [what], [options])   saves target/shots/<name>.png of the page, or of a locator
//
// eventually(look, [within])   from browser.mjs: calls `look` until it stops throwing (5,000 ms)
//
// Shop and browser start with the first journey of a file and end with the file. A failed journey leaves target/shots/failed-<name>.png.
import { test } from 'node:test'
import { shot } from './browser.mjs'
import { demo } from './shop.mjs'
import { watched } from './watched.mjs'

export { eventually } from './browser.mjs'

const LIMIT = 60_000

export function journey(name, ...rest) {
  const body = rest.pop()
  const { limit = LIMIT, ...options } = rest[0] ?? {}
  test(name, { timeout: limit }, async () => {
    const { shop, aids } = await demo()
    const picture =
      (page) =>
      (file, what = page, shotOptions = {}) =>
        shot(what, file, shotOptions)
    await watched(name, options, (given) => body({ ...given, shop, aids, shot: picture(given.page) }))
  })
}
