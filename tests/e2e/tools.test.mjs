// The cart as tools: their list, what they answer, and the browser's own way to call them.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const TENT = { id: 'tent', name: 'Tent', price: 289, currency: 'USD', inStock: true }
const SOCKS = {
  id: 'socks-any',
  name: 'Socks',
  price: 12.5,
  currency: 'USD',
  inStock: true,
  variants: ['S', 'M'].map((size) => ({ id: `socks-${size}`, options: [['Size', size]], inStock: true })),
}
const names = (page) => page.evaluate(async () => (await host.handle.tools()).map(({ name }) => name))
const changes = (page) =>
  page.evaluate(() => host.calls.filter(([name]) => /^on(Add|Remove|Update|Clear|Set)/.test(name)))
/** Begins a call; `ended()` gives its result. */
async function call(page, name, input) {
  const key = `called${Math.random()}`
  await page.evaluate(
    ([where, tool, given]) => {
      host[where] = host.handle.callTool(tool, given)
    },
    [key, name, input],
  )
  return () => page.evaluate((where) => host[where], key)
}
const start = (page, options = {}) =>
  page.evaluate(async (more) => {
    host.rows = [{ id: 'boots', quantity: 2 }]
    host.problems = []
    await host.start({ ...more, onError: ({ code, message }) => host.problems.push([code, message]) })
    await host.handle.refresh()
  }, options)

hosted('a model reads the cart, searches, adds, and is told what the shopper decided', async ({ page, server }) => {
  await start(page)
  const { confirm, button, cards } = shopper(page, 'Helper')
  assert.deepEqual(await names(page), [
    'get_cart',
    'search_products',
    'add_to_cart',
    'remove_from_cart',
    'update_cart_quantity',
    'clear_cart',
    'go_to_checkout',
    'propose_plan',
  ])
  const cart = await (await call(page, 'get_cart'))()
  assert.deepEqual([cart.ok, cart.cart.items[0].key, cart.cart.totalItems], [true, 'line-boots', 2])

  server.answer = () => ({ aiResponse: 'Two things.', results: [TENT, SOCKS] })
  const found = await (await call(page, 'search_products', { query: 'for two nights' }))()
  assert.deepEqual(
    found.products.map(({ id, variants }) => [id, variants.length]),
    [
      ['tent', 0],
      ['socks-any', 2],
    ],
  )
  assert.deepEqual(found.products[1].variants[1], { id: 'socks-M', options: { Size: 'M' } })
  assert.equal(found.text, 'Two things.')

  const added = await call(page, 'add_to_cart', { productId: 'tent', quantity: 2, words: 'It is dry.' })
  await cards.getByText('It is dry.').waitFor()
  assert.deepEqual(await changes(page), [], 'nothing happens before the click')
  await confirm('Add 2 to cart')
  const { ok, outcome, message } = await added()
  assert.deepEqual([ok, outcome.result, outcome.change], [true, 'applied', { before: 0, after: 2 }])
  assert.match(message, /^Done: Tent/)
  assert.deepEqual(await changes(page), [['onAddToCart', 'tent', 2]])

  const declined = await call(page, 'remove_from_cart', { itemKey: 'line-boots' })
  await button('Keep it').click()
  const no = await declined()
  assert.deepEqual([no.ok, no.outcome.result], [true, 'declined'])
  assert.match(no.message, /^Not done: the shopper said no/)

  const plan = await call(page, 'propose_plan', {
    words: 'Both at once.',
    changes: [
      { type: 'ADD_SUGGESTION', productId: 'socks-any', variantId: 'socks-M' },
      { type: 'UPDATE_QUANTITY', itemKey: 'line-boots', quantity: 1 },
    ],
  })
  await cards.getByText('Both at once.').waitFor()
  await confirm('Make 2 changes')
  const { outcome: both } = await plan()
  assert.deepEqual([both.result, both.lines.map(({ result }) => result)], ['applied', ['applied', 'applied']])
})

hosted('what a tool is given wrong is told with its place, and nothing is thrown', async ({ page }) => {
  await start(page, { agent: undefined, without: ['onCheckout'] })
  assert.ok(!(await names(page)).some((name) => ['search_products', 'go_to_checkout'].includes(name)))
  const wrong = [
    ['add_to_cart', {}, 'invalid-input', 'input.productId: expected a text of 1 to 512 characters, got nothing'],
    [
      'add_to_cart',
      { productId: 'tent', quantity: 'many' },
      'invalid-input',
      'input.quantity: expected an integer from 1 to 99, got "many"',
    ],
    ['add_to_cart', { productId: 'tent', price: 1 }, 'invalid-input', /^input\.price: expected productId, .* only$/],
    ['get_cart', 'cart', 'invalid-input', 'input: expected an object, got "cart"'],
    ['update_cart_quantity', { itemKey: 'line-boots', quantity: 0 }, 'invalid-input', /from 1 to 99, got 0$/],
    [
      'propose_plan',
      { changes: [] },
      'invalid-input',
      'input.changes: expected an array of 2 to 12 items, got an array',
    ],
    [
      'propose_plan',
      { changes: [{ type: 'CLEAR' }, { type: 'CLEAR' }] },
      'invalid-input',
      'input.changes[0].type: expected "ADD_SUGGESTION" or "REMOVE" or "UPDATE_QUANTITY", got "CLEAR"',
    ],
    ['remove_from_cart', { itemKey: 'line-none' }, 'line-not-found', /itemKey/],
    ['add_to_cart', { productId: 'tent' }, 'product-not-found', /productId/],
    ['go_to_checkout', {}, 'unknown-tool', /go_to_checkout is none of/],
    ['pay', {}, 'unknown-tool', /pay is none of/],
  ]
  for (const [name, input, code, message] of wrong) {
    const told = await (await call(page, name, input))()
    assert.deepEqual([told.ok, told.code], [false, code], `${name}: ${told.message}`)
    if (message instanceof RegExp) assert.match(told.message, message)
    else assert.equal(told.message, message)
  }
  const odd = await page.evaluate(() => host.handle.callTool('get_cart', { f() {} }))
  assert.deepEqual([odd.ok, odd.code], [false, 'invalid-input'])
  assert.deepEqual(await changes(page), [])
  assert.deepEqual(await page.evaluate(() => host.errors), [])
})

hosted('a caller that gives up takes its card along, unless the shopper agreed to it', async ({ page }) => {
  await start(page)
  const { cards, confirm } = shopper(page, 'Helper')
  const begin = (way, ...given) =>
    page.evaluate(
      ([name, args]) => {
        host.patience = new AbortController()
        host.ended = host.handle[name](...args, { signal: host.patience.signal })
      },
      [way, given],
    )
  const giveUp = () => page.evaluate(() => (host.patience.abort(), host.ended))
  const set = (quantity) => ({ type: 'UPDATE_QUANTITY', itemKey: 'line-boots', quantity })

  await begin('propose', set(1))
  await cards.waitFor()
  assert.equal((await giveUp()).result, 'withdrawn')
  await eventually(async () => assert.equal(await cards.count(), 0))

  await begin('callTool', 'update_cart_quantity', { itemKey: 'line-boots', quantity: 1 })
  await cards.waitFor()
  const aborted = await giveUp()
  assert.deepEqual([aborted.ok, aborted.code], [false, 'aborted'])
  assert.match(aborted.message, /was withdrawn, and nothing was changed$/)
  await eventually(async () => assert.equal(await cards.count(), 0))
  assert.deepEqual(await changes(page), [])

  // The shop takes its time; the shopper has agreed.
  await page.evaluate(() => {
    host.rude.onUpdateQuantity = (good) => new Promise((done) => setTimeout(() => done(good()), 700))
  })
  await begin('callTool', 'update_cart_quantity', { itemKey: 'line-boots', quantity: 3 })
  await confirm('Change to 3')
  const late = await giveUp()
  assert.deepEqual([late.ok, late.code], [false, 'aborted'])
  assert.match(late.message, /agreed to before goes on$/)
  await eventually(async () => assert.deepEqual(await changes(page), [['onUpdateQuantity', 'line-boots', 3]]))
  await page.getByText('from 2 to 3').first().waitFor()

  const already = await page.evaluate((action) => host.handle.propose(action, { signal: AbortSignal.abort() }), set(1))
  assert.equal(already.result, 'rejected')
  const odd = await page.evaluate(() => host.handle.callTool('get_cart', {}, { signal: 'soon' }))
  assert.deepEqual([odd.code, odd.message], ['invalid-input', 'signal: expected an AbortSignal, got "soon"'])
  assert.equal(await cards.count(), 0)
  // What is no signal aborts nothing: the card stands there all the same.
  await page.evaluate((action) => void host.handle.propose(action, { signal: 'soon' }), set(1))
  await eventually(async () => assert.equal(await cards.count(), 1))
})

hosted('a search ends with its answer, and with the widget', async ({ page, server }) => {
  await start(page)
  server.answer = () => new Promise((resolve) => setTimeout(() => resolve({ aiResponse: 'Later.' }), 400))
  const found = await (await call(page, 'search_products', { query: 'a' }))()
  assert.deepEqual([found.ok, found.text], [true, 'Later.'])
  server.answer = () => new Promise(() => {})
  const never = await call(page, 'search_products', { query: 'b' })
  const second = await (await call(page, 'search_products', { query: 'c' }))()
  assert.deepEqual([second.ok, second.code], [false, 'conflict'])
  await page.evaluate(() => host.handle.destroy())
  assert.equal((await never()).ok, false)
})

hosted('the files beside the widget are fetched only when they are asked for', async ({ page, server }) => {
  await start(page)
  const asked = () => server.asked.filter((path) => /(tools|headless)\.js$/.test(path))
  assert.deepEqual(asked(), [])
  await names(page)
  await page.evaluate(() => host.handle.journal())
  assert.deepEqual(asked(), ['GET /sdk/tools.js'])
})

hosted('subscribe and answer belong to headless mode, and say so', async ({ page }) => {
  await start(page)
  await page.evaluate(() => {
    host.seen = 0
    host.handle.subscribe(() => (host.seen += 1))()
    host.handle.answer('1', 'confirm')
  })
  await eventually(async () =>
    assert.deepEqual(await page.evaluate(() => [host.seen, host.problems.map(([, message]) => message)]), [
      0,
      Array(2).fill('headless is not true'),
    ]),
  )
})
