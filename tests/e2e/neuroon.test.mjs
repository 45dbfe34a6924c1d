// Neuroon's contract between cart and page: when the cart is read, what a change does, and what the endpoint is sent.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually, journey } from './support/journey.mjs'
import { cartOf, fill, requests, shopper } from './support/shopper.mjs'

const CART = '/api/shop/cart'
const SOCKS = { id: 'socks', externalId: '77', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const TENT = { id: 'tent', name: 'Tent', price: 289, currency: 'USD', inStock: true, url: '/tent' }

const burst = (page, times) =>
  page.evaluate((many) => {
    for (let i = 0; i < many; i += 1) window.dispatchEvent(new CustomEvent('handcart:cart-update'))
  }, times)

/** Waits until nothing was asked for half a second. */
async function quiet(page, asked) {
  for (let before = -1; before !== asked.all.length;) {
    before = asked.all.length
    await page.waitForTimeout(500)
  }
}

journey('the cart is read on mount', async ({ page, shop }) => {
  const asked = requests(page)
  await page.goto(shop)
  await shopper(page).launcher.waitFor()
  await quiet(page, asked)
  // One by the shop's own header, one by the widget.
  assert.equal(asked.count('GET', CART), 2)
})

journey('a burst of 1,000 update events leads to exactly one read', async ({ page, shop }) => {
  const asked = requests(page)
  await page.goto(shop)
  await shopper(page).launcher.waitFor()
  await quiet(page, asked)
  const before = asked.count('GET', CART)
  await burst(page, 1_000)
  await page.waitForTimeout(3_000)
  assert.equal(asked.count('GET', CART) - before, 1)
})

journey('the cart is read after every update event, 300 ms after the last of several', async ({ page, shop }) => {
  const asked = requests(page)
  await page.goto(shop)
  await shopper(page).launcher.waitFor()
  await quiet(page, asked)
  for (let round = 1; round <= 2; round += 1) {
    const before = asked.count('GET', CART)
    await burst(page, 1)
    await page.waitForTimeout(200)
    const last = Date.now()
    await burst(page, 1)
    await eventually(() => assert.equal(asked.count('GET', CART), before + 1))
    const waited = asked.find('GET', CART).at(-1).at - last
    assert.ok(waited >= 290 && waited < 900, `read ${waited} ms after the last event`)
    await page.waitForTimeout(1_200)
    assert.equal(asked.count('GET', CART), before + 1)
  }
})

journey('an update by another part of the shop shows in the widget', async ({ page, shop }) => {
  await page.goto(shop)
  const { open, toCart, line } = shopper(page)
  await open()
  await fill(page, ['rucksack-grat-28', 2])
  await toCart()
  await line('Rucksack Grat 28').waitFor()
})

journey('an event during a change leads to a read after it, and none before its end', async ({ page, shop, aids }) => {
  const asked = requests(page)
  await page.goto(shop)
  const { open, say, confirm, feed } = shopper(page)
  await open()
  await say('add the Rucksack Grat 28 to my cart')
  await feed.getByRole('article').waitFor()
  await quiet(page, asked)
  await aids.delay({ on: 'cart', ms: 2_000 })
  const before = asked.count('GET', CART)
  const ended = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/cart/lines'),
  )
  await confirm('Add 1 to cart')
  await eventually(() => assert.equal(asked.count('POST', `${CART}/lines`), 1))
  await burst(page, 10)
  await page.waitForTimeout(1_000)
  assert.equal(asked.count('GET', CART), before, 'nothing is read while the change is under way')
  await ended
  await eventually(() => assert.equal(asked.count('GET', CART), before + 1))
  await page.waitForTimeout(1_000)
  assert.equal(asked.count('GET', CART), before + 1)
  await feed.getByText('Added 1 Rucksack Grat 28.').waitFor()
})

hosted('success replaces the state with the cart that came along, and shows the notice', async ({ page, server }) => {
  await page.evaluate(() => {
    host.rude.onAddToCart = (good) => ({ ...good(), notice: 'The socks come with a darning kit.' })
    return host.start({ open: true })
  })
  const { say, confirm, feed, bag } = shopper(page, 'Helper')
  server.answer = () => ({
    results: [SOCKS],
    aiResponse: 'Socks.',
    cartAction: { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2 },
  })
  await say('socks')
  const reads = await page.evaluate(() => host.count('onGetCart'))
  await confirm('Add 2 to cart')
  await feed.getByText('Added 2 Socks.').waitFor()
  await feed.getByText('The socks come with a darning kit.').waitFor()
  assert.equal(await bag.getAttribute('aria-label'), 'Cart, $25.00, 2 items')
  await page.waitForTimeout(600)
  assert.equal(await page.evaluate(() => host.count('onGetCart')), reads, 'no read was needed')
  assert.deepEqual(await page.evaluate(() => host.calls.filter(([name]) => name === 'onAddToCart')), [
    ['onAddToCart', 'socks', 2, '77'],
  ])
})

hosted('failure shows the error and changes nothing', async ({ page, server }) => {
  await page.evaluate(() => {
    host.rows = [{ id: 'boots', quantity: 1 }]
    host.rude.onAddToCart = () => {
      const cart = { ...host.state(), totalItems: 40, total: '$4000.00' }
      return { success: false, error: 'Socks are for members.', cart }
    }
    return host.start({ open: true })
  })
  const { say, confirm, feed, bag } = shopper(page, 'Helper')
  server.answer = () => ({ results: [SOCKS], cartAction: { type: 'ADD_SUGGESTION', productId: 'socks' } })
  await say('socks')
  await confirm('Add 1 to cart')
  await feed.getByText('The shop says: “Socks are for members.”').waitFor()
  await feed.getByText('Nothing was added.').waitFor()
  assert.equal(await bag.getAttribute('aria-label'), 'Cart, $79.95, 1 item')
  assert.equal(await page.evaluate(() => host.count('onAddToCart')), 1)
})

journey('every search carries a snapshot of the cart, also of an empty one', async ({ page, shop }) => {
  const asked = requests(page)
  await page.goto(shop)
  const { open, say, feed, bag } = shopper(page)
  await open()
  const sent = async (words) => {
    const before = asked.count('POST', '/api/widget/search')
    await say(words)
    await eventually(() => assert.equal(asked.count('POST', '/api/widget/search'), before + 1))
    return JSON.parse(asked.find('POST', '/api/widget/search').at(-1).body)
  }
  const began = Date.now()
  const empty = await sent('show me socks')
  const { hash, updatedAt, shipping, ...rest } = empty.cartSnapshot
  assert.equal(shipping.destinationCountry, 'DE')
  assert.equal(empty.query, 'show me socks')
  const zero = {
    currency: 'EUR',
    totalItems: 0,
    subtotal: 0,
    total: 0,
    formattedSubtotal: '0,00\u00a0€',
    formattedTotal: '0,00\u00a0€',
  }
  assert.deepEqual(rest, { ...zero, items: [], truncated: false })
  assert.equal(new Date(updatedAt).toISOString(), updatedAt)
  assert.ok(Math.abs(Date.parse(updatedAt) - began) < 20_000)
  await feed.getByRole('list', { name: /products?$/ }).waitFor()

  await fill(page, ['rucksack-grat-28', 1], ['waldpfad-mid--42', 2])
  await eventually(async () => assert.match(await bag.getAttribute('aria-label'), /3 items/))
  const full = (await sent('show me tents')).cartSnapshot
  const own = await cartOf(page)
  assert.deepEqual(
    [full.totalItems, full.subtotal, full.total, full.formattedSubtotal, full.formattedTotal, full.truncated],
    [3, 298.9, own.total.amount / 100, '298,90\u00a0€', own.total.text, false],
  )
  assert.notEqual(full.hash, hash)
  assert.ok(full.hash.length >= 8)
  assert.deepEqual(
    full.items.map(({ id, quantity, name, variant, formattedPrice }) => [id, quantity, name, variant, formattedPrice]),
    [
      ['rucksack-grat-28', 1, 'Rucksack Grat 28', undefined, '139,00\u00a0€'],
      ['waldpfad-mid--42', 2, 'Waldpfad Mid', 'Size 42', '79,95\u00a0€'],
    ],
  )
  assert.ok(full.items.every(({ key }) => typeof key === 'string' && key.length > 0))
  await page.waitForTimeout(800)
  const again = (await sent('show me bottles')).cartSnapshot
  assert.equal(again.hash, full.hash, 'the same cart has the same hash')
})

/** A shop with boots in its cart, and the agent's one proposal. */
async function proposed({ page, server }, action, results = []) {
  await page.evaluate(() => {
    host.rows = [
      { id: 'boots', quantity: 2 },
      { id: 'tent', quantity: 1 },
    ]
    const countries = [
      ['DE', 'Germany'],
      ['AT', 'Austria'],
      ['CH', 'Switzerland'],
    ]
    host.shipping = {
      destinationCountry: 'DE',
      destinationLabel: 'Germany',
      availableCountries: countries.map(([code, label]) => ({ code, label })),
    }
    return host.start({ open: true })
  })
  const widget = shopper(page, 'Helper')
  await widget.bag.filter({ hasText: '$448.90' }).waitFor()
  server.answer = () => ({ results, aiResponse: 'Well.', cartAction: action })
  await widget.say('do something')
  await widget.feed.getByText('Well.').waitFor()
  return {
    ...widget,
    changes: () => page.evaluate(() => host.calls.filter(([name]) => !/GetCart|canAdd|Changed/.test(name))),
  }
}

hosted('ADD_SUGGESTION is a card with the words of the agent as a quotation and the deed in ours', async (scene) => {
  const words = 'These keep your feet warm, shall I?'
  const action = { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2, confirmationPrompt: words }
  const { cards, confirm, changes, feed, button } = await proposed(scene, action, [SOCKS])
  await cards.getByText('The assistant suggests').waitFor()
  assert.equal(await cards.locator('q').textContent(), words)
  const deed = cards.getByText('Add to your cart')
  await deed.waitFor()
  for (const each of [deed, cards.getByRole('heading'), ...(await cards.getByRole('button').all())])
    assert.ok(!(await each.textContent()).includes('warm'), 'no word of the agent in a title or button')
  assert.equal(await button('Not now').count(), 1)
  assert.deepEqual(await changes(), [])
  await confirm('Add 2 to cart')
  await feed.getByText('Added 2 Socks.').waitFor()
  assert.deepEqual(await changes(), [['onAddToCart', 'socks', 2, '77']])
})

hosted('REMOVE asks inline, and removes by the key that the host gave', async (scene) => {
  const { cards, confirm, changes, feed } = await proposed(scene, {
    type: 'REMOVE',
    itemKey: 'line-boots',
    confirmationPrompt: 'Off they go?',
  })
  await cards.getByText('Remove from your cart').waitFor()
  assert.equal(await scene.page.getByRole('alertdialog').count(), 0)
  await confirm('Remove 2 from cart')
  await feed.getByText('Removed 2 Boots.').waitFor()
  assert.deepEqual(await changes(), [['onRemoveFromCart', 'line-boots']])
})

hosted('UPDATE_QUANTITY asks inline, with the number before and after', async (scene) => {
  const { cards, confirm, changes, feed } = await proposed(scene, {
    type: 'UPDATE_QUANTITY',
    itemKey: 'line-boots',
    quantity: 5,
  })
  await cards.getByText('Change the quantity').waitFor()
  assert.match((await cards.textContent()).replace(/\s/g, ''), /Quantity25/)
  await cards.getByRole('button', { name: 'Keep 2' }).waitFor()
  await confirm('Change to 5')
  await feed.getByText('Changed Boots from 2 to 5.').waitFor()
  assert.deepEqual(await changes(), [['onUpdateQuantity', 'line-boots', 5]])
})

hosted(
  'CLEAR is an alert dialog that lists what goes, with the safe button focused and Escape as the way out',
  async (scene) => {
    const { page } = scene
    const { changes, feed, button, say } = await proposed(scene, { type: 'CLEAR', confirmationPrompt: 'Start over?' })
    const dialog = page.getByRole('alertdialog', { name: 'Empty your cart?' })
    await dialog.waitFor()
    const words = await dialog.textContent()
    for (const each of ['Boots', '× 2', 'Tent', 'Start over?'])
      assert.ok(words.includes(each), `the dialog says ${each}`)
    const keep = dialog.getByRole('button', { name: 'Keep everything' })
    assert.ok(await keep.evaluate((at) => at.matches(':focus')), 'the safe button has the focus')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await feed.getByText('Your cart stayed as it is.').waitFor()
    assert.deepEqual(await changes(), [])
    assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the focus is still in the widget')

    await say('do it')
    await dialog.waitFor()
    await page.waitForTimeout(600)
    await dialog.getByRole('button', { name: 'Remove all 3 items' }).click()
    await feed.getByText('Removed all 3 items. Your cart is empty.').waitFor()
    assert.deepEqual(await changes(), [['onClearCart']])
    await button('Cart, 0 items').waitFor()
  },
)

hosted('SET_DESTINATION_COUNTRY is done at once, told visibly, and can be undone', async (scene) => {
  const { changes, feed, cards, button } = await proposed(scene, { type: 'SET_DESTINATION_COUNTRY', countryCode: 'AT' })
  await feed.getByText('Delivery country is now Austria.').waitFor()
  assert.equal(await cards.count(), 0)
  assert.deepEqual(await changes(), [['onSetDestinationCountry', 'AT']])
  await button(/^Undo: Delivery country/)
    .first()
    .click()
  await eventually(async () => assert.deepEqual((await changes()).at(-1), ['onSetDestinationCountry', 'DE']))
  await feed.getByText(/Undone\.|Delivery country is now Germany/).waitFor()
})

hosted('a product that canAddToCart refuses has no Add, and cannot be proposed', async ({ page, server, allow }) => {
  allow('Handcart: a proposal of the agent was refused')
  await page.evaluate(() => {
    host.rude.canAddToCart = (good, product) =>
      product.id !== 'tent' || { allowed: false, reason: 'Tents only in our workshop.' }
    return host.start({ open: true })
  })
  const { say, feed, button, cards } = shopper(page, 'Helper')
  server.answer = () => ({ results: [SOCKS, TENT], cartAction: { type: 'ADD_SUGGESTION', productId: 'tent' } })
  await say('what is there')
  await button('Add Socks').waitFor()
  assert.equal(await button('Add Tent').count(), 0)
  assert.equal(await cards.count(), 0)
  await feed.getByText('Nothing was offered and nothing was changed.').waitFor()
  assert.equal(await page.evaluate(() => host.count('canAddToCart')), 2, 'asked once for each product')
})

for (const [where, url] of [
  ['without a page of its own', undefined],
  ['with a page of its own', '/tent'],
])
  hosted(`the reason why a product ${where} may not be added is shown`, async ({ page, server }) => {
    await page.evaluate(() => {
      host.rude.canAddToCart = () => ({ allowed: false, reason: 'Tents only in our workshop.' })
      return host.start({ open: true })
    })
    const { say, feed } = shopper(page, 'Helper')
    server.answer = () => ({ results: [{ ...TENT, url }] })
    await say('what is there')
    await feed.getByRole('heading', { name: 'Tent' }).waitFor()
    await feed.getByText('Tents only in our workshop.').waitFor({ timeout: 3_000 })
  })

hosted('the badge shows initialCount until the first read', async ({ page }) => {
  await page.evaluate(() => {
    host.rows = [{ id: 'boots', quantity: 3 }]
    host.rude.onGetCart = (good) => new Promise((done) => (host.later = () => done(good())))
    return host.start({ cart: { initialCount: 7 } })
  })
  await page.getByRole('button', { name: 'Open the assistant, 7 items in cart' }).waitFor()
  await page.evaluate(() => host.later())
  await page.getByRole('button', { name: 'Open the assistant, 3 items in cart' }).waitFor()
})

for (const names of ['neuroon:cart-update', ['neuroon:cart-update', 'wc_fragments_refreshed']])
  hosted(
    `externalUpdateEvent as ${typeof names === 'string' ? 'a string' : 'a list'} takes the place of our own`,
    async ({ page }) => {
      await page.evaluate((externalUpdateEvent) => host.start({ cart: { externalUpdateEvent } }), names)
      const reads = () => page.evaluate(() => host.count('onGetCart'))
      await eventually(async () => assert.equal(await reads(), 1))
      for (const [at, name] of [names].flat().entries()) {
        await page.evaluate((type) => window.dispatchEvent(new Event(type)), name)
        await eventually(async () => assert.equal(await reads(), at + 2))
      }
      await page.evaluate(() => host.update())
      await page.waitForTimeout(800)
      assert.equal(await reads(), [names].flat().length + 1, 'the default name is not heard any more')
    },
  )

journey('what is missing for free delivery is shown, and the country can be chosen', async ({ page, shop }) => {
  await page.goto(shop)
  const { open, toCart, contents, button, panel } = shopper(page)
  await fill(page, ['rucksack-grat-28', 1])
  await open()
  await toCart()
  await contents.getByText(/161,00.€ more for free delivery/).waitFor()
  const bar = contents.getByRole('progressbar', { name: 'Progress towards free delivery' })
  const value = await bar.evaluate(
    (at) =>
      Number(at.value ?? at.getAttribute('aria-valuenow')) / Number(at.max ?? at.getAttribute('aria-valuemax') ?? 100),
  )
  assert.ok(Math.abs(value - 139 / 300) < 0.02, `the bar shows ${value}`)
  const before = await panel.textContent()
  await contents.getByRole('combobox', { name: 'Deliver to' }).press('S')
  await eventually(async () => assert.notEqual(await panel.textContent(), before))
  await button(/^Undo: Delivery country is now Switzerland/)
    .first()
    .waitFor()
  assert.equal(await page.evaluate(async () => (await (await fetch('/api/shop/cart')).json()).country), 'CH')
  await fill(page, ['zelt-kar-2', 2])
  await contents.getByText('Delivery is free').waitFor()
})
