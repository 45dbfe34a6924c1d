// What the agent is told with each message of what was shown and what happened, and the journal that the host can have.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { ARMED, shopper } from './support/shopper.mjs'

const TENT = { id: 'tent', externalId: 'x-tent', name: 'Tent', price: 289, currency: 'USD', inStock: true }
const LAMP = { id: 'lamp', name: 'Lamp', price: 40, currency: 'USD', inStock: true }
const add = (id, more = {}) => ({ type: 'ADD_SUGGESTION', productId: id, ...more })
const start = (page, rows) =>
  page.evaluate(async (lines) => {
    host.rows = lines
    await host.start({ open: true })
    await host.handle.refresh()
  }, rows)

hosted(
  'with every message goes what was shown last and what ended since, and nothing else',
  async ({ page, server, allow }) => {
    allow(/Failed to load resource.* 500/)
    await start(page, [])
    const { say, feed, confirm, button, cards } = shopper(page, 'Helper')
    const answers = {
      one: { aiResponse: 'First.', results: [LAMP, TENT], cartAction: add('tent', { id: 'p-1', quantity: 2 }) },
      two: { aiResponse: 'Second.', cartAction: { type: 'REMOVE', itemKey: 'line-tent' } },
      three: { aiResponse: 'Third.' },
      four: { status: 500, text: '{}' },
      five: { aiResponse: 'Fifth.' },
    }
    server.answer = ({ query }) => answers[query]
    const ask = async (words, text) => {
      await say(words)
      await feed.getByText(text).waitFor()
      return server.searches.at(-1)
    }
    const first = await ask('one', 'First.')
    assert.deepEqual(Object.keys(first).sort(), ['cartSnapshot', 'language', 'outcomes', 'query', 'shown'])
    assert.deepEqual(
      [first.shown, first.outcomes, first.cartSnapshot.items],
      [[], [], []],
      'an empty cart is told, too',
    )
    assert.equal(first.cartSnapshot.formattedTotal, '$0.00')

    await confirm('Add 2 to cart')
    await feed.getByText('Added 2 Tent.').waitFor()
    const second = await ask('two', 'Second.')
    assert.deepEqual(second.shown, [
      { id: 'lamp', name: 'Lamp' },
      { id: 'tent', externalId: 'x-tent', name: 'Tent' },
    ])
    const { id, ...told } = second.outcomes[0]
    assert.match(id, /-\d+$/)
    delete told.proposal
    assert.deepEqual(told, {
      action: { type: 'ADD_SUGGESTION', productId: 'tent', quantity: 2 },
      name: 'Tent',
      result: 'applied',
      change: { before: 0, after: 2 },
      undoable: true,
    })
    assert.equal(second.outcomes.length, 1)

    await button('Keep it').click()
    await cards.waitFor({ state: 'detached' })
    const third = await ask('three', 'Third.')
    assert.deepEqual(
      third.outcomes.map(({ action, result }) => [action, result]),
      [[{ type: 'REMOVE', itemKey: 'line-tent' }, 'declined']],
    )
    assert.deepEqual(third.shown, second.shown, 'the newest answer that had any')

    // What could not be told is told with the next message.
    await page.evaluate(() => {
      host.rude.onAddToCart = () => ({ success: false, code: 'out_of_stock', error: 'A secret of the shop' })
      host.ended = host.handle.propose({ type: 'ADD_SUGGESTION', productId: 'lamp' })
    })
    await confirm('Add 1 to cart')
    await page.evaluate(() => host.ended)
    await say('four')
    await feed
      .getByText(/did not answer|no answer|try again/i)
      .first()
      .waitFor()
    const fifth = await ask('five', 'Fifth.')
    assert.deepEqual(
      fifth.outcomes.map(({ result, code }) => [result, code]),
      [['rejected', 'out-of-stock']],
    )
    assert.ok(!JSON.stringify(server.searches).includes('secret'), 'the words of the host stay on the page')
  },
)

hosted('what went out with a failed message goes out again', async ({ page, server, allow }) => {
  allow(/Failed to load resource.* 503/)
  await start(page, [{ id: 'boots', quantity: 1 }])
  const { say, feed, confirm } = shopper(page, 'Helper')
  await page.evaluate(() => {
    host.ended = host.handle.propose({ type: 'UPDATE_QUANTITY', itemKey: 'line-boots', quantity: 2 })
  })
  await confirm('Change to 2')
  await page.evaluate(() => host.ended)
  server.answer = () => ({ status: 503, text: '{}' })
  await say('hello')
  await eventually(() => assert.equal(server.searches.length, 1))
  await eventually(async () => assert.equal(await page.getByRole('textbox').isEnabled(), true))
  server.answer = () => ({ aiResponse: 'Good day.' })
  await eventually(async () => {
    await say('hello again')
    await feed.getByText('Good day.').waitFor({ timeout: 1000 })
  })
  const results = server.searches.map(({ outcomes }) => outcomes.map(({ result }) => result))
  assert.deepEqual(results.slice(0, 2), [['applied'], ['applied']])
})

hosted(
  'the journal says who proposed, what stood on the card, who decided and what came of it',
  async ({ page, server }) => {
    await start(page, [{ id: 'boots', quantity: 2 }])
    const { say, cards, confirm, feed, toCart, contents } = shopper(page, 'Helper')
    const journal = () => page.evaluate(() => host.handle.journal())
    assert.deepEqual(await journal(), [])
    server.answer = () => ({
      aiResponse: 'Well.',
      results: [TENT],
      cartAction: add('tent', { quantity: 2, confirmationPrompt: 'It rains.' }),
    })
    await say('a tent')
    await cards.waitFor()
    // What stands on the card changes before the press: the journal has what was pressed.
    await page.evaluate(async () => {
      host.rows[0].quantity = 3
      await host.handle.refresh()
    })
    await cards.getByText('$239.85').first().waitFor()
    await confirm('Add 2 to cart')
    await feed.getByText('Added 2 Tent.').waitFor()
    const [first, ...none] = await journal()
    assert.deepEqual(none, [])
    assert.deepEqual(
      [first.who, first.decided, first.proposal.words, first.proposal.action.productId, first.outcome.result],
      ['agent', 'confirmed', 'It rains.', 'tent', 'applied'],
    )
    assert.ok(Math.abs(first.at - Date.now()) < 60_000)
    assert.equal(first.id, first.outcome.id)
    const { name, quantity, price, before, after, cart, revision } = first.shown
    assert.deepEqual(
      { name, quantity, price, before, after, cart, revision },
      {
        name: 'Tent',
        quantity: 2,
        price: '$289.00',
        before: 0,
        after: 2,
        cart: { totalItems: 3, total: '$239.85' },
        revision: 2,
      },
    )

    await page.evaluate(() => {
      host.ended = host.handle.propose({ type: 'CLEAR' })
    })
    await page.getByRole('button', { name: 'Keep everything' }).click()
    await page.evaluate(() => host.ended)
    await page.evaluate(() => {
      host.ended = host.handle.propose({ type: 'CHECKOUT', confirmationPrompt: 'Shall we?' })
    })
    await cards.waitFor()
    await page.waitForTimeout(ARMED)
    await cards.getByRole('button', { name: 'Check out' }).click()
    await page.evaluate(() => host.ended)
    await toCart()
    await contents.getByRole('button', { name: 'Increase quantity of Boots' }).click()
    const all = await eventually(async () => {
      const now = await journal()
      assert.equal(now.length, 4)
      return now
    })
    assert.deepEqual(
      all.map(({ decided, shown, proposal, outcome }) => [
        decided,
        shown?.action.type,
        proposal?.words,
        outcome.action.type,
        outcome.result,
      ]),
      [
        ['confirmed', 'ADD_SUGGESTION', 'It rains.', 'ADD_SUGGESTION', 'applied'],
        ['declined', 'CLEAR', undefined, 'CLEAR', 'declined'],
        ['confirmed', 'CHECKOUT', 'Shall we?', 'CHECKOUT', 'applied'],
        ['own', undefined, undefined, 'UPDATE_QUANTITY', 'applied'],
      ],
    )
    assert.deepEqual(
      all[1].shown.goes.map((each) => each.quantity),
      [3, 2],
    )

    // A copy each time, and a file of the same under the strict policy.
    const copies = await page.evaluate(async () => {
      const [one] = await host.handle.journal()
      one.shown.name = one.outcome.name = 'Other'
      const [two] = await host.handle.journal()
      return [two.shown.name, two.outcome.name]
    })
    assert.deepEqual(copies, ['Tent', 'Tent'])
    const saved = page.waitForEvent('download')
    await page.evaluate(() => host.handle.journal('handcart.jsonl').then(() => null))
    const file = await saved
    assert.equal(file.suggestedFilename(), 'handcart.jsonl')
    const lines = readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\n')
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      all,
    )
  },
)
