// Consent: only a person's press, on what is drawn, once it stood still; and every end that a proposal can have.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually, journey } from './support/journey.mjs'
import { ARMED, cartOf, fill, requests, shopper } from './support/shopper.mjs'

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const ADD = { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2 }
const CHANGES = /^on(Add|Remove|Update|Clear|Set|Checkout)/

/** The calls that the widget made to change the cart. */
const changes = (page) =>
  page.evaluate((pattern) => host.calls.filter(([name]) => new RegExp(pattern).test(name)), CHANGES.source)

/** A shop with two pairs of boots in its cart; `answer` is the agent's. */
async function scene({ page, server }, answer, options = {}) {
  await page.evaluate((more) => {
    host.rows = [{ id: 'boots', quantity: 2 }]
    return host.start({ open: true, ...more })
  }, options)
  const widget = shopper(page, 'Helper')
  await widget.bag.filter({ hasText: '$159.90' }).waitFor()
  server.answer = () => ({ aiResponse: 'Well.', ...answer })
  await widget.say('go on')
  await widget.feed.getByText('Well.').waitFor()
  return widget
}

/** Everything a script of the page can do to a control. */
const forge = (locator) =>
  locator.evaluate((at) => {
    at.click()
    at.focus()
    const points = { bubbles: true, composed: true, cancelable: true, detail: 1, button: 0 }
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      at.dispatchEvent(new (type.startsWith('pointer') ? PointerEvent : MouseEvent)(type, points))
    for (const type of ['keydown', 'keypress', 'keyup'])
      at.dispatchEvent(new KeyboardEvent(type, { ...points, key: 'Enter', code: 'Enter' }))
    at.form?.requestSubmit()
    // A click by a script inside the person's own click is not a person's either.
    document.addEventListener('click', () => at.click(), { once: true })
  })

hosted(
  'what a script presses does nothing: the deed, +, -, remove, Add, Undo, a typed number, the country',
  async (given) => {
    const { page } = given
    await page.evaluate(() => {
      const availableCountries = [
        { code: 'DE', label: 'Germany' },
        { code: 'AT', label: 'Austria' },
      ]
      host.shipping = { destinationCountry: 'DE', availableCountries }
    })
    const { button, confirm, feed, toCart, contents } = await scene(given, { results: [SOCKS], cartAction: ADD })
    await page.waitForTimeout(ARMED)
    await forge(button('Add 2 to cart'))
    await forge(button('Add Socks'))
    await page.getByRole('heading', { name: 'A shop' }).click()
    await page.waitForTimeout(300)
    assert.deepEqual(await changes(page), [])

    await confirm('Add 2 to cart')
    await forge(button(/^Undo: Added/))
    await toCart()
    for (const name of ['Increase quantity of Boots', 'Decrease quantity of Boots', 'Remove 2 Boots'])
      await forge(button(name))
    await contents.getByRole('spinbutton', { name: 'Quantity of Boots' }).evaluate((at) => {
      at.value = '9'
      at.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
      at.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
    })
    await contents.getByRole('combobox', { name: 'Deliver to' }).evaluate((at) => {
      at.value = 'AT'
      at.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
    })
    await forge(button('Check out'))
    await page.waitForTimeout(500)
    assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]])
    await button('Increase quantity of Boots').click()
    await eventually(async () => assert.deepEqual((await changes(page)).at(-1), ['onUpdateQuantity', 'line-boots', 3]))
    assert.equal(await feed.count(), 0)
  },
)

/** From now on time passes in the page only when the test says so. */
async function stopTime(page) {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
}

hosted('a card does not react before it stood still for 500 ms', async (given) => {
  const { page } = given
  await stopTime(page)
  const { button } = await scene(given, { results: [SOCKS], cartAction: ADD })
  const deed = button('Add 2 to cart')
  await deed.click({ force: true })
  await page.clock.runFor(450)
  await deed.click({ force: true })
  await page.waitForTimeout(100)
  assert.deepEqual(await changes(page), [])
  await page.clock.runFor(100)
  await deed.click()
  await eventually(async () => assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]]))
})

hosted('Enter held down does not confirm', async (given) => {
  const { page } = given
  await stopTime(page)
  const { button, feed, cards } = await scene(given, { results: [SOCKS], cartAction: ADD })
  await button('Add 2 to cart').focus()
  for (let i = 0; i < 20; i += 1) {
    // A key that is already down repeats.
    await page.keyboard.down('Enter')
    await page.clock.runFor(50)
  }
  assert.deepEqual(await changes(page), [], 'the press was from before the card could be read')
  await page.keyboard.up('Enter')
  assert.equal(await cards.count(), 1)
  await page.keyboard.press('Enter')
  await feed.getByText('Added 2 Socks.').waitFor()
  assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]])
})

hosted('a double click executes once', async (given) => {
  const { page } = given
  await page.evaluate(() => {
    host.rude.onAddToCart = async (good) => {
      await new Promise((done) => setTimeout(done, 400))
      return good()
    }
  })
  const { button, feed } = await scene(given, { results: [SOCKS], cartAction: ADD })
  await page.waitForTimeout(ARMED)
  await button('Add 2 to cart').dblclick()
  await feed.getByText('Added 2 Socks.').waitFor()
  await page.waitForTimeout(600)
  assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]])
})

journey(
  'a price that changes under an open card is marked, and the press on the old card is void',
  async ({ page, shop, aids }) => {
    const asked = requests(page)
    await page.goto(shop)
    const { open, say, cards, button, confirm, feed } = shopper(page)
    await fill(page, ['rucksack-grat-28', 1])
    await open()
    await shopper(page).bag.filter({ hasText: '143,90' }).waitFor()
    await say('change the Rucksack Grat 28 to 2 pieces')
    await button('Change to 2').waitFor()
    assert.match((await cards.textContent()).replaceAll('\u00a0', ' '), /Price each139,00 €/)
    await page.waitForTimeout(ARMED)
    await stopTime(page)
    await aids.price('rucksack-grat-28', 15_900)
    await page.evaluate(() => window.dispatchEvent(new CustomEvent('handcart:cart-update')))
    await page.clock.runFor(400)
    await cards.getByText('159,00').first().waitFor()
    // The new price is drawn, and in the same moment somebody presses what was there before.
    await button('Change to 2').click({ force: true })
    await page.waitForTimeout(150)
    assert.equal(asked.count('PATCH', /\/lines\//), 0, 'the press was for the old price')
    await page.clock.resume()
    await cards.getByText('The price changed while this was open. Please look again.').waitFor()
    const words = (await cards.textContent()).replaceAll('\u00a0', ' ')
    for (const each of ['139,00 €', '159,00 €']) assert.ok(words.includes(each), `the card shows ${each}`)
    await confirm('Change to 2')
    await feed.getByText('Changed Rucksack Grat 28 from 1 to 2.').waitFor()
    assert.equal(asked.count('PATCH', /\/lines\//), 1)
  },
)

hosted('a line that vanished withdraws the proposal about it', async (given) => {
  const { page } = given
  const { cards, feed } = await scene(given, { cartAction: { type: 'REMOVE', itemKey: 'line-boots' } })
  await cards.first().waitFor()
  await page.evaluate(() => {
    host.rows = []
    host.update()
  })
  await feed.getByText('This proposal no longer applied.').waitFor()
  assert.equal(await cards.count(), 0)
  assert.deepEqual(await changes(page), [])
})

hosted('declining calls nobody, and the proposal can be shown again', async (given) => {
  const { page } = given
  const { button, feed, confirm, cards } = await scene(given, { results: [SOCKS], cartAction: ADD })
  await button('Not now').click()
  await feed.getByText('Not added. You said not now.').waitFor()
  assert.equal(await cards.count(), 0)
  await page.waitForTimeout(300)
  assert.deepEqual(await changes(page), [])
  await button('Show again').click()
  await confirm('Add 2 to cart')
  await feed.getByText('Added 2 Socks.').waitFor()
  assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]])
})

hosted('a proposal lapses when nobody answers, and can be shown again', { limit: 90_000 }, async (given) => {
  const { page } = given
  const began = Date.now()
  const { button, feed, confirm, cards } = await scene(
    given,
    { results: [SOCKS], cartAction: ADD },
    { timeouts: { prompt: 10_000 } },
  )
  await feed.getByText('This proposal lapsed without an answer.').waitFor({ timeout: 15_000 })
  assert.ok(Date.now() - began > 9_500)
  assert.equal(await cards.count(), 0)
  await button('Show again').click()
  await confirm('Add 2 to cart')
  await feed.getByText('Added 2 Socks.').waitFor()
  assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]])
})

journey('a shop that gives fewer pieces is told as such', async ({ page, shop, aids }) => {
  await page.goto(shop)
  const { open, say, button, confirm, feed } = shopper(page)
  await open()
  await say('add 4 of the Rucksack Grat 28 to my cart')
  await button('Add 4 to cart').waitFor()
  await aids.stock('rucksack-grat-28', 3)
  await confirm('Add 4 to cart')
  await feed.getByText('Added 3 Rucksack Grat 28.').waitFor()
  await feed.getByText('You asked for 4;').waitFor()
  await feed.getByText('The shop says: “Only 3 left.”').waitFor()
  assert.equal((await cartOf(page)).count, 3)
})

hosted('a yes that changed nothing is told as such', async (given) => {
  const { page } = given
  await page.evaluate(() => (host.rude.onAddToCart = () => ({ success: true })))
  const { confirm, feed } = await scene(given, { results: [SOCKS], cartAction: ADD })
  await confirm('Add 2 to cart')
  await feed.getByText('The shop agreed, but your cart did not change.').waitFor()
  assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]])
})

hosted('silence ends in "not confirmed"; what arrives later is shown, and nothing is sent twice', async (given) => {
  const { page } = given
  await page.evaluate(() => {
    host.rude.onAddToCart = (good) => new Promise((done) => (host.later = () => done(good())))
  })
  const { confirm, feed, button, bag } = await scene(given, { results: [SOCKS], cartAction: ADD })
  await confirm('Add 2 to cart')
  await feed.getByText('Adding 2').waitFor()
  await feed.getByText('The shop did not confirm in time.').waitFor({ timeout: 8_000 })
  await feed.getByText('Nothing is sent twice.').waitFor()
  await page.evaluate(() => host.later())
  await eventually(async () => assert.equal(await bag.getAttribute('aria-label'), 'Cart, $184.90, 4 items'))
  await button('Check again').click()
  await page.waitForTimeout(500)
  assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]])
})
