// A host that is broken or hostile: nothing throws, nothing is read twice, nothing unbounded is kept.
import assert from 'node:assert/strict'
import test from 'node:test'
import vm from 'node:vm'
import * as intake from '../../src/browser/intake.js'
import { NAMES } from '../../src/contract/atoms.js'

const { Intake } = intake
const atom = (name) => NAMES.indexOf(name)
const FIELDS = [
  'key',
  'id',
  'name',
  'quantity',
  'price',
  'variant',
  'externalId',
  'image',
  'url',
  'maxQuantity',
  'minQuantity',
  'step',
  'lineTotal',
  'compareAtPrice',
  'stock',
  'discounts',
]
const HEAD = ['items', 'totalItems', 'subtotal', 'total', 'currency', 'amounts', 'shipping']
const good = () => ({ key: 'k', id: 'p', name: 'Boot', price: '1 €', quantity: 1 })
const cart = (items) => ({ items, totalItems: 1, subtotal: '1 €', total: '1 €', currency: 'EUR' })
const first = (item) => new Intake().cart(cart([item])).items[0]

test('a getter that throws costs its field and nothing else', () => {
  for (const field of FIELDS) {
    const item = Object.defineProperty(good(), field, {
      get() {
        throw new Error('boo')
      },
      enumerable: true,
    })
    const row = first(item)
    assert.equal(row[field], undefined, field)
    if (field != 'name') assert.equal(row.name, 'Boot')
    if (field == 'key') assert.equal(row.keyNumber, undefined)
  }
  for (const field of HEAD) {
    const whole = Object.defineProperty(cart([good()]), field, {
      get() {
        throw new Error('boo')
      },
    })
    const copy = new Intake().cart(whole)
    if (field == 'items') assert.equal(copy.items, undefined)
    else assert.equal(copy.items[0].name, 'Boot', field)
  }
})

test('every field is read exactly once', () => {
  const reads = {}
  const counting = (object, names) => {
    const copy = {}
    for (const name of names)
      Object.defineProperty(copy, name, {
        get() {
          reads[name] = (reads[name] ?? 0) + 1
          return object[name]
        },
      })
    return copy
  }
  const shared = new Intake()
  for (let turn = 1; turn <= 3; turn++) {
    shared.cart(counting({ ...cart([counting(good(), FIELDS)]), totalItems: turn }, HEAD))
    for (const name of [...FIELDS, ...HEAD]) assert.equal(reads[name], turn, name)
  }
})

test('a getter that changes gives one value, the first', () => {
  let turn = 0
  const row = first(Object.defineProperty(good(), 'name', { get: () => `name ${turn++}` }))
  assert.equal(row.name, 'name 0')
})

test('proxies, revoked ones too', () => {
  const nasty = new Proxy(
    {},
    {
      get() {
        throw new Error('trap')
      },
      has() {
        throw new Error('trap')
      },
      getOwnPropertyDescriptor() {
        throw new Error('trap')
      },
    },
  )
  const dead = Proxy.revocable({}, {})
  const deadList = Proxy.revocable([], {})
  dead.revoke()
  deadList.revoke()
  for (const item of [nasty, dead.proxy, deadList.proxy]) {
    assert.equal(first(item).keyNumber, undefined)
    assert.ok(!Array.isArray(new Intake().cart(item).items))
    assert.ok(!Array.isArray(new Intake().cart(cart(item)).items))
    for (const read of [
      intake.text,
      intake.id,
      intake.number,
      intake.flag,
      intake.get,
      intake.list,
      intake.entries,
      intake.kind,
      intake.show,
    ]) {
      read(item, 'x', 10)
      read(item, '', 10)
    }
  }
  const endless = new Proxy([], {
    get: (_, k) => (k == 'length' ? 2 ** 32 - 1 : good()),
    getOwnPropertyDescriptor: () => ({ value: good(), configurable: true }),
  })
  assert.equal(new Intake().cart(cart(endless)).items.length, 10_000)
})

test('cyclic, sparse and foreign objects', () => {
  const cyclic = good()
  cyclic.name = cyclic
  cyclic.discounts = [cyclic]
  assert.equal(first(cyclic).name, undefined)
  const sparse = [good()]
  sparse.length = 2 ** 32 - 1
  assert.equal(new Intake().cart(cart(sparse)).items.length, 1)
  const foreign = vm.runInNewContext(
    '({ items: [Object.freeze({ key: "k", name: "Boot", quantity: 2 })], totalItems: 2 })',
  )
  assert.equal(new Intake().cart(Object.freeze(foreign)).items[0].quantity, 2)
  class Item {
    get name() {
      return 'by a class'
    }
  }
  assert.equal(first(new Item()).name, 'by a class')
  for (const item of [null, undefined, 'text', 7, () => {}])
    assert.equal(new Intake().cart(cart([item])).items.length, 0)
})

test('a polluted prototype adds nothing', () => {
  const names = {
    items: [good()],
    name: 'planted',
    key: 'planted',
    quantity: 9,
    shipping: { thresholdMet: true },
    toJSON: () => 'planted',
  }
  for (const [name, value] of Object.entries(names))
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true })
  const { map, push } = Array.prototype
  Array.prototype.map = Array.prototype.push = () => {
    throw new Error('replaced')
  }
  try {
    const shared = new Intake()
    const copy = shared.cart({ items: [{ id: 'p' }], total: '1 €' })
    assert.equal(copy.items[0].name, undefined)
    assert.equal(copy.items[0].keyNumber, undefined)
    assert.equal(copy.shipping, undefined)
    assert.equal(shared.cart({ items: [{ id: 'p' }], total: '1 €' }), undefined)
    assert.equal(new Intake().cart({}).items, undefined)
    assert.equal(intake.get({}, atom('items')), undefined)
    assert.equal(intake.text({ name: 'own' }, atom('name'), 9), 'own')
  } finally {
    Array.prototype.map = map
    Array.prototype.push = push
    for (const name of Object.keys(names)) delete Object.prototype[name]
  }
  assert.deepEqual(Object.keys(Object.prototype), [])
})

test('replaced built-ins are not used', () => {
  const saved = {
    get: Map.prototype.get,
    set: Map.prototype.set,
    well: String.prototype.toWellFormed,
    is: Array.isArray,
    finite: Number.isFinite,
  }
  const trap = () => {
    throw new Error('replaced')
  }
  Map.prototype.get = Map.prototype.set = String.prototype.toWellFormed = Array.isArray = Number.isFinite = trap
  let copy
  try {
    copy = new Intake().cart(cart([good()]))
  } finally {
    Object.assign(Map.prototype, { get: saved.get, set: saved.set })
    String.prototype.toWellFormed = saved.well
    Array.isArray = saved.is
    Number.isFinite = saved.finite
  }
  assert.equal(copy.items[0].keyNumber, 0)
})

test('strings are cut, well-formed and do not hold the whole', () => {
  const row = first({
    ...good(),
    name: 'x'.repeat(1e7),
    variant: 'a'.repeat(299) + '😀',
    price: 'lone \ud800 here',
    image: 'i'.repeat(2049),
    id: 'i'.repeat(513),
  })
  assert.equal(row.name.length, 300)
  assert.equal(row.variant, 'a'.repeat(299))
  assert.equal(row.price, 'lone \ufffd here')
  assert.equal(row.image, undefined)
  assert.equal(row.id, undefined)
})

test('numbers are numbers', () => {
  const of = (quantity) => first({ ...good(), quantity }).quantity
  assert.deepEqual([2, '2', 2n, 1.5, -1, 1e308, '1.50'].map(of), [2, 2, 2, 1.5, -1, 1e308, 1.5])
  for (const wrong of [NaN, Infinity, null, undefined, '', ' 2', '2x', '1e3', '0x10', '-2', true, {}, [], Symbol('2')])
    assert.equal(of(wrong), undefined)
})

test('what the host does to its cart afterwards has no effect', () => {
  const raw = cart([{ ...good(), discounts: [{ label: 'a', amount: '1' }] }])
  const shared = new Intake()
  const copy = shared.cart(raw)
  raw.items[0].name = 'changed'
  raw.items[0].discounts[0].label = 'changed'
  raw.items.push(good())
  assert.equal(copy.items.length, 1)
  assert.equal(copy.items[0].name, 'Boot')
  assert.equal(copy.items[0].discounts[0].label, 'a')
  assert.equal(shared.cart(raw).items.length, 2)
})

test('the cursor says what came', () => {
  const of = (v) => [intake.kind({ value: v }, atom('value')), intake.show({ value: v }, atom('value'))]
  assert.deepEqual([undefined, null, true, 1.5, 2n, 'many', [], {}, () => {}, Symbol('s'), '\ud800'].map(of), [
    [0, 'nothing'],
    [1, 'nothing'],
    [2, 'true'],
    [3, '1.5'],
    [3, '2'],
    [4, '"many"'],
    [5, 'an array'],
    [6, 'an object'],
    [7, 'a function'],
    [7, 'a function'],
    [4, '"\ufffd"'],
  ])
  assert.deepEqual(intake.entries({ value: { a: 1, b: 2, c: 3 } }, atom('value'), 2), [
    ['a', 1],
    ['b', 2],
  ])
  assert.equal(intake.entries([1], 0, 2), undefined)
  assert.deepEqual(intake.list({ value: [1, , 3] }, atom('value'), 9), [1, undefined, 3])
  assert.equal(intake.flag({ value: 'true' }, atom('value')), 2)
  assert.equal(intake.text('itself', 0, 3), 'its')
  assert.equal(intake.id({ value: 12n }, atom('value'), 3), '12')
  assert.deepEqual(intake.parse('{"a":1}'), { a: 1 })
  assert.equal(intake.parse('{'), undefined)
})
