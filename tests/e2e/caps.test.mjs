// Limits that the host sets for what others propose, and cards that lapse, say so before, and can be kept.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { ARMED, shopper } from './support/shopper.mjs'

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const SIZES = {
  ...SOCKS,
  id: 'socks-any',
  name: 'Sized socks',
  variants: ['S', 'M'].map((size) => ({ id: `socks-${size}`, options: [['Size', size]], inStock: true })),
}
const ADD = { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2, product: SOCKS }

/** 98 pairs more than there are. */
const BOOTS = {
  type: 'ADD_SUGGESTION',
  productId: 'boots',
  quantity: 98,
  product: { id: 'boots', name: 'Boots', price: 79.95, currency: 'USD', inStock: true },
}

const changes = (page) =>
  page.evaluate(() => host.calls.filter(([name]) => /^on(Add|Remove|Update|Clear|Set)/.test(name)))

/** A shop with two pairs of boots ($159.90) in its cart. */
async function scene({ page }, options) {
  await page.evaluate((options) => {
    host.rows = [{ id: 'boots', quantity: 2 }]
    return host.start({ open: true, ...options })
  }, options)
  const widget = shopper(page, 'Helper')
  await widget.bag.filter({ hasText: '$159.90' }).waitFor()
  return widget
}

hosted(
  'what would lead above a cap is refused before anybody is asked, by its name, limit and value',
  async (given) => {
    const { page, server } = given
    const caps = {
      maxQuantity: 4,
      maxLineValue: 240,
      maxCartValue: 200,
      actions: ['ADD_SUGGESTION', 'UPDATE_QUANTITY'],
    }
    const { cards, say, feed, confirm, toCart, button } = await scene(given, { caps })
    const refused = (action) => page.evaluate((action) => host.handle.propose(action), action)
    const boots = (quantity) => ({ type: 'UPDATE_QUANTITY', itemKey: 'line-boots', quantity })
    for (const [action, detail] of [
      [boots(5), 'action.quantity: expected an integer from 1 to 4 (caps.maxQuantity), got 5'],
      [boots(4), 'caps.maxLineValue: expected at most 240, got 319.8'],
      [boots(3), 'caps.maxCartValue: expected at most 200, got 239.85'],
      [{ ...ADD, quantity: 4 }, 'caps.maxCartValue: expected at most 200, got 209.9'],
      [[ADD, { ...ADD, productId: 'socks-any', product: SIZES }], 'caps.maxCartValue: expected at most 200, got 209.9'],
      [{ type: 'CLEAR' }, 'caps.actions: CLEAR is not among them'],
      [
        { ...ADD, product: { ...SOCKS, price: undefined } },
        'caps.maxLineValue: expected at most 240, got an amount that cannot be known',
      ],
      [
        { ...ADD, product: { ...SOCKS, formattedPrice: '$99.00' } },
        'caps.maxLineValue: expected at most 240, got an amount that cannot be known',
      ],
    ])
      assert.deepEqual(await refused(action), { result: 'rejected', code: 'policy', detail })
    assert.equal(await cards.count(), 0)

    // The agent hears no more of it than the shopper, who is told that nothing was offered.
    server.answer = () => ({ aiResponse: 'Well.', results: [SOCKS], cartAction: { ...ADD, quantity: 4 } })
    await say('many socks')
    await feed.getByText('The assistant proposed more than can be changed here at once.').waitFor()
    assert.deepEqual(await changes(page), [])

    // Up to the caps everything is as always, and the shopper's own buttons know none of them.
    const ended = page.evaluate((action) => host.handle.propose(action), { ...ADD, quantity: 3, id: 'p-1' })
    await confirm('Add 3 to cart')
    assert.deepEqual(await ended.then(({ result, proposal }) => [result, proposal]), ['applied', 'p-1'])
    await toCart()
    await button('Increase quantity of Boots').click()
    await eventually(async () => assert.deepEqual((await changes(page)).at(-1), ['onUpdateQuantity', 'line-boots', 3]))
  },
)

const wasms = ({ asked }) => asked.filter((line) => line.endsWith('.wasm'))

hosted('the wasm that knows caps is fetched with caps, and the other one without', async (given) => {
  const { page, server } = given
  await scene(given, {})
  assert.deepEqual(wasms(server), ['GET /sdk/handcart_bg.wasm'])
  const asked = server.asked.join()
  assert.ok(!asked.includes('/sdk/options.js'))

  // A second widget with caps on the same page has them, and the first still none.
  await page.evaluate(async () => {
    const container = document.querySelector('main').appendChild(document.createElement('section'))
    const first = host.handle
    host.capped = await host.start({ container, title: 'Capped', caps: { perMinute: 600 } }).then(() => host.handle)
    host.handle = first
  })
  assert.deepEqual(wasms(server), ['GET /sdk/handcart_bg.wasm', 'GET /sdk/handcart_caps_bg.wasm'])
  await shopper(page, 'Capped').line('Boots').waitFor()
  const refused = await page.evaluate((action) => host.capped.propose(action), BOOTS)
  const detail = 'caps.maxQuantity: expected at most 99, got 100'
  assert.deepEqual(refused, { result: 'rejected', code: 'policy', detail })
  await page.evaluate((action) => void host.handle.propose(action), BOOTS)
  await shopper(page, 'Helper').cards.waitFor()
  assert.equal(await shopper(page, 'Capped').cards.count(), 0)
})

hosted(
  'with caps an address of the wasm names the folder of both, and nothing starts without the right one',
  async (given) => {
    const { page, server, allow } = given
    allow(/404/)
    const start = (wasmUrl) =>
      page.evaluate(
        (wasmUrl) =>
          host.start({ wasmUrl, caps: { maxQuantity: 3 } }).then(
            () => 'started',
            ({ code, message }) => `${code}: ${message}`,
          ),
        wasmUrl,
      )
    await page.clock.install()
    const failed = start('/elsewhere/handcart_bg.wasm?v=3')
    for (let at = 0; at < 3; at += 1) {
      await eventually(() => assert.equal(wasms(server).length, at + 1))
      await page.clock.runFor(10_000)
    }
    assert.match(await failed, /^network: .*\/elsewhere\/handcart_caps_bg\.wasm\?v=3 was answered with status 404$/)
    assert.equal(await start('/sdk/handcart_bg.wasm?v=3'), 'started')
    assert.equal(wasms(server).at(-1), 'GET /sdk/handcart_caps_bg.wasm')
  },
)

hosted('a removal is told with the key of the line that went', async (given) => {
  const { page } = given
  const { confirm } = await scene(given, {})
  const remove = { type: 'REMOVE', itemKey: 'line-boots', id: 'p-2' }
  const ended = page.evaluate((action) => host.handle.propose(action), remove)
  await confirm('Remove 2 from cart')
  const { action, result, proposal } = await ended
  assert.deepEqual([action, result, proposal], [{ type: 'REMOVE', itemKey: 'line-boots' }, 'applied', 'p-2'])
})

hosted('a card says that it lapses soon, is kept, lapses, and is shown again', async (given) => {
  const { page } = given
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
  const { button, cards, feed, confirm } = await scene(given, { timeouts: { prompt: 40_000 } })
  await page.evaluate((action) => void host.handle.propose(action), ADD)
  await cards.waitFor()
  const soon = cards.getByText('This proposal lapses soon.')
  await page.clock.runFor(19_000)
  assert.equal(await soon.count(), 0)
  await page.clock.runFor(1_100)
  await soon.waitFor()
  const status = page.getByRole('status').filter({ hasText: 'lapses soon' })
  assert.match(await status.textContent(), /^The proposal lapses soon: Socks\. Press “Keep open” for more time\.$/)

  // A script cannot keep it; a person can, with the keyboard, and lands on the deed.
  await button('Keep open').evaluate((at) => at.click())
  await page.waitForTimeout(100)
  assert.equal(await soon.count(), 1)
  await page.clock.runFor(15_000)
  await button('Keep open').focus()
  await page.keyboard.press('Enter')
  await soon.waitFor({ state: 'detached' })
  assert.equal(await button('Add 2 to cart').evaluate((at) => at.getRootNode().activeElement === at), true)
  await page.clock.runFor(19_000)
  assert.equal(await soon.count(), 0)
  await page.clock.runFor(1_100)
  await soon.waitFor()
  await page.clock.runFor(20_000)
  await feed.getByText('This proposal lapsed without an answer.').waitFor()
  assert.equal(await cards.count(), 0)

  await button('Show again').click()
  await cards.waitFor()
  await page.clock.runFor(ARMED)
  await button('Add 2 to cart').click()
  await page.clock.runFor(1_000)
  await eventually(async () => assert.deepEqual(await changes(page), [['onAddToCart', 'socks', 2]]))
})

hosted(
  'a script chooses no variant, neither by the chip nor by its label; a person does, by mouse and keyboard',
  async (given) => {
    const { page, server } = given
    const { cards, say, feed, button } = await scene(given, {})
    const action = { ...ADD, productId: 'socks-any', quantity: 1 }
    server.answer = () => ({ aiResponse: 'Well.', results: [SIZES], cartAction: action })
    await say('socks')
    const chips = cards.getByRole('radio')
    await chips.first().waitFor()
    await cards.getByRole('radio', { name: 'M' }).evaluate((at) => {
      at.click()
      at.closest('label').click()
      at.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
    })
    await page.waitForTimeout(200)
    assert.equal(await cards.getByRole('radio', { checked: true }).count(), 0)
    assert.equal(await button('Choose the size').count(), 1)
    await feed
      .getByRole('radio')
      .first()
      .evaluate((at) => at.closest('label').click())

    await cards.getByText('M', { exact: true }).click()
    await button('Add 1 to cart').waitFor()
    // What is chosen stays drawn, whatever a script does after it.
    await cards.getByRole('radio', { name: 'S' }).evaluate((at) => at.click())
    assert.equal(await cards.getByRole('radio', { name: 'M' }).isChecked(), true)
    await cards.getByRole('radio', { name: 'M' }).focus()
    await page.keyboard.press('ArrowLeft')
    await eventually(async () => assert.equal(await cards.getByRole('radio', { name: 'S' }).isChecked(), true))
    await page.waitForTimeout(ARMED)
    await button('Add 1 to cart').click()
    await eventually(async () => assert.deepEqual(await changes(page), [['onAddToCart', 'socks-S', 1]]))
  },
)
