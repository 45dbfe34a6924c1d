// Headless mode: a page that draws its own prompt, and what it is told and may answer.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { ARMED } from './support/shopper.mjs'

const TENT = { id: 'tent', name: 'Tent', price: 289, currency: 'USD', inStock: true }
const SOCKS = {
  id: 'socks',
  name: 'Socks',
  price: 12.5,
  currency: 'USD',
  inStock: true,
  variants: ['S', 'M'].map((size) => ({ id: `socks-${size}`, options: [['Size', size]], inStock: true })),
}
const changes = (page) =>
  page.evaluate(() => host.calls.filter(([name]) => /^on(Add|Remove|Update|Clear|Set)/.test(name)))
/** A headless widget that notes every view. */
const start = (page, options = {}) =>
  page.evaluate(async (more) => {
    host.rows = [
      { id: 'boots', quantity: 2 },
      { id: 'mug', quantity: 1 },
    ]
    host.problems = []
    await host.start({ headless: true, ...more, onError: ({ code, message }) => host.problems.push([code, message]) })
    host.views = []
    host.stop = host.handle.subscribe((view) => host.views.push(view))
    await host.handle.refresh()
  }, options)
const view = (page) => page.evaluate(() => host.views.at(-1))
const problems = (page) => page.evaluate(() => host.problems.splice(0))
const answer = (page, ...args) => page.evaluate((all) => host.handle.answer(...all), args)
const propose = (page, action) =>
  page.evaluate((proposal) => {
    host.ended = host.handle.propose(proposal)
  }, action)
/** The only open proposal, once it can be answered. */
const ready = (page, stage = 'ready') =>
  eventually(async () => {
    const { proposals } = await view(page)
    assert.deepEqual(
      proposals.map((each) => each.stage),
      [stage],
    )
    return proposals[0]
  })

hosted(
  'the example: its own prompt, talk and cart, with a plan of which one row is left out',
  { path: 'example/index.html' },
  async ({ page, server }) => {
    server.answer = () => ({
      aiResponse: 'A tent, and mats for both.',
      results: [TENT],
      cartAction: [
        { type: 'ADD_SUGGESTION', productId: 'tent', confirmationPrompt: 'So you sleep <b>dry</b>.' },
        { type: 'UPDATE_QUANTITY', itemKey: 'line-mat', quantity: 2 },
      ],
    })
    await page.getByLabel('Message').fill('two of us, two nights')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Assistant: A tent, and mats for both.').waitFor()
    assert.equal(await page.locator('hand-cart').count(), 0)
    const card = page.getByRole('article')
    await card.getByText('So you sleep <b>dry</b>.').waitFor()
    await card.getByLabel(/Change the quantity/).uncheck()
    const yes = card.getByRole('button', { name: 'Yes, do it' })
    await eventually(async () => assert.equal(await yes.isEnabled(), true))
    // A script's click is none, says the page.
    await yes.evaluate((at) => at.click())
    assert.equal(await card.count(), 1)
    await yes.click()
    await page.getByText('The plan: applied').waitFor()
    const cart = page.getByRole('region', { name: 'Cart' }).getByRole('listitem')
    assert.deepEqual(await cart.allTextContents(), ['1 Mat, $49.00', '1 Tent, $289.00'])
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the journal' }).click()
    assert.equal((await saved).suggestedFilename(), 'journal.jsonl')
  },
)

hosted('nothing stands on the page, and the view says it all', async ({ page, server }) => {
  const before = await page.evaluate(() => document.documentElement.outerHTML)
  await start(page)
  const { version, online, busy, ended, cart, entries, proposals, outcomes } = await view(page)
  assert.deepEqual(
    { version, online, busy, ended, entries, proposals, outcomes },
    { version: 1, online: true, busy: false, ended: false, entries: [], proposals: [], outcomes: [] },
  )
  assert.deepEqual([cart.freshness, cart.state.totalItems, cart.pending, cart.checkout], ['current', 3, [], 'ready'])

  server.answer = () => ({ aiResponse: 'Here.', results: [SOCKS], quickReplies: ['Thanks'] })
  await page.evaluate(() => host.handle.ask('socks'))
  await eventually(async () => assert.equal((await view(page)).busy, false))
  const said = await eventually(async () => {
    const now = (await view(page)).entries
    assert.equal(now.length, 4)
    return now
  })
  assert.deepEqual(
    said.map(({ kind, text }) => [kind, text]),
    [
      ['shopper', 'socks'],
      ['agent', 'Here.'],
      ['products', undefined],
      ['replies', undefined],
    ],
  )
  assert.deepEqual(said[2].products[0].variants[1], { id: 'socks-M', options: { Size: 'M' } })
  assert.ok(await page.evaluate(() => host.views.some(({ busy: asked }) => asked)))
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before)

  // What did not change is the very same object; the end is told, and then nothing.
  const shared = await page.evaluate(async () => {
    const one = host.views.at(-1)
    host.rows[0].quantity = 3
    await host.handle.refresh()
    await new Promise((done) => setTimeout(done))
    const two = host.views.at(-1)
    const items = (each) => each.cart.state.items
    return [one !== two, one.entries === two.entries, items(one)[0] === items(two)[0], items(one)[1] === items(two)[1]]
  })
  assert.deepEqual(shared, [true, true, false, true])
  const end = await page.evaluate(async () => {
    host.handle.destroy()
    const count = host.views.length
    host.update()
    host.handle.answer('1', 'confirm')
    await new Promise((done) => setTimeout(done, 500))
    return [host.views.at(-1).ended, host.views.length === count]
  })
  assert.deepEqual(end, [true, true])
})

hosted('an answer counts only for what was given, once, and not at once', async ({ page }) => {
  await start(page)
  await propose(page, {
    type: 'UPDATE_QUANTITY',
    itemKey: 'line-boots',
    quantity: 3,
    confirmationPrompt: 'For a friend',
  })
  const fresh = await ready(page, 'arming')
  const { facts } = fresh
  assert.deepEqual(
    [facts.action, facts.name, facts.price, facts.before, facts.after, facts.cart.total, fresh.words, fresh.revision],
    [
      { type: 'UPDATE_QUANTITY', itemKey: 'line-boots', quantity: 3 },
      'Boots',
      '$79.95',
      2,
      3,
      '$160.90',
      'For a friend',
      1,
    ],
  )
  await answer(page, fresh.id, 'confirm')
  assert.deepEqual(await problems(page), [
    ['policy', `answer('${fresh.id}'): it appeared or changed less than 500 ms ago`],
  ])
  await ready(page)

  // The shop changes the facts: what was shown before is not what would run.
  await page.evaluate(async () => {
    host.rows[1].quantity = 4
    await host.handle.refresh()
  })
  await page.waitForTimeout(ARMED)
  const again = await ready(page)
  assert.equal(again.revision, 2)
  assert.equal(again.changed.total, '$160.90')
  await answer(page, fresh.id, 'confirm', fresh.revision)
  assert.deepEqual(await problems(page), [['conflict', `answer('${fresh.id}'): it is at revision 2, and 1 was shown`]])
  assert.deepEqual(await changes(page), [])

  await answer(page, again.id, 'confirm', again.revision)
  await answer(page, again.id, 'confirm', again.revision)
  const outcome = await page.evaluate(() => host.ended)
  assert.equal(outcome.result, 'applied')
  assert.deepEqual(await changes(page), [['onUpdateQuantity', 'line-boots', 3]])
  assert.equal((await problems(page)).length, 1)
  const { entries, outcomes } = await eventually(async () => {
    const now = await view(page)
    assert.equal(now.proposals.length, 0)
    return now
  })
  assert.deepEqual(
    [entries.at(-1).kind, entries.at(-1).outcome, entries.at(-1).undoable, outcomes.at(-1).id],
    ['outcome', outcome.id, true, outcome.id],
  )
})

hosted('an answer between a change and its telling is for what was told', async ({ page }) => {
  await start(page)
  await propose(page, { type: 'REMOVE', itemKey: 'line-mug' })
  await ready(page)
  // The card changes within this very turn; the listeners have not heard of it yet.
  await page.evaluate(() => {
    const { id } = host.views.at(-1).proposals[0]
    host.rude.onGetCart = (good) => {
      host.rude.onGetCart = undefined
      return good()
    }
    host.rows[0].quantity = 9
    return host.handle.refresh().then(() => host.handle.answer(id, 'confirm', 1))
  })
  assert.deepEqual(
    (await problems(page)).map(([code]) => code),
    ['conflict'],
  )
  assert.deepEqual(await changes(page), [])
})

hosted('a plan as the shopper edited it, and what was not proposed is refused', async ({ page }) => {
  await start(page)
  const plan = [
    { type: 'ADD_SUGGESTION', productId: 'tent', product: TENT },
    { type: 'ADD_SUGGESTION', productId: 'socks', product: SOCKS, quantity: 2 },
    { type: 'REMOVE', itemKey: 'line-mug' },
  ]
  await propose(page, plan)
  const { id, facts } = await ready(page, 'missing')
  assert.deepEqual(
    facts.rows.map(({ action, tick }) => [action.type, tick]),
    [
      ['ADD_SUGGESTION', 'on'],
      ['ADD_SUGGESTION', 'on'],
      ['REMOVE', 'on'],
    ],
  )
  await page.waitForTimeout(ARMED)
  const [tent, socks, remove] = facts.rows.map(({ action }) => action)
  const refused = [
    [[{ type: 'CLEAR' }], /CLEAR was not proposed so/],
    [[tent, { ...tent, productId: 'boots' }], /ADD_SUGGESTION was not proposed so/],
    [[{ ...tent, quantity: 1000 }], /Tent: quantity: expected an integer from 1 to 99, got 1000/],
    [[{ ...socks, variantId: 'socks-XL' }], /Socks: variantId: expected one of the variants/],
    [[tent, tent], /was not proposed so/],
  ]
  for (const [edited, message] of refused) {
    await answer(page, id, { edited })
    const [[code, words]] = await problems(page)
    assert.equal(code, 'not-supported')
    assert.match(words, message)
  }
  await answer(page, id, { edited: [tent, socks, remove] })
  assert.deepEqual(
    (await problems(page)).map(([code]) => code),
    ['variant-required'],
  )
  assert.deepEqual(await changes(page), [])
  await answer(page, id, { edited: [{ ...socks, variantId: 'socks-M', quantity: 3 }, tent] })
  const ended = await page.evaluate(() => host.ended)
  assert.deepEqual(
    ended.lines.map(({ result }) => result),
    ['applied', 'applied', 'declined'],
  )
  assert.deepEqual(await changes(page), [
    ['onAddToCart', 'tent', 1],
    ['onAddToCart', 'socks-M', 3],
  ])
  assert.deepEqual(await problems(page), [])
})

hosted(
  'a clear is a proposal like the others, a refusal ends it, and a listener that throws stops nobody',
  async (given) => {
    const { page, allow } = given
    allow('a listener of subscribe() threw')
    await start(page)
    await page.evaluate(() =>
      host.handle.subscribe(() => {
        throw new Error('mine')
      }),
    )
    await propose(page, { type: 'CLEAR' })
    const { id, facts } = await ready(page)
    assert.deepEqual(
      facts.goes.map(({ name, quantity }) => [name, quantity]),
      [
        ['Boots', 2],
        ['mug', 1],
      ],
    )
    await answer(page, id, 'decline')
    assert.equal((await page.evaluate(() => host.ended)).result, 'declined')
    await page.evaluate(() => host.handle.close())
    await propose(page, { type: 'CLEAR' })
    const again = await ready(page)
    await answer(page, again.id, 'confirm')
    assert.equal((await page.evaluate(() => host.ended)).result, 'applied')
    assert.deepEqual(await changes(page), [['onClearCart']])
    for (const wrong of ['yes', null, {}, { edited: 3 }]) await answer(page, again.id, wrong)
    assert.equal((await problems(page)).length, 4)
  },
)
