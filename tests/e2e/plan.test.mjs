// A plan: a list of the agent is one card; what a person ticks, types and chooses on it is what the shop is asked for.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { ARMED, shopper } from './support/shopper.mjs'

const SOCKS = {
  id: 'socks-any',
  name: 'Socks',
  price: 12.5,
  currency: 'USD',
  inStock: true,
  variants: ['S', 'M'].map((size) => ({ id: `socks-${size}`, options: [['Size', size]], inStock: true })),
}
const TENT = { id: 'tent', name: 'Tent', price: 289, currency: 'USD', inStock: true }
const ACTIONS = [
  { type: 'ADD_SUGGESTION', productId: 'tent', quantity: 1, confirmationPrompt: 'All for the two nights.' },
  { type: 'ADD_SUGGESTION', productId: 'socks-any', quantity: 2 },
  { type: 'UPDATE_QUANTITY', itemKey: 'line-boots', quantity: 3 },
  { type: 'REMOVE', itemKey: 'line-mug' },
]

/** The calls that changed the cart. */
const changes = (page) =>
  page.evaluate(() => host.calls.filter(([name]) => /^on(Add|Remove|Update|Clear|Set)/.test(name)))
const lines = (page) => page.evaluate(() => host.rows.map(({ id, quantity }) => `${quantity} ${id}`))

hosted('a list is ticked, changed, confirmed with one press, told row by row, and taken back', async (given) => {
  const { page, server } = given
  await page.evaluate(() => {
    host.rows = [
      { id: 'boots', quantity: 2 },
      { id: 'mug', quantity: 1 },
    ]
    // The shop has only one tent.
    host.rude.onAddToCart = (good, id) =>
      id === 'tent' && host.sold ? { success: false, error: 'Sold out', code: 'out-of-stock' } : good()
    host.outcomes = []
    return host.start({ open: true }).then(() => host.handle.on('outcome', (each) => host.outcomes.push(each)))
  })
  const { bag, say, cards, feed, button } = shopper(page, 'Helper')
  await bag.filter({ hasText: '$' }).waitFor()
  server.answer = () => ({ aiResponse: 'Well.', results: [SOCKS, TENT], cartAction: ACTIONS })
  await say('two nights out')
  await cards.waitFor()
  assert.equal(await cards.count(), 1)
  await cards.getByText('All for the two nights.').waitFor()
  const tick = (name) => cards.getByRole('checkbox', { name, exact: true })
  for (const name of ['Add Tent', 'Add Socks', 'Change Boots to 3', 'Remove 1 mug'])
    assert.equal(await tick(name).isChecked(), true, name)

  // Without the size nothing can be pressed; a row without its tick needs none.
  await button('Choose the size').waitFor()
  await tick('Add Socks').uncheck()
  await button('Make 3 changes').waitFor()
  await tick('Add Socks').focus()
  await page.keyboard.press('Space')
  await cards.getByRole('group', { name: 'Size of Socks' }).getByText('M', { exact: true }).click()
  await tick('Remove 1 mug').uncheck()
  await cards.getByRole('button', { name: 'Increase quantity of Tent' }).click()
  const typed = cards.getByRole('spinbutton', { name: 'Quantity of Boots' })
  await typed.fill('500')
  await typed.press('Enter')
  await eventually(async () => assert.equal(await typed.inputValue(), '99'))
  await typed.fill('5')
  await typed.press('Enter')
  await tick('Change Boots to 5').waitFor()

  // A script can neither tick nor press.
  await tick('Remove 1 mug').evaluate((at) => at.click())
  assert.equal(await tick('Remove 1 mug').isChecked(), false)
  await page.waitForTimeout(ARMED)
  await button('Make 3 changes').evaluate((at) => at.click())
  assert.deepEqual(await changes(page), [])

  await button('Make 3 changes').click()
  await feed.getByText('mug stayed in your cart.').waitFor()
  assert.deepEqual(await changes(page), [
    ['onAddToCart', 'tent', 2],
    ['onAddToCart', 'socks-M', 2],
    ['onUpdateQuantity', 'line-boots', 5],
  ])
  for (const text of ['Added 2 Tent.', 'Changed Boots from 2 to 5.', 'You left it out.'])
    await feed.getByText(text).waitFor()
  const done = await page.evaluate(() => host.outcomes.at(-1))
  assert.deepEqual([done.action.type, done.result, done.undoable], ['PLAN', 'applied', true])
  assert.deepEqual(
    done.lines.map(({ result }) => result),
    ['applied', 'applied', 'applied', 'declined'],
  )

  await button('Undo: Made 3 changes.').click()
  await feed.getByText('Undone. Tent is out of your cart again.').waitFor()
  await eventually(async () => assert.deepEqual(await lines(page), ['2 boots', '1 mug']))
})

hosted('code that proposes a list gets one outcome, with the row that failed', async ({ page }) => {
  await page.evaluate(() => {
    host.rows = [{ id: 'boots', quantity: 2 }]
    host.rude.onAddToCart = () => ({ success: false, code: 'out-of-stock' })
    return host.start({ open: true })
  })
  const { confirm, feed, cards } = shopper(page, 'Helper')
  await page.evaluate(async (tent) => {
    await host.handle.refresh()
    const remove = { type: 'REMOVE', itemKey: 'line-boots' }
    host.ended = host.handle.propose([{ type: 'ADD_SUGGESTION', productId: 'tent', product: tent }, remove])
  }, TENT)
  await cards.waitFor()
  await confirm('Make 2 changes')
  await feed.getByText('Tent is sold out.').waitFor()
  const ended = await page.evaluate(() => host.ended)
  assert.deepEqual([ended.result, ended.asked, ended.got], ['adjusted', 2, 1])
  assert.deepEqual(
    ended.lines.map(({ result, code }) => code ?? result),
    ['out-of-stock', 'applied'],
  )
  const twice = await page.evaluate(() => {
    const tent = { id: 'tent', name: 'Tent' }
    const add = { type: 'ADD_SUGGESTION', productId: 'tent', product: tent }
    return host.handle.propose([add, { ...add, quantity: 2 }])
  })
  assert.deepEqual([twice.code, /one article/.test(twice.detail)], ['conflict', true])
})
