// The store example: what it refuses, and that nothing is done twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { store } from '../../examples/webhook-store/server.mjs'
import { sign } from '../../examples/webhook-store/signature.mjs'

const SECRET = 'a secret of the store'
const PRODUCTS = {
  tent: { name: 'Tent', price: 289, stock: 5, maxPerCustomer: 3 },
  stove: { name: 'Stove', price: 49.95, stock: 2 },
  sold: { name: 'Sold out', price: 1, stock: 0 },
}
const server = store({ id: 'demo', secret: SECRET, products: PRODUCTS, meddle: (request) => meddle(request) })
let meddle = async () => {}
let base
let keys = 0

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${server.address().port}/cart`
})
after(() => server.close())

const now = () => Math.floor(Date.now() / 1000)

function signed(body, { timestamp = now(), signature, key } = {}) {
  return {
    'content-type': 'application/json',
    'x-handcart-timestamp': String(timestamp),
    'x-handcart-signature': signature ?? sign(SECRET, timestamp, body),
    ...(key && { 'idempotency-key': key }),
  }
}

async function raw(body, options = {}) {
  const response = await fetch(base, { method: 'POST', headers: options.headers ?? signed(body, options), body })
  return { status: response.status, ...(await response.json()) }
}

const text = (session, action, sku, quantity) =>
  JSON.stringify({ action, store_id: 'demo', session_id: session, sku, quantity, name: 'cheap', price: 0.01 })

const ask = (session, action, sku, quantity, key = `key-${(keys += 1)}`) =>
  raw(text(session, action, sku, quantity), { key })

async function cart(session, headers = signed('')) {
  const response = await fetch(`${base}/items?store_id=demo&session_id=${session}`, { headers })
  return { status: response.status, ...(await response.json()) }
}

test('carts are changed and told', async () => {
  assert.equal((await ask('a', 'add', 'tent', 2)).ok, true)
  assert.equal((await ask('a', 'add', 'stove', 1)).ok, true)
  const { items, total } = await cart('a')
  // The store's own name and price count, not those of the request.
  assert.deepEqual(items, [
    { sku: 'tent', name: 'Tent', price: 289, quantity: 2, unit: 'pcs' },
    { sku: 'stove', name: 'Stove', price: 49.95, quantity: 1, unit: 'pcs' },
  ])
  assert.equal(total, 627.95)
  assert.equal((await ask('a', 'update_quantity', 'stove', 2)).ok, true)
  assert.equal((await ask('a', 'remove', 'tent')).ok, true)
  assert.deepEqual(
    (await cart('a')).items.map(({ sku, quantity }) => [sku, quantity]),
    [['stove', 2]],
  )
  assert.deepEqual((await cart('b')).items, [])
  assert.equal((await ask('a', 'clear')).ok, true)
  assert.deepEqual((await cart('a')).items, [])
})

test('refusals have a reason, and change nothing', async () => {
  const refused = async (reason, ...asked) => {
    const { status, ok, reason: told } = await ask('r', ...asked)
    assert.deepEqual({ status, ok, told }, { status: 200, ok: false, told: reason }, JSON.stringify(asked))
  }
  await refused('out_of_stock', 'add', 'sold', 1)
  await refused('product_not_found', 'add', 'made-up', 1)
  await refused('max_3_per_customer', 'add', 'tent', 4)
  await refused('quantity_exceeded', 'add', 'stove', 3)
  await refused('missing_sku', 'add', undefined, 1)
  await refused('missing_params', 'add', 'tent')
  await refused('missing_params', 'add', 'tent', 1.5)
  await refused('missing_params', 'add', 'tent', -1)
  await refused('missing_params', 'steal', 'tent', 1)
  await refused('not_in_cart', 'remove', 'tent')
  await refused('not_in_cart', 'update_quantity', 'tent', 1)
  for (const name of ['__proto__', 'constructor', 'toString']) await refused('product_not_found', 'add', name, 1)
  assert.deepEqual((await cart('r')).items, [])
})

test('a wrong signature, no signature and an old timestamp are refused', async () => {
  const body = text('s', 'add', 'tent', 1)
  const other = text('s', 'add', 'tent', 2)
  const at = now()
  const cases = [
    ['unsigned', { headers: { 'content-type': 'application/json' } }],
    ['wrong_signature', { signature: 'sha256=' + '0'.repeat(64) }],
    ['wrong_signature', { signature: sign('another secret!!', at, body), timestamp: at }],
    ['wrong_signature', { signature: sign(SECRET, at, other), timestamp: at }],
    ['wrong_signature', { signature: sign(SECRET, at - 1, body), timestamp: at }],
    ['wrong_signature', { signature: sign(SECRET, at, body).slice(0, -1), timestamp: at }],
    ['wrong_signature', { signature: sign(SECRET, at, body).replace('sha256=', ''), timestamp: at }],
    ['old_timestamp', { timestamp: at - 301 }],
    ['old_timestamp', { timestamp: at + 310 }],
    ['old_timestamp', { timestamp: '1e9' }],
  ]
  for (const [reason, options] of cases) {
    const { status, ok, reason: told } = await raw(body, options)
    assert.deepEqual({ status, ok, told }, { status: 401, ok: false, told: reason }, JSON.stringify(options))
  }
  assert.equal((await cart('s', {})).status, 401)
  assert.equal((await cart('s', signed('{}'))).status, 401)
  assert.deepEqual((await cart('s')).items, [])
  // VIZOCHOK's names do, too, and four minutes are not too old.
  const timestamp = String(at - 240)
  const headers = { 'x-vizochok-timestamp': timestamp, 'x-vizochok-signature': sign(SECRET, timestamp, body) }
  assert.equal((await raw(body, { headers })).ok, true)
})

test('a repetition is answered, and not done again', async () => {
  const body = text('i', 'add', 'stove', 1)
  const answers = await Promise.all([1, 2, 3, 4].map(() => raw(body, { key: 'same' })))
  assert.ok(answers.every(({ ok }) => ok))
  assert.equal((await cart('i')).items[0].quantity, 1)
  // A request that somebody wrote down and sends again, with its own timestamp and key.
  const headers = signed(body, { key: 'same', timestamp: now() - 200 })
  assert.equal((await raw(body, { headers })).ok, true)
  assert.equal((await cart('i')).items[0].quantity, 1)
  // The key of another request.
  const { ok, reason } = await raw(text('i', 'add', 'stove', 2), { key: 'same' })
  assert.deepEqual({ ok, reason }, { ok: false, reason: 'key_used_for_another_request' })
  // A refusal is not remembered: what was too much may be asked again.
  assert.equal((await raw(text('i', 'add', 'tent', 4), { key: 'later' })).ok, false)
  PRODUCTS.tent.maxPerCustomer = 4
  assert.equal((await raw(text('i', 'add', 'tent', 4), { key: 'later' })).ok, true)
  PRODUCTS.tent.maxPerCustomer = 3
})

test('an answer that was lost does not double what was done', async () => {
  const body = text('l', 'add', 'stove', 1)
  meddle = async (request) => request.socket.destroy()
  await assert.rejects(raw(body, { key: 'lost' }))
  meddle = async () => {}
  assert.equal((await raw(body, { key: 'lost' })).ok, true)
  assert.equal((await cart('l')).items[0].quantity, 1)
})

test('garbage, other addresses and other stores are refused', async () => {
  for (const body of ['', 'null', '7', '{', '[]']) assert.equal((await raw(body)).ok, false, body)
  assert.equal((await raw('x'.repeat(70_000))).status, 413)
  assert.equal((await raw(JSON.stringify({ action: 'clear', store_id: 'other', session_id: 'a' }))).status, 404)
  assert.equal((await raw(JSON.stringify({ action: 'clear', store_id: 'demo' }))).reason, 'missing_params')
  const body = text('a', 'clear')
  const elsewhere = await fetch(`${base}/elsewhere`, { method: 'POST', headers: signed(body), body })
  assert.equal(elsewhere.status, 404)
  assert.throws(() => store({ id: 'demo', secret: 'short' }), /at least 16/)
})
