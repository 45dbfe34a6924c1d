// What an agent is told of the past, and the journal that is made of it, without a browser.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { at } from '../../www/tools/paths.mjs'
import { sdk } from './support/compile.mjs'

const TOLD = 'action asked available change code got id lines name proposal result undoable undoes'.split(' ')

const { Past, brief } = await sdk('../browser/past')
const { entries } = await sdk('journal')

const deed = (more = {}) => ({
  kind: 'add',
  product: 'tent',
  quantity: 1,
  name: 'Tent',
  stock: '',
  left: 0,
  before: 0,
  after: 1,
  unusual: false,
  countNow: 2,
  totalNow: '$2',
  goes: [],
  rows: [],
  ...more,
})
const ask = (id, more = {}) => ({ id, rev: 1, source: 'agent', deed: deed(), stage: 'ready', ...more })
const outcome = (number, more = {}) => ({
  id: `hc-${number}`,
  action: { type: 'ADD_SUGGESTION', productId: 'tent', quantity: 1 },
  name: 'Tent',
  result: 'applied',
  source: 'agent',
  undoable: true,
  ...more,
})
const done = (entry, number, more = {}) => ({
  id: entry,
  kind: 'done',
  outcome: { id: number, deed: deed(), source: 'agent', ...more },
})
const asked = (entry, card) => ({ id: entry, kind: 'ask', ask: card })

test('an agent is told the listed fields of an outcome and of its rows, and no others', () => {
  const secret = { cart: { total: '9' }, notice: 'n', error: 'e', operation: 'o', source: 'agent' }
  const told = brief(outcome(1, { ...secret, lines: [outcome(2, secret)] }))
  const fields = (each) => Object.keys(JSON.parse(JSON.stringify(each))).sort()
  assert.deepEqual(fields(told), ['action', 'id', 'lines', 'name', 'result', 'undoable'])
  assert.deepEqual(fields(told.lines[0]), ['action', 'id', 'name', 'result', 'undoable'])
  // The fields of the contract that are not for an agent are named here, so that a new one must be decided on.
  const contract = readFileSync(at('src', 'contract', 'types.d.ts'), 'utf8')
  const [, body] = /export interface Outcome \{([^]*?)\n\}/.exec(contract)
  const all = [...body.matchAll(/^  (\w+)\??:/gm)].map(([, name]) => name)
  const everything = Object.fromEntries(all.map((name) => [name, name === 'lines' ? [] : name]))
  assert.deepEqual(
    Object.keys(brief(everything)).sort(),
    TOLD.filter((name) => all.includes(name)),
  )
})

test('it is told once, the newest twenty, oldest first; what could not be told is told later', () => {
  const past = new Past()
  for (let number = 1; number <= 25; number += 1) past.ended(outcome(number))
  past.ended({ result: 'rejected', code: 'policy', detail: 'never offered' })
  const first = past.tell()
  assert.deepEqual(
    first.map(({ id }) => id),
    Array.from({ length: 20 }, (_, at) => `hc-${at + 6}`),
  )
  assert.deepEqual(past.tell(), [])
  past.ended(outcome(26))
  past.untell(first.slice(-2))
  assert.deepEqual(
    past.tell().map(({ id }) => id),
    ['hc-24', 'hc-25', 'hc-26'],
  )
})

test('the journal has the card as it was drawn last before the press, and no other', () => {
  const past = new Past()
  past.drawn({ entries: [asked(0, ask(1)), asked(1, ask(2, { deed: deed({ name: 'Lamp' }), words: 'Light' }))] })
  past.drawn({ entries: [asked(0, ask(1, { rev: 2, deed: deed({ totalNow: '$9' }) }))] })
  past.drawn({ entries: [asked(0, ask(1, { rev: 3, stage: 'working', deed: deed({ totalNow: '$8' }) }))] })
  past.ended(outcome(7))
  past.drawn({ entries: [done(0, 7)] })
  past.ended(outcome(8, { source: 'shopper' }))
  past.drawn({ entries: [done(5, 8, { source: 'shopper' })] })
  const [first, second] = entries(past)
  assert.deepEqual([first.shown.revision, first.shown.cart.total, first.decided], [2, '$9', 'confirmed'])
  assert.deepEqual([second.shown, second.proposal, second.decided], [undefined, undefined, 'own'])
})

test('after a loss the entries of the instance before mean nothing', () => {
  const past = new Past()
  past.drawn({ entries: [asked(0, ask(1))] })
  past.left()
  past.ended(outcome(3, { result: 'unknown' }))
  past.drawn({ entries: [done(0, 3)] })
  assert.deepEqual(
    entries(past).map(({ shown, outcome: { result } }) => [shown, result]),
    [[undefined, 'unknown']],
  )
})

test('of two open checkouts nobody can say which was pressed', () => {
  const checkout = (number) => outcome(number, { action: { type: 'CHECKOUT' }, name: '' })
  const card = (id, words) => ask(id, { words, deed: deed({ kind: 'checkout', name: '' }) })
  const past = new Past()
  past.drawn({ entries: [asked(0, card(1, 'one'))] })
  past.ended(checkout(1))
  past.drawn({ entries: [asked(2, card(2, 'two')), asked(3, card(3, 'three'))] })
  past.ended(checkout(2))
  assert.deepEqual(
    entries(past).map(({ proposal }) => proposal.words),
    ['one', undefined],
  )
})

test('it is bounded, and the newest stay', () => {
  const past = new Past()
  for (let number = 1; number <= 5000; number += 1) past.ended(outcome(number))
  const all = entries(past)
  assert.deepEqual([all.length, all.at(-1).id, past.all.length], [500, 'hc-5000', 2000])
})
