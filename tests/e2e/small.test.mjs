// Little room: a keyboard on a phone's screen, and windows as small as 400 % of zoom make them.
import assert from 'node:assert/strict'
import { start, STILL } from './support/fit.mjs'
import { hosted } from './support/host.mjs'
import { ARMED } from './support/shopper.mjs'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, ...STILL }

/** What a keyboard on the screen does: the window stays as large as it was, and less of it is seen. Emulated: no browser of a test has a keyboard. */
const seen = (page, values) =>
  page.evaluate((all) => {
    for (const [name, value] of Object.entries(all))
      Object.defineProperty(visualViewport, name, { value, configurable: true })
    visualViewport.dispatchEvent(new Event('resize'))
  }, values)

hosted('a keyboard on the screen covers neither the field nor the last words', PHONE, async (given) => {
  const { page, server } = given
  const { open, say, composer, panel, feed } = await start(given)
  await open()
  for (const turn of [1, 2, 3]) {
    server.answer = () => ({ aiResponse: `Answer ${turn}. ${'It goes on. '.repeat(30)}The end of ${turn}.` })
    await say(`question ${turn}`)
    await feed.getByText(`The end of ${turn}.`).waitFor()
  }
  await page.getByRole('log').evaluate((at) => (at.scrollTop = at.scrollHeight))
  const bottom = async (at) => {
    const { y, height } = await at.boundingBox()
    return Math.round(y + height)
  }
  const wide = await panel.boundingBox()
  assert.equal(await bottom(panel), 844)
  const inSight = async (from, to) => {
    assert.ok((await panel.boundingBox()).y >= from, 'the head is in sight')
    assert.ok((await bottom(composer)) < to, 'the field is in sight')
    const line = await feed.getByText('The end of 3.').boundingBox()
    assert.ok(line.y + line.height < (await composer.boundingBox()).y, 'the last words are in sight')
    assert.equal(await bottom(panel), to)
  }
  await seen(page, { height: 480, offsetTop: 0, scale: 1 })
  // What makes room is fetched when the window changes for the first time.
  await page.waitForFunction(() => document.querySelector('hand-cart').shadowRoot.querySelector('[style*="--kb"]'))
  await inSight(0, 480)
  // Some browsers push the page up, too.
  await seen(page, { height: 480, offsetTop: 100, scale: 1 })
  await inSight(100, 580)
  await seen(page, { height: 844, offsetTop: 0, scale: 1 })
  assert.deepEqual(await panel.boundingBox(), wide)
  // Pushed up as far as it goes, nothing is covered any more.
  await seen(page, { height: 480, offsetTop: 364, scale: 1 })
  await inSight(364, 844)
  // A bar of the browser's own is none.
  await seen(page, { height: 788, offsetTop: 0, scale: 1 })
  assert.deepEqual(await panel.boundingBox(), wide)
  // Who looks closer sees less of the window, too.
  await seen(page, { height: 422, offsetTop: 100, scale: 2 })
  assert.deepEqual(await panel.boundingBox(), wide)
})

/** Brings each control of the panel into sight, as focus does, and says which of them cannot be pressed there. */
const unreachable = (page) =>
  page.evaluate(async () => {
    const { shadowRoot } = document.querySelector('hand-cart')
    const inside = shadowRoot.querySelector('dialog[open]') ?? shadowRoot
    const found = []
    for (const at of inside.querySelectorAll('button, textarea, input, select, a[href]')) {
      if (!at.checkVisibility() || at.closest('[hidden]')) continue
      const target = at.closest('label') ?? at
      target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      await new Promise((done) => requestAnimationFrame(done))
      const { x, y, width, height } = target.getBoundingClientRect()
      const over = shadowRoot.elementFromPoint(x + width / 2, y + height / 2)
      if (!over || !(target.contains(over) || over.contains(target)) || y < -1 || y + height > innerHeight + 1)
        found.push([
          at.textContent || at.getAttribute('aria-label') || at.id,
          [x, y, width, height].map(Math.round),
          over?.className,
        ])
    }
    return found
  })

for (const [width, height] of [
  [320, 256],
  [844, 390],
])
  hosted(
    `a window of ${width} by ${height} px, as 400 % of zoom make it: everything can be reached`,
    { viewport: { width, height }, ...STILL },
    async (given) => {
      const { page, server } = given
      const { open, say, button, feed, toCart, contents, panel } = await start(given)
      await open()
      assert.deepEqual(await unreachable(page), [])
      await say('go on')
      await button('Add 2 to cart').waitFor()
      await feed.getByText('Well.').waitFor()
      await page.waitForTimeout(ARMED)
      assert.deepEqual(await unreachable(page), [])
      const log = await page.getByRole('log').boundingBox()
      assert.ok(log.height >= 100, `${log.height} px for the conversation`)
      await button('Add 2 to cart').click()
      await feed
        .getByText(/Added 2/)
        .first()
        .waitFor()
      assert.deepEqual(await unreachable(page), [])
      await page.evaluate(() => {
        host.shipping = {
          freeShippingThreshold: 200,
          currentAmount: 150,
          delta: 50,
          formattedDelta: '$50.00',
          destinationCountry: 'DE',
          availableCountries: [
            { code: 'DE', label: 'Germany' },
            { code: 'AT', label: 'Austria' },
          ],
        }
        host.update()
      })
      await toCart()
      await contents.getByText('Socks').waitFor()
      // The read after the event: what it brings moves the rest.
      await panel.getByText('$50.00').first().waitFor()
      assert.deepEqual(await unreachable(page), [])
      server.answer = () => ({ aiResponse: 'Sure?', cartAction: { type: 'CLEAR' } })
      await page.evaluate(() => host.handle.ask('clear it'))
      await page.getByRole('alertdialog').waitFor()
      assert.deepEqual(await unreachable(page), [])
      const sideways = () =>
        page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
      assert.equal(await sideways(), false)
    },
  )
