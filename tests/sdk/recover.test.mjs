import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sdk } from './support/compile.mjs'

const { Recovery } = await sdk('../browser/recover')

const call = (operation, reply) => ({ type: 'ADD_SUGGESTION', operation, reply })
const outcome = (number, fields) => ({ id: `o-${number}`, result: 'applied', ...fields })

test('a change whose outcome was reported is not kept', () => {
  const recovery = new Recovery()
  recovery.asked(3, call('x-1', 1))
  recovery.ended(1, outcome(1, { operation: 'x-0' }))
  assert.equal(recovery.kept.call?.operation, 'x-1')
  recovery.ended(1, outcome(2, { operation: 'x-1' }))
  assert.deepEqual(recovery.kept, { ticket: 3, ids: [], outcome: '2' })
})

test('a plan ends with the last call of its rows', () => {
  const recovery = new Recovery()
  recovery.asked(3, call('x-1', 1))
  recovery.asked(4, call('x-2', 1))
  const lines = [outcome(1, { operation: 'x-1' }), outcome(2, { operation: 'x-2' })]
  recovery.ended(1, outcome(3, { lines }))
  assert.equal(recovery.kept.call, undefined)
})
