// The cart that an agent's server keeps, as the widget's cart.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page, Socket, server, socket, wait, widget } from './support/line.mjs'

test('the server’s cart is read and changed like any other, under the operation’s id', async () => {
  const changes = []
  const agent = await widget({ onCartChanged: (change) => changes.push(change) })
  const { cart } = agent
  const signal = new AbortController().signal
  const added = await cart.onAddToCart('sku-mug', 2, undefined, { id: 'op-1', attempt: 1, signal })
  assert.equal(added.ok, true)
  assert.deepEqual(added.cart.items[0], {
    key: 'sku-mug',
    id: 'sku-mug',
    name: 'Mug',
    price: '€8.50',
    quantity: 2,
    image: undefined,
    url: undefined,
  })
  assert.deepEqual([added.cart.totalItems, added.cart.total, added.cart.currency], [2, '€17.00', 'EUR'])
  assert.deepEqual(server.find('action')[0], {
    type: 'action',
    id: 'op-1',
    attempt: 1,
    action: 'add',
    sku: 'sku-mug',
    quantity: 2,
  })
  const [{ action, name, quantity, total }] = changes
  assert.deepEqual([action, name, quantity, total], ['item_selected', 'Mug', 2, 17])
  const again = await cart.onAddToCart('sku-mug', 2, undefined, { id: 'op-1', attempt: 2, signal })
  assert.equal(again.cart.totalItems, 2, 'the same operation is done once')
  const refused = await cart.onAddToCart('sku-none', 1, undefined, { id: 'op-2', attempt: 1, signal })
  assert.deepEqual([refused.ok, refused.reason], [false, 'product_not_found'])
  await cart.onUpdateQuantity('sku-mug', 1, { id: 'op-3', attempt: 1, signal })
  assert.equal((await cart.onGetCart()).totalItems, 1)
  await cart.onRemoveFromCart('sku-mug', { id: 'op-4', attempt: 1, signal })
  await cart.onClearCart({ id: 'op-5', attempt: 1, signal })
  assert.deepEqual(await cart.onGetCart(), {
    items: [],
    totalItems: 0,
    subtotal: '€0.00',
    total: '€0.00',
    currency: 'EUR',
    amounts: { subtotal: 0, total: 0 },
  })
  assert.equal(cart.sessionOnly, false)
})

test('a cart of things that are no texts and no numbers throws nothing', async () => {
  const { cart } = await widget()
  const odd = { toString: 1, valueOf: 1 }
  const row = { sku: odd, name: odd, price: odd, promo_price: 3, quantity: odd, image_url: odd }
  server.conversation.state = () => ({ items: [row, null, 7], total: 5, currency: odd })
  const { items, total, currency } = await cart.onGetCart()
  assert.deepEqual([items.length, items[0].price, items[0].key, total, currency], [3, '', odd, '5 ', odd])
})

test('a read waits for the connection; a change without one fails at once and is never sent later', async () => {
  server.sessionOnly = true
  Socket.isDown = true
  const { cart } = await widget()
  const reading = cart.onGetCart()
  await assert.rejects(cart.onAddToCart('sku-mug', 1, undefined, { id: 'op-1', attempt: 1 }), { code: 'network' })
  Socket.isDown = false
  await wait(5_000)
  assert.deepEqual([(await reading).totalItems, cart.sessionOnly], [0, true])
  assert.equal(server.find('action').length, 0)
  // One that was sent and cut off is not sent again: its answer comes after the resumption, or the time limit does.
  const { conversation } = server
  socket().isDeaf = true
  const adding = cart.onAddToCart('sku-mug', 1, undefined, { id: 'op-2', attempt: 1 })
  socket().line.cut()
  await wait(5_000)
  assert.equal((await adding).cart.totalItems, 1)
  assert.equal(server.find('action').length, 1)
  assert.equal(conversation.cart.get('sku-mug'), 1)
})

test('a cart that is none is handed on to be refused, and numbers that are none are not printed', async () => {
  const { cart } = await widget()
  assert.deepEqual((await cart.onGetCart()).items, [])
  socket().isDeaf = true
  const reading = cart.onGetCart()
  socket().isDeaf = false
  const { id } = server.find('cart').at(-1)
  socket().line.send({ type: 'cart', id, cart: { items: 'many', total: 'much' } })
  const { items, total } = await reading
  assert.deepEqual([items, total], ['many', ''])
  socket().isDeaf = true
  const failing = cart.onGetCart()
  socket().isDeaf = false
  socket().line.send({ type: 'error', id: server.find('cart').at(-1).id, code: 'webhook_timeout' })
  await assert.rejects(failing, { code: 'webhook_timeout' })
})

test('a total of minus zero is nothing', async () => {
  const { cart } = await widget()
  socket().isDeaf = true
  const reading = cart.onGetCart()
  socket().isDeaf = false
  const { id } = server.find('cart').at(-1)
  socket().line.raw(`{"type":"cart","id":"${id}","cart":{"items":[],"total":-0.0,"currency":"EUR"}}`)
  assert.equal((await reading).total, '€0.00')
})

test('another language: the cart is read again in it, and the server is told at the next connection', async () => {
  const agent = await widget()
  const signal = new AbortController().signal
  await agent.cart.onAddToCart('sku-mug', 2, undefined, { id: 'op-1', attempt: 1, signal })
  const { changed } = page
  agent.speak({ lang: 'de', t: (key) => key })
  assert.equal(page.changed, changed + 1)
  assert.equal((await agent.cart.onGetCart()).total, '17,00\u00a0€')
  socket().line.cut(1006)
  await wait(20_000)
  assert.deepEqual(
    server.find('auth').map(({ language }) => language),
    ['en', 'de'],
  )
})
