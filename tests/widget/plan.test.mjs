// A plan: each control is named after its article, the button says what is ticked, and each row tells its own end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from './support/html.mjs'
import { all, attr, buttons, hasClass, seen } from './support/walk.mjs'
import { context, state, tree, views } from './support/views.mjs'

const drawn = (name, change = (ask) => ask) => {
  const { view, look } = state(name)
  const feed = view.feed.map((entry) => (entry.ask ? { ...entry, ask: change(entry.ask) } : entry))
  return tree({ ...view, feed }, { look })
}
const ticks = (card) => all(card, (el) => hasClass(el, 'hc-tick'))
const deed = (card) => buttons(card).find(([el]) => attr(el, 'data-a').startsWith('confirm'))
/** The card with only these rows ticked. */
const only = (rows) => (ask) => ({
  ...ask,
  deed: {
    ...ask.deed,
    rows: ask.deed.rows.map((row, at) => ({ ...row, tick: rows.includes(at) ? 'on' : 'off' })),
  },
})

test('every tick and stepper is named after its article', () => {
  const card = drawn('A plan: three actions, one left out')
  const names = ticks(card).map((box) => attr(box, 'aria-label'))
  assert.deepEqual(names, [
    'Add Zweipersonenzelt Kar 2',
    'Add Isomatte Federleicht R 4.2',
    'Remove 1 Stirnlampe Lumen 400',
  ])
  assert.deepEqual(
    ticks(card).map((box) => [attr(box, 'type'), attr(box, '.checked'), attr(box, 'data-a')]),
    [
      ['checkbox', '', 'tick 7 0 0'],
      ['checkbox', '', 'tick 7 1 0'],
      ['checkbox', undefined, 'tick 7 2 1'],
    ],
  )
  const fields = all(card, ({ tag, attrs }) => tag === 'input' && attrs.type === 'number')
  assert.deepEqual(
    fields.map((field) => [
      attr(field, 'aria-label'),
      attr(field, 'data-a'),
      attr(field, 'min'),
      attr(field, '.value'),
    ]),
    [
      ['Quantity of Zweipersonenzelt Kar 2', 'typed 7 0', '1', '1'],
      ['Quantity of Isomatte Federleicht R 4.2', 'typed 7 1', '1', '5'],
    ],
  )
  const more = buttons(card).find(([, name]) => name === 'Increase quantity of Isomatte Federleicht R 4.2')
  assert.equal(attr(more[0], 'data-a'), 'row 7 1 6')
})

test('the button says what is ticked', () => {
  const name = 'A plan: three actions, one left out'
  for (const [rows, words] of [
    [[0, 1], 'Add 6 items to cart'],
    [[0], 'Add 1 item to cart'],
    [[0, 2], 'Make 2 changes'],
    [[2], 'Make 1 change'],
  ])
    assert.equal(deed(drawn(name, only(rows)))[1], words)
  for (const [other, words] of [
    ['A plan with a variant missing', 'Choose the size'],
    ['A plan with nothing ticked', 'Tick at least one'],
    ['A plan with two rows alike', 'Two rows are the same'],
  ]) {
    const [button, spoken] = deed(drawn(other))
    assert.deepEqual([spoken, attr(button, 'aria-disabled')], [words, 'true'])
  }
})

test('a missing variant is chosen in its row, under the name of its article', () => {
  const card = drawn('A plan with a variant missing')
  const [legend] = all(card, ({ tag }) => tag === 'legend')
  assert.equal(seen(legend), 'Size of Trail Runner GTX')
  const chips = all(card, ({ tag, attrs }) => tag === 'input' && attrs.type === 'radio')
  assert.deepEqual(
    chips.map((chip) => [attr(chip, 'value'), attr(chip, 'data-a'), attr(chip, 'disabled')]),
    [
      ['41', 'in 7 1 0 0', undefined],
      ['42', 'in 7 1 0 1', undefined],
      ['43', 'in 7 1 0 2', ''],
    ],
  )
})

test('a row that is gone cannot be ticked, and what changed is marked', () => {
  const card = drawn('A plan offered again, one row gone')
  const gone = ticks(card)[2]
  assert.deepEqual([attr(gone, 'disabled'), attr(gone, '.checked')], ['', undefined])
  const text = seen(card)
  assert(text.includes('The price changed while this was open.') && text.includes('It is no longer possible.'))
  assert.equal(all(card, (el) => hasClass(el, 'hc-was')).length, 3)
})

test('while the shop works the rows say what is done', () => {
  const card = drawn('A plan under way')
  const [article] = all(card, ({ tag }) => tag === 'article')
  assert.equal(attr(article, 'aria-busy'), 'true')
  const rows = all(article, ({ tag }) => tag === 'li').map((row) => seen(row))
  assert.deepEqual(rows, ['Added 1 Zweipersonenzelt Kar 2.', 'Isomatte Federleicht R 4.2Waiting for the shop'])
  assert(seen(article).startsWith('2 changes, 1 done'))
  assert.equal(attr(deed(card)[0], 'aria-disabled'), 'true')
})

test('each row tells its own end, and one button takes all of them back', () => {
  const whole = drawn('A plan, row by row')
  const [first, undone] = all(whole, (el) => hasClass(el, 'hc-res'))
  assert.deepEqual(
    all(first, ({ tag }) => tag === 'li').map((row) => seen(row)),
    [
      'Added 1 Zweipersonenzelt Kar 2.',
      'Added 3 Isomatte Federleicht R 4.2.You asked for 5; the shop had only 3 left.',
      'Stirnlampe Lumen 400 stayed in your cart.You left it out.',
    ],
  )
  assert(seen(undone).startsWith('Undone. Zweipersonenzelt Kar 2 is out of your cart again.'))
  const back = buttons(whole).filter(([el]) => attr(el, 'data-a').startsWith('undo'))
  assert.deepEqual(
    back.map(([el, name]) => [attr(el, 'data-a'), name]),
    [['undo 5', 'Undo: Made 1 of 2 changes.']],
  )
  const failed = seen(drawn('A plan with a failure'))
  assert(failed.includes('Stirnlampe Lumen 400: The shop did not confirm in time.'))
  assert(failed.includes('Trail Runner GTX was not added.It is no longer possible.'))
  assert.match(
    html(drawn('A plan with a failure')),
    /data-a="offer \d+"/,
    'a look at the cart comes before another try',
  )
})

test('a screen reader hears every article and every end', () => {
  const { view } = state('A plan: three actions, one left out')
  const [{ ask }] = view.feed
  const heard = views.spoken(context(view), { kind: 'ask', deed: ask.deed })
  assert.equal(
    heard,
    'Proposal: Several changes. Zweipersonenzelt Kar 2; Isomatte Federleicht R 4.2; Stirnlampe Lumen 400. Add 6 items to cart, or Not now.',
  )
  const rows = ask.deed.rows.map((row) => ({
    ...row,
    choosing: { state: 'missing', missing: 0, options: [{ name: 'Size', values: [] }] },
  }))
  const choose = views.spoken(context(view), { kind: 'ask', deed: { ...ask.deed, rows } })
  assert.match(choose, / Choose the size, or Not now\.$/)
  const { outcome } = state('A plan, row by row').view.feed[0]
  const told = views.spoken(context(view), { kind: 'outcome', outcome })
  assert(told.startsWith('Made 1 of 2 changes. Added 1 Zweipersonenzelt Kar 2. Added 3 Isomatte'), told)
  assert(told.endsWith('Your cart: 8 items, 828,43\u00a0€'), told)
})
