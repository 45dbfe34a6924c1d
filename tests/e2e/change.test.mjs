// Changing while it lives: language, direction, theme, place, names. Nothing that a person has begun is lost, and nothing is
// pressed that was not read.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { ARMED, shopper } from './support/shopper.mjs'

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const ADD = { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2 }

/** A widget that is open, with a card that can be pressed. */
async function scene({ page, server }, options = {}) {
  await page.evaluate((more) => {
    host.rows = [{ id: 'boots', quantity: 2 }]
    host.told = []
    return host.start({ open: true, onError: ({ code, message }) => host.told.push([code, message]), ...more })
  }, options)
  const widget = shopper(page, 'Helper')
  await widget.bag.filter({ hasText: '$159.90' }).waitFor()
  server.answer = () => ({ aiResponse: 'Well.', results: [SOCKS], cartAction: ADD })
  await widget.say('go on')
  await widget.button('Add 2 to cart').waitFor()
  return widget
}
const update = (page, changes) => page.evaluate((what) => host.handle.update(what), changes)
const frame = (page) =>
  page.evaluate(() => {
    const at = document.querySelector('hand-cart').shadowRoot.firstElementChild
    return [at.lang, at.dir, at.dataset.theme ?? '', at.className]
  })
/** The act of the deed, which names the card and its revision; its words; whether it waits. */
const deed = (page) =>
  page.evaluate(() => {
    const at = document.querySelector('hand-cart').shadowRoot.querySelector("article [data-a^='confirm']")
    return [at.dataset.a, at.textContent, at.getAttribute('aria-disabled')]
  })
const added = (page) => page.evaluate(() => host.count('onAddToCart'))
const told = (page) => page.evaluate(() => host.told.map(([code]) => code))

hosted('another language loses nothing, and what it says is read before it is pressed', async (given) => {
  const { page, server } = given
  const { composer, feed } = await scene(given)
  await page.waitForTimeout(ARMED)
  const [act, , waits] = await deed(page)
  assert.equal(waits, null)
  await composer.pressSequentially('half a sen')
  await page.locator('hand-cart').evaluate((at) => at.shadowRoot.activeElement.setSelectionRange(2, 5))
  // In one turn with the change: the press was on its way when the words became others.
  const { x, y, width, height } = await page.getByRole('button', { name: 'Add 2 to cart' }).boundingBox()
  await update(page, { locale: 'de-AT' })
  await page.mouse.click(x + width / 2, y + height / 2)
  assert.deepEqual(await deed(page), [act, '2 in den Warenkorb', 'true'], 'the same card, in German, not to be pressed')
  assert.deepEqual((await frame(page))[0], 'de-AT')
  assert.equal(await page.getByRole('textbox').inputValue(), 'half a sen')
  assert.equal(await added(page), 0)
  await page.waitForTimeout(ARMED)
  assert.deepEqual(await deed(page), [act, '2 in den Warenkorb', null])
  await page.getByRole('button', { name: '2 in den Warenkorb' }).click()
  await feed
    .getByText(/Socks.*hinzugefügt|hinzugefügt.*Socks/)
    .first()
    .waitFor()
  assert.equal(await added(page), 1)
  // The agent and what the widget prints follow.
  assert.equal(server.searches.at(-1).language, 'en')
  server.answer = () => ({ aiResponse: 'Bitte.', results: [{ ...SOCKS, id: 'tent', name: 'Tent', price: 289 }] })
  await page.getByRole('textbox').fill('und ein Zelt')
  await page.keyboard.press('Enter')
  await feed.getByText('Bitte.').waitFor()
  assert.equal(server.searches.at(-1).language, 'de-AT')
  assert.match((await feed.textContent()).replaceAll('\u00a0', ' '), /\$ 289,00|289,00 \$/)
  assert.deepEqual(await told(page), [])
})

hosted('who is writing goes on writing', async (given) => {
  const { page } = given
  const { composer } = await scene(given)
  await composer.pressSequentially('half a sen')
  await page.locator('hand-cart').evaluate((at) => at.shadowRoot.activeElement.setSelectionRange(2, 5))
  await update(page, { locale: 'ar', theme: 'dark', position: 'start' })
  const field = await page.locator('hand-cart').evaluate((at) => {
    const { activeElement: on } = at.shadowRoot
    return [on.localName, on.value, on.selectionStart, on.selectionEnd]
  })
  assert.deepEqual(field, ['textarea', 'half a sen', 2, 5])
  await page.keyboard.type('x')
  assert.equal(await page.getByRole('textbox').inputValue(), 'haxa sen')
})

hosted('a card cannot be pressed by the keyboard either before its new words stood there', async (given) => {
  const { page } = given
  await scene(given)
  await page.waitForTimeout(ARMED)
  await page.getByRole('button', { name: 'Add 2 to cart' }).focus()
  await update(page, { locale: 'fr' })
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  assert.equal(await added(page), 0)
  const focused = () => page.locator('hand-cart').evaluate((at) => at.shadowRoot.activeElement?.dataset.a)
  assert.match(await focused(), /^confirm/)
  await page.waitForTimeout(ARMED)
  await page.keyboard.press('Enter')
  await eventually(async () => assert.equal(await added(page), 1))
})

hosted('a step or a removal that slid under the finger does not count', async (given) => {
  const { page } = given
  const { bag, contents } = await scene(given)
  await bag.click()
  await contents.waitFor()
  const remove = await contents
    .getByRole('button', { name: /Remove/ })
    .first()
    .boundingBox()
  const [x, y] = [remove.x + remove.width / 2, remove.y + remove.height / 2]
  await update(page, { locale: 'ar' })
  for (const at of [x, 1280 - x]) await page.mouse.click(at, y)
  await page.waitForTimeout(ARMED)
  assert.deepEqual(await page.evaluate(() => [host.count('onUpdateQuantity'), host.count('onRemoveFromCart')]), [0, 0])
  assert.deepEqual((await frame(page)).slice(0, 2), ['ar', 'rtl'])
})

hosted('who reads in the middle stays there, and who reads at the end stays at the end', async (given) => {
  const { page, server } = given
  const { feed, say } = await scene(given)
  for (const turn of [1, 2, 3]) {
    server.answer = () => ({ aiResponse: `Answer ${turn}. ${'It goes on and on. '.repeat(20)}`, results: [SOCKS] })
    await say(`question ${turn}`)
    await feed.getByText(`Answer ${turn}.`).waitFor()
  }
  const log = page.getByRole('log')
  await log.evaluate((at) => (at.scrollTop = at.scrollHeight / 2))
  await page.waitForTimeout(100)
  const seen = await log.evaluate((at) => {
    const { left, top, width } = at.getBoundingClientRect()
    const over = at.getRootNode().elementFromPoint(left + width / 2, top + 1)
    window.seen = over
    return over.getBoundingClientRect().top
  })
  await update(page, { locale: 'uk' })
  await page.waitForTimeout(100)
  const after = await page.evaluate(() => window.seen.getBoundingClientRect().top)
  assert.ok(Math.abs(after - seen) <= 2, `${seen} became ${after}`)
  await log.evaluate((at) => (at.scrollTop = at.scrollHeight))
  await update(page, { locale: 'ja' })
  await page.waitForTimeout(100)
  assert.ok(await log.evaluate((at) => at.scrollHeight - at.scrollTop - at.clientHeight < 2))
})

hosted('theme, side, direction, names and messages change; what is not named stays', async (given) => {
  const { page } = given
  await scene(given, { theme: 'light', subtitle: 'Here to help' })
  await update(page, { theme: 'dark', position: 'start', title: 'Nordhang', messages: { cart: 'Basket' } })
  const panel = page.getByRole('region', { name: 'Nordhang' })
  await panel.getByRole('heading', { name: 'Nordhang' }).waitFor()
  assert.deepEqual(await frame(page), ['en', 'ltr', 'dark', 'hc is-start'])
  assert.equal(await panel.getByText('Here to help').count(), 1)
  assert.ok((await panel.boundingBox()).x < 100, 'it stands at the start')
  // What was drawn anew cannot be pressed for half a second.
  await page.waitForTimeout(600)
  await panel.getByRole('button', { name: /^Cart, / }).click()
  await panel.getByRole('heading', { name: /^Basket/ }).waitFor()
  await update(page, { dir: 'rtl' })
  assert.deepEqual(await frame(page), ['en', 'rtl', 'dark', 'hc is-start'])
  assert.ok((await panel.boundingBox()).x > 800, 'the start is on the right')
  // What is named undefined was never given.
  await page.evaluate(() => host.handle.update({ dir: undefined, theme: undefined, title: undefined, position: 'end' }))
  assert.deepEqual(await frame(page), ['en', 'ltr', '', 'hc'])
  await page
    .getByRole('region', { name: 'Assistant' })
    .getByRole('heading', { name: /^Basket/ })
    .waitFor()
})

hosted('what cannot be is refused with all that is wrong, and nothing changes', async (given) => {
  const { page, allow } = given
  allow('unknown options were ignored: colour')
  await scene(given)
  // What changes by itself has changed: the card can be pressed.
  await page.locator("hand-cart article [data-a^='confirm']:not([aria-disabled])").waitFor()
  const before = await page.locator('hand-cart').evaluate((at) => at.shadowRoot.innerHTML)
  const refused = (changes) =>
    page.evaluate(
      (what) =>
        host.handle.update(what).then(
          () => 'yes',
          ({ code, message }) => `${code} ${message}`,
        ),
      changes,
    )
  assert.equal(
    await refused({ theme: 'blue', locale: 3, messages: { hello: 4 } }),
    "config Handcart: the options are wrong:\n- locale: expected a string, received 3\n- messages: expected an object of strings or plurals, received object\n- theme: expected 'light' or 'dark' or 'auto', received \"blue\"",
  )
  assert.match(
    await refused({ container: 'body', open: true }),
    /^config .*container, open: expected one of locale, dir,/,
  )
  assert.match(await refused(null), /^config .*options: expected an object, received null/s)
  assert.equal(await refused({ colour: 'red' }), 'yes')
  assert.equal(await page.locator('hand-cart').evaluate((at) => at.shadowRoot.innerHTML), before)
  assert.deepEqual(await told(page), [])
})

hosted('a language that does not come leaves the old one, and both hear of it', async (given) => {
  const { page, allow } = given
  allow(/Failed to load resource/)
  await scene(given)
  let times = 0
  await page.route('**/messages/fr.json', (route) => {
    times += 1
    return times < 3 ? route.fulfill({ status: 503 }) : route.continue()
  })
  const failed = await page.evaluate(() =>
    host.handle
      .update({ locale: 'fr', title: 'Aide' })
      .catch(({ code, retryable, message }) => [code, retryable, message]),
  )
  assert.deepEqual(failed.slice(0, 2), ['network', true])
  assert.match(failed[2], /messages\/fr\.json could not be loaded/)
  assert.deepEqual(await told(page), ['network'])
  assert.deepEqual((await frame(page))[0], 'en')
  assert.equal(await page.getByRole('heading', { name: 'Helper' }).count(), 1, 'all or nothing')
  // The same by the page itself.
  await page.evaluate(() => (document.documentElement.lang = 'fr'))
  await eventually(async () => assert.deepEqual(await told(page), ['network', 'network']))
  assert.deepEqual((await frame(page))[0], 'en')
  await update(page, { locale: 'fr' })
  assert.deepEqual((await frame(page))[0], 'fr')
})

hosted('changes are made in the order of the calls, however long their files take', async (given) => {
  const { page } = given
  await scene(given)
  await page.route('**/messages/de.json', async (route) => {
    await new Promise((done) => setTimeout(done, 400))
    return route.continue()
  })
  await page.evaluate(() => {
    const { handle } = host
    handle.update({ locale: 'de' })
    handle.update({ title: 'Zelt' })
    return handle.update({ locale: 'it' })
  })
  assert.deepEqual((await frame(page))[0], 'it')
  assert.equal(await page.getByRole('heading', { name: 'Zelt' }).count(), 1)
})

hosted('the lang and dir of the page are followed where the options leave them to it', async (given) => {
  const { page } = given
  await scene(given)
  const html = (set) => page.evaluate((what) => void Object.assign(document.documentElement, what), set)
  const becomes = (...wanted) => eventually(async () => assert.deepEqual((await frame(page)).slice(0, 2), wanted))
  await html({ lang: 'pl' })
  await becomes('pl', 'ltr')
  await html({ dir: 'rtl' })
  await becomes('pl', 'rtl')
  await html({ dir: '', lang: 'ar' })
  await becomes('ar', 'rtl')
  await update(page, { locale: 'es', dir: 'ltr' })
  await html({ lang: 'de', dir: 'rtl' })
  await page.waitForTimeout(300)
  await becomes('es', 'ltr')
  // After the end nobody looks any more.
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await page.evaluate(() => {
    host.handle.destroy()
    document.documentElement.lang = 'ja'
    return host.handle.update({ theme: 'blue' })
  })
  await page.waitForTimeout(300)
  assert.deepEqual(asked, [])
})

hosted('without a widget the agent is told the new language all the same', async (given) => {
  const { page, server } = given
  await page.evaluate(() => host.start({ headless: true }))
  await update(page, { locale: 'pt' })
  await page.evaluate(() => host.handle.ask('tent'))
  await eventually(() => assert.equal(server.searches.length, 1))
  assert.equal(server.searches[0].language, 'pt')
})
