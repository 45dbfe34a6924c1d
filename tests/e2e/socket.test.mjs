// An agent behind a socket, and the cart that its server keeps, over a real connection.
import assert from 'node:assert/strict'
import { AgentServer } from './support/agent.mjs'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'
import { carry } from './support/socket.mjs'

/** The shop's server carries an agent's; the widget starts on the page. */
async function begin({ page, server }, options = {}, setup = {}) {
  const agent = new AgentServer(setup)
  server.lines = agent.lines
  carry(server.server, '/ws/chat', agent)
  await start(page, options)
  return agent
}

const start = (page, options) =>
  page.evaluate(async (more) => {
    host.changes = []
    host.warnings = []
    host.handle = await host.init({
      title: 'Helper',
      open: true,
      agent: {
        socket: '/ws/chat',
        apiKey: 'pk_good',
        storeId: 'shop',
        onCartChanged: (change) => host.changes.push(change),
      },
      onError: ({ message }) => host.warnings.push(message),
      ...more,
    })
  }, options)

/** The agent's answer to the next message, step by step. */
const next = (agent) =>
  new Promise((asked) => {
    agent.answer = (message, say) =>
      asked({ message, say, done: () => say({ type: 'response_complete', id: message.id }) })
  })

const MUG = { sku: 'sku-mug', name: 'Mug', price: 8.5, promo_price: 7, currency: 'EUR', in_stock: true, stock: 3 }

hosted('a whole conversation: words, cards, a quick reply, a proposal, its outcome', async (all) => {
  const { page } = all
  const agent = await begin(all)
  const { say, feed, button, confirm, bag, cards } = shopper(page, 'Helper')
  let asked = next(agent)
  await say('something to drink from')
  const first = await asked
  assert.equal(first.message.text, 'something to drink from')
  assert.equal(first.message.cartSnapshot.totalItems, 0)
  first.say({ type: 'status', text: 'Searching the \u202eshelves' })
  await feed.getByText('Searching the shelves', { exact: true }).waitFor()
  first.say({ type: 'text_delta', text: 'We have ' })
  await feed.getByText('We have', { exact: true }).waitFor()
  first.say({ type: 'text_delta', text: 'a mug.' })
  await feed.getByText('We have a mug.', { exact: true }).waitFor()
  assert.equal(await feed.locator('.hc-live').count(), 1)
  first.say({ type: 'text_end' })
  first.say({ type: 'product_cards', products: [MUG] })
  first.say({ type: 'quick_replies', replies: ['Take two'] })
  first.done()
  await feed
    .getByRole('list', { name: /product/ })
    .getByText('€7.00')
    .waitFor()

  asked = next(agent)
  await button('Take two').click()
  const second = await asked
  assert.equal(second.message.text, 'Take two')
  second.say({ type: 'text_delta', text: 'Shall I?' })
  second.say({ type: 'cart_action', actions: [{ type: 'ADD_SUGGESTION', productId: 'sku-mug', quantity: 2 }] })
  second.done()
  await cards.first().waitFor()
  assert.equal(agent.find('action').length, 0, 'nothing without the shopper')
  await confirm('Add 2 to cart')
  await feed.getByText('Added 2 Mug.').waitFor()
  const [{ id, ...action }] = agent.find('action')
  assert.deepEqual(action, { type: 'action', attempt: 1, action: 'add', sku: 'sku-mug', quantity: 2 })
  assert.match(id, /^hc/)
  await eventually(async () => assert.equal(await bag.getAttribute('aria-label'), 'Cart, €17.00, 2 items'))
  const changes = await page.evaluate(() => host.changes)
  assert.deepEqual(changes, [
    {
      action: 'item_selected',
      items: [{ sku: 'sku-mug', name: 'Mug', price: 8.5, quantity: 2 }],
      total: 17,
      currency: 'EUR',
      name: 'Mug',
      quantity: 2,
    },
  ])
  assert.deepEqual(await page.evaluate(() => host.warnings), [])
  await page.evaluate(() => host.handle.destroy())
  await eventually(() => assert.deepEqual(agent.closed, [1000]))
})

hosted('the server’s cart is changed by the shopper’s own controls, and by the server', async (all) => {
  const { page } = all
  const agent = await begin(all, {}, { sessionOnly: true })
  await eventually(() => assert.ok(agent.conversation))
  const { conversation } = agent
  conversation.cart.set('sku-mug', 1)
  conversation.say({ type: 'cart_changed', action: 'item_selected', ...conversation.state(), name: 'Mug', quantity: 1 })
  const { toCart, line, contents, feed, button } = shopper(page, 'Helper')
  await toCart()
  await line('Mug').waitFor()
  await contents.getByText('This cart lives in this conversation; the shop does not know it yet.').waitFor()
  await line('Mug')
    .getByRole('button', { name: /^Increase|^Add one|more/i })
    .first()
    .click()
  await eventually(() => assert.equal(conversation.cart.get('sku-mug'), 2))
  const [{ type, action, sku, quantity }] = agent.find('action')
  assert.deepEqual([type, action, sku, quantity], ['action', 'update_quantity', 'sku-mug', 2])
  conversation.cart.clear()
  conversation.say({ type: 'cart_changed', action: 'cart_cleared', ...conversation.state() })
  await page.getByText('Your cart is empty').first().waitFor()
  assert.deepEqual(
    (await page.evaluate(() => host.changes)).map((change) => change.action),
    ['item_selected', 'quantity_updated', 'cart_cleared'],
  )
  void feed
  void button
})

hosted('a connection that is torn in the middle of a message is resumed', async (all) => {
  const { page } = all
  const agent = await begin(all)
  const { say, feed } = shopper(page, 'Helper')
  const asked = next(agent)
  await say('count')
  const turn = await asked
  turn.say({ type: 'text_delta', text: 'one ' })
  await feed.getByText('one', { exact: true }).waitFor()
  for (const line of agent.lines) line.cut()
  turn.say({ type: 'text_delta', text: 'two ' })
  turn.say({ type: 'text_delta', text: 'three' })
  turn.done()
  await feed.getByText('one two three', { exact: true }).waitFor()
  assert.equal(await feed.locator('.hc-say').count(), 1)
  assert.equal(agent.conversation.seen.size, 1)
})

hosted('what is written without a connection waits, says so, and is sent once', async (all) => {
  const { page, context, allow } = all
  allow(/WebSocket|ERR_INTERNET_DISCONNECTED/)
  const agent = await begin(all)
  const { say, feed, composer } = shopper(page, 'Helper')
  await eventually(() => assert.ok(agent.conversation))
  await context.setOffline(true)
  await page.getByText('You are offline.').getByText('is sent when you are online again').first().waitFor()
  for (const line of agent.lines) line.cut()
  assert.ok(await composer.isEnabled())
  await say('are you there?')
  await feed.getByText('Waiting for a connection').waitFor()
  assert.equal(agent.find('message').length, 0)
  await context.setOffline(false)
  await page.getByText('You are offline.').waitFor({ state: 'detached' })
  await feed.getByText('You said: are you there?').waitFor({ timeout: 20_000 })
  assert.equal(agent.find('message').length, 1)
  assert.equal(await feed.getByText('are you there?', { exact: true }).count(), 1)
})

hosted('a reload goes on with the conversation; what the agent says unasked appears', async (all) => {
  const { page } = all
  const agent = await begin(all)
  const { say, feed } = shopper(page, 'Helper')
  await say('hello')
  await feed.getByText('You said: hello').waitFor()
  await page.reload()
  agent.conversation.say({ type: 'text_delta', text: 'Your order has left.' })
  agent.conversation.say({ type: 'text_end' })
  await page.waitForFunction(() => 'host' in window)
  await start(page, {})
  await feed.getByText('Your order has left.').waitFor()
  assert.equal(agent.conversations.size, 1)
  assert.equal(await feed.getByText('You said: hello').count(), 0)
  agent.conversation.say({
    type: 'cart_action',
    actions: [{ type: 'ADD_SUGGESTION', productId: 'x', product: { id: 'sku-mug', name: 'Mug' } }],
  })
  await say('and?')
  await feed.getByText('You said: and?').waitFor()
})

hosted('a key that is refused is told to the developer, and to whoever writes', async (all) => {
  const { page } = all
  const agent = { socket: '/ws/chat', apiKey: 'pk_bad', storeId: 'shop' }
  await begin(all, { agent })
  await eventually(async () =>
    assert.ok((await page.evaluate(() => host.warnings)).includes('the agent refuses apiKey or storeId (4001)')),
  )
  const { say, feed } = shopper(page, 'Helper')
  await say('hello')
  await feed.getByText('The assistant did not answer.').waitFor()
})

hosted('without a socket nothing of it is fetched', async ({ page, server }) => {
  await page.evaluate(() => host.start({ open: true }))
  const { say, feed } = shopper(page, 'Helper')
  await say('hello')
  await feed.getByText('Yes.').waitFor()
  assert.deepEqual(
    server.asked.filter((path) => /socket|stream/.test(path)),
    [],
  )
})
