// The comparing copy of the cart: what is copied, what counts as changed, and which keys come back.
import assert from 'node:assert/strict'
import test from 'node:test'
import { Intake } from '../../src/browser/intake.js'

const line = (n, more) => ({ key: `k${n}`, id: `p${n}`, name: `Boot ${n}`, price: '10,00 €', quantity: 1, ...more })
const cart = (items, more) => ({
  items,
  totalItems: items.length,
  subtotal: '1 €',
  total: '1 €',
  currency: 'EUR',
  ...more,
})
const lines = (n) => Array.from({ length: n }, (_, at) => line(at))
const plain = (copy) => JSON.parse(JSON.stringify(copy))

test('the first cart comes whole, an equal one not at all', () => {
  const intake = new Intake()
  assert.deepEqual(plain(intake.cart(cart([line(1, { maxQuantity: 3, stock: 'in', foreign: 'no' })]))), {
    totalItems: 1,
    subtotal: '1 €',
    total: '1 €',
    currency: 'EUR',
    items: [
      { id: 'p1', name: 'Boot 1', quantity: 1, price: '10,00 €', maxQuantity: 3, stock: 'in', keyNumber: 0, key: 'k1' },
    ],
  })
  assert.equal(intake.cart(cart([line(1, { maxQuantity: 3, stock: 'in' })])), undefined)
  assert.equal(new Intake().cart(cart([])).items.length, 0)
})

test('unchanged lines come as runs, wherever they stand', () => {
  const intake = new Intake()
  intake.cart(cart(lines(5)))
  const changed = lines(5)
  changed[2].quantity = 2
  assert.deepEqual(
    plain(intake.cart(cart(changed))).items.map((row) => row.same ?? row.key),
    [0, 'k2', 3],
  )
  assert.deepEqual(plain(intake.cart(cart(changed.filter((_, at) => at != 1)))).items, [
    { same: 0, count: 1 },
    { same: 2, count: 3 },
  ])
  intake.reset()
  intake.cart(cart(lines(4)))
  assert.deepEqual(
    plain(intake.cart(cart(lines(4).reverse()))).items.map((row) => row.same),
    [3, 2, 1, 0],
  )
  assert.deepEqual(
    plain(intake.cart(cart([line(9), ...lines(4).reverse()]))).items.map((row) => row.same ?? row.key),
    ['k9', 0],
  )
})

test('every field that is shown counts as a change', () => {
  const whole = {
    variant: 'v',
    externalId: 'e',
    image: '/i',
    url: '/u',
    maxQuantity: 9,
    minQuantity: 1,
    step: 1,
    lineTotal: '2',
    compareAtPrice: '3',
    stock: 'in',
    discounts: [{ label: 'a', amount: '1' }],
  }
  const intake = new Intake()
  intake.cart(cart([line(1, whole)]))
  for (const [name, value] of Object.entries({ id: 'x', name: 'x', price: 'x', quantity: 5, ...whole })) {
    const other =
      name == 'discounts' ? [{ label: 'a', amount: '2' }] : typeof value == 'number' ? value + 2 : value + 'x'
    assert.notEqual(intake.cart(cart([line(1, { ...whole, [name]: other })])), undefined, name)
    assert.notEqual(intake.cart(cart([line(1, whole)])), undefined, name)
    assert.equal(intake.cart(cart([line(1, { ...whole, discounts: [{ amount: '1', label: 'a' }] })])), undefined, name)
  }
  const shipping = {
    needsCountryResolution: false,
    freeShippingThreshold: 50,
    currentAmount: 10,
    destinationCountry: 'DE',
    availableCountries: [{ code: 'DE', label: 'Germany' }],
  }
  for (const more of [
    { totalItems: 7 },
    { subtotal: 'x' },
    { total: 'x' },
    { currency: 'USD' },
    { amounts: { total: 1 } },
    { shipping },
    { shipping: { ...shipping, currentAmount: 11 } },
    { shipping: { ...shipping, availableCountries: [] } },
  ]) {
    assert.notEqual(intake.cart(cart([line(1, whole)], more)), undefined, JSON.stringify(more))
    assert.equal(intake.cart(cart([line(1, whole)], structuredClone(more))), undefined)
  }
})

test('numbers name keys, and bring the very same value back', () => {
  const intake = new Intake()
  const odd = ['a', 7, 12n, 1.5, 'lone \ud800', '7']
  const copy = intake.cart(cart(odd.map((key) => ({ key, name: 'x' }))))
  assert.deepEqual(
    copy.items.map((row) => intake.key(row.keyNumber)),
    odd,
  )
  assert.deepEqual(
    copy.items.map((row) => row.key),
    ['a', '7', '12', '1.5', 'lone \ufffd', '7'],
  )
  const bad = [undefined, null, '', {}, [], Symbol('s'), () => 1, NaN, Infinity, 'x'.repeat(513), 10n ** 600n, true]
  for (const row of intake.cart(cart(bad.map((key) => ({ key, name: 'x' })))).items)
    assert.equal(row.keyNumber, undefined)
  assert.equal(intake.key(99), undefined)
})

test('the same key has the same number in every cart', () => {
  const intake = new Intake()
  const numbers = (keys) => {
    intake.reset()
    return intake.cart(cart(keys.map((key) => line(key)))).items.map((row) => row.keyNumber)
  }
  assert.deepEqual(numbers([1, 2, 3]), [0, 1, 2])
  assert.deepEqual(numbers([3, 1, 4]), [2, 0, 3])
  const twice = intake.cart(cart([line(5), line(5), line(6)])).items
  assert.equal(twice[0].keyNumber, twice[1].keyNumber)
  assert.equal(intake.cart(cart([line(5), line(5), line(6)])), undefined)
})

test('the key table does not grow for ever', () => {
  const intake = new Intake()
  let copy
  for (let turn = 0; turn < 2000; turn++) copy = intake.cart(cart([0, 1, 2].map((at) => line(turn * 3 + at))))
  assert.equal(intake.key(copy.items[0].keyNumber), 'k5997')
  assert.equal(intake.key(copy.items[0].keyNumber - 1), 'k5996')
  assert.equal(intake.key(0), undefined)
})

test('what is no cart comes out as none, and forgets nothing', () => {
  const intake = new Intake()
  intake.cart(cart([line(1)]))
  assert.equal(intake.cart(undefined), null)
  for (const wrong of [null, 7, 'cart', true]) assert.equal(intake.cart(wrong), wrong)
  for (const items of [
    undefined,
    null,
    'none',
    3,
    {},
    new Set([line(1)]),
    { length: 1, 0: line(1) },
    (function* () {})(),
  ]) {
    assert.ok(!Array.isArray(intake.cart(cart([], { items })).items))
  }
  assert.equal(intake.cart(cart([line(1)], { totalItems: 1 })), undefined)
})

test('10,000 lines are read and no more', () => {
  const intake = new Intake()
  const many = cart(lines(12_000))
  const start = performance.now()
  assert.equal(intake.cart(many).items.length, 10_000)
  const first = performance.now() - start
  assert.equal(intake.cart(cart(lines(12_000), { totalItems: 12_000 })), undefined)
  console.log(`intake: 10,000 lines in ${first.toFixed(1)} ms`)
  assert.ok(first < 1000)
})
