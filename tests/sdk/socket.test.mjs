// The client of the socket against a scripted server: what is lost, doubled, cut, torn or nonsense on the way.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Socket, ask, page, say, server, settle, socket, stop, wait, widget } from './support/line.mjs'

test('it authenticates first, and says who it is', async () => {
  await widget({ userId: 'u-7' })
  assert.equal(socket().url, 'wss://shop.example/api/v1/ws/chat')
  const auth = { type: 'auth', api_key: 'pk_good', store_id: 'shop', session_id: 'u-7', language: 'en' }
  assert.deepEqual(server.got, [auth])
  stop.abort()
  assert.equal(socket().code, 1000)
  assert.ok(!server.lines.size)
  await wait(120_000)
  assert.equal(Socket.all.length, 1, 'nothing happens after the end')
})

test('an answer is streamed, and comes whole', async () => {
  const agent = await widget()
  server.answer = ({ id }, say) => {
    say({ type: 'status', text: 'Looking' })
    say({ type: 'text_delta', text: 'We have ' })
    say({ type: 'text_delta', text: 'mugs.' })
    say({ type: 'text_end' })
    say({
      type: 'product_cards',
      products: [{ sku: 's', name: 'Mug', price: 8, promo_price: 7, stock: 2 }, { id: 'whole' }],
    })
    say({ type: 'text_delta', text: 'Take one.' })
    say({ type: 'quick_replies', replies: ['Yes'] })
    say({ type: 'cart_action', actions: [{ type: 'ADD_SUGGESTION', productId: 's' }] })
    say({ type: 'cart_action', actions: [{ type: 'CLEAR' }] })
    say({ type: 'response_complete', id })
  }
  const said = await say(agent, 'mugs')
  const [{ id, ...message }] = server.find('message')
  assert.deepEqual(message, { type: 'message', text: 'mugs', cartSnapshot: { items: [] } })
  assert.ok(id)
  assert.equal(said.heard[0], 'We have ')
  assert.deepEqual(said.statuses, ['Looking'])
  const [{ results, ...answer }] = said.ends
  assert.deepEqual(answer, {
    aiResponse: 'We have mugs.\n\nTake one.',
    quickReplies: ['Yes'],
    cartAction: [{ type: 'ADD_SUGGESTION', productId: 's' }, { type: 'CLEAR' }],
  })
  assert.equal(results.length, 2)
  const { id: sku, price, salePrice, stockCount } = results[0]
  assert.deepEqual([sku, price, salePrice, stockCount, results[1]], ['s', 8, 7, 2, { id: 'whole' }])
})

test('a message that is cut in the middle goes on where it was', async () => {
  const agent = await widget()
  let go
  server.answer = ({ id }, say) => {
    say({ type: 'text_delta', text: 'one ' })
    go = () => {
      for (const text of ['two ', 'three']) say({ type: 'text_delta', text })
      say({ type: 'response_complete', id })
    }
  }
  const said = await say(agent, 'count')
  socket().line.cut()
  await settle()
  assert.equal(said.statuses.at(-1), 'waits')
  go()
  await wait(1_000)
  assert.equal(Socket.all.length, 2)
  const again = server.find('auth')[1]
  assert.deepEqual([again.conversation_id, again.last_seq], ['c1', 1])
  assert.deepEqual(said.ends, [{ aiResponse: 'one two three' }])
  assert.equal(server.find('message').length, 2, 'it may have been lost, and is sent under its id')
  assert.equal(server.conversation.seen.size, 1)
})

test('frames that come twice or in another order count once and in order', async () => {
  const agent = await widget()
  server.answer = () => {}
  const said = await say(agent, 'count')
  const id = server.find('message')[0].id
  const frames = ['one ', 'two ', 'three ', 'four'].map((text, at) => ({ type: 'text_delta', text, seq: at + 1 }))
  frames.push({ type: 'response_complete', id, seq: 5 })
  for (const at of [0, 0, 2, 1, 1, 4, 3, 2, 4]) socket().line.send(frames[at])
  await settle()
  assert.deepEqual(said.ends, [{ aiResponse: 'one two three four' }])
})

test('a frame that is missing is asked for, and given up when it does not come', async () => {
  const agent = await widget()
  server.answer = () => {}
  const said = await say(agent, 'count')
  const { conversation } = server
  conversation.say({ type: 'text_delta', text: 'one ' })
  socket().isDeaf = true
  conversation.say({ type: 'text_delta', text: 'two ' })
  socket().isDeaf = false
  conversation.say({ type: 'text_delta', text: 'three ' })
  await wait(4_000)
  assert.deepEqual([Socket.all.length, said.heard.at(-1)], [2, 'one two three '])
  // The server has forgotten the fourth.
  socket().isDeaf = true
  conversation.say({ type: 'text_delta', text: 'four ' })
  conversation.log.pop()
  socket().isDeaf = false
  conversation.say({ type: 'text_delta', text: 'five' })
  await wait(10_000)
  assert.equal(Socket.all.length, 3)
  assert.equal(said.heard.at(-1), 'one two three five')
  assert.ok(page.warnings.includes('the agent left frames out'))
})

test('a server that forgot the conversation gets the message anew', async () => {
  const agent = await widget()
  server.answer = (_, say) => say({ type: 'text_delta', text: 'half a sen' })
  const said = await say(agent, 'mugs')
  server.restart()
  server.answer = ({ id }, say) => {
    say({ type: 'text_delta', text: 'Mugs.' })
    say({ type: 'response_complete', id })
  }
  socket().line.cut()
  await wait(2_000)
  assert.equal(server.conversation.id, 'c2')
  assert.deepEqual(said.ends, [{ aiResponse: 'Mugs.' }])
  assert.equal((await say(agent, 'more')).ends.length, 1)
})

test('messages wait for a connection, all of them, and go out once', async () => {
  Socket.isDown = true
  const agent = await widget()
  const first = await say(agent, 'first')
  assert.equal(first.statuses.at(-1), 'waits')
  await wait(25_000)
  assert.ok(first.statuses.length >= 3, 'signs of life')
  first.stop.abort()
  const second = ask(agent, 'second')
  await settle()
  const third = await say(agent, 'third')
  third.stop.abort()
  await settle()
  Socket.isDown = false
  window.dispatchEvent(new Event('online'))
  await wait(1_000)
  const texts = server.find('message').map(({ text }) => text)
  assert.deepEqual(texts, ['first', 'second'], 'what was taken back is not sent')
  assert.deepEqual(second.ends, [{ aiResponse: 'You said: second' }])
  assert.deepEqual(page.told, [{ aiResponse: 'You said: first' }])
  assert.equal(second.statuses.at(-1), '')
  await wait(60_000)
  assert.equal(server.find('message').length, 2)
})

test('a stopped answer is not shown, and does not become that of the next message', async () => {
  const agent = await widget()
  const waiting = []
  server.answer = (message, say) => waiting.push([message, say])
  const first = await say(agent, 'first')
  first.stop.abort()
  const second = await say(agent, 'second')
  for (const [{ id, text }, say] of waiting) {
    say({ type: 'text_delta', text })
    say({ type: 'response_complete', id })
  }
  await settle()
  assert.deepEqual([first.ends, second.ends, page.told], [undefined, [{ aiResponse: 'second' }], []])
  // One that the server forgot does not hold up the others for ever.
  const third = await say(agent, 'third')
  third.stop.abort()
  await wait(31_000)
  const fourth = await say(agent, 'fourth')
  const [{ id }, reply] = waiting.at(-1)
  reply({ type: 'text_delta', text: 'fourth' })
  reply({ type: 'response_complete', id })
  await settle()
  assert.deepEqual(fourth.ends, [{ aiResponse: 'fourth' }])
})

test('the words that a message ends with replace what was streamed of it, and nothing before it', async () => {
  const agent = await widget()
  server.answer = ({ id }, say) => {
    say({ type: 'text_delta', text: 'One moment.' })
    say({ type: 'text_end' })
    say({ type: 'text_delta', text: 'I have added it.' })
    say({ type: 'text_end', text: 'I have put it to you to confirm.' })
    say({ type: 'response_complete', id })
  }
  const said = await say(agent, 'add it')
  const whole = 'One moment.\n\nI have put it to you to confirm.'
  assert.equal(said.heard.at(-1), whole)
  assert.deepEqual(said.ends, [{ aiResponse: whole }])
})

test('what nobody asked for is told, too', async () => {
  await widget()
  const { conversation } = server
  for (const text of ['Your order ', 'has left.']) conversation.say({ type: 'text_delta', text })
  await settle()
  assert.deepEqual(page.told, [])
  conversation.say({ type: 'text_end' })
  conversation.say({ type: 'product_cards', products: [{ sku: 's', name: 'Mug' }] })
  conversation.say({ type: 'cart_action', actions: [{ type: 'CLEAR' }] })
  conversation.say({ type: 'status', text: 'Idle' })
  conversation.say({ type: 'text_end' })
  conversation.say({ type: 'response_complete' })
  await settle()
  assert.deepEqual(
    page.told.map((answer) => [answer.aiResponse, Object.keys(answer)[1]]),
    [
      ['Your order has left.', undefined],
      ['', 'results'],
      ['', 'cartAction'],
    ],
  )
})

test('what there is in the place of a refused product does not mix with an answer that begins meanwhile', async () => {
  const agent = await widget()
  const { conversation } = server
  const add = agent.cart.onAddToCart('sku-none', 1, undefined, { id: 'hc-1', attempt: 1, signal: stop.signal })
  await settle()
  assert.equal((await add).ok, false)
  server.answer = () => {}
  const said = await say(agent, 'anything in red?')
  conversation.say({ type: 'text_delta', id: 'hc-1', text: 'These are alike:' })
  conversation.say({ type: 'text_end', id: 'hc-1' })
  conversation.say({ type: 'product_cards', id: 'hc-1', products: [{ sku: 'sku-mug', name: 'Mug' }] })
  conversation.say({ type: 'response_complete', id: 'hc-1' })
  conversation.say({ type: 'text_delta', text: 'Nothing in red.' })
  conversation.say({ type: 'text_end' })
  conversation.say({ type: 'response_complete', id: server.got.at(-1).id })
  await settle()
  assert.deepEqual(said.ends, [{ aiResponse: 'Nothing in red.' }])
  assert.deepEqual(
    page.told.map(({ aiResponse, results }) => [aiResponse, results?.length]),
    [
      ['These are alike:', undefined],
      ['', 1],
    ],
  )
})

test('a key that is refused ends the attempts until somebody writes again', async () => {
  const agent = await widget({ apiKey: 'pk_bad' })
  await settle()
  await wait(120_000)
  assert.equal(Socket.all.length, 1)
  assert.deepEqual(page.warnings, ['the agent refuses apiKey or storeId (4001)'])
  const said = await say(agent, 'hello')
  await wait(1_000)
  assert.deepEqual([Socket.all.length, said.ends], [2, ['host-error']])
})

test('a server that is away is tried less and less often, and at once when there is reason to hope', async () => {
  Socket.isDown = true
  await widget()
  const times = []
  for (let second = 0; second < 200; second += 0.5) {
    const before = Socket.all.length
    await wait(500)
    if (Socket.all.length > before) times.push(second)
  }
  const gaps = times.slice(1).map((time, at) => time - times[at])
  assert.deepEqual(gaps.slice(0, 8), [1, 2, 4, 8, 15, 15, 15, 15])
  const before = Socket.all.length
  window.dispatchEvent(new Event('online'))
  assert.equal(Socket.all.length, before + 1)
  await settle()
  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(Socket.all.length, before + 1)
  document.visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(Socket.all.length, before + 2)
  assert.deepEqual(page.warnings, ['there is no connection to the agent; it is tried again'], 'told once')
})

test('a dead connection is found out', async () => {
  await widget()
  await wait(90_000)
  assert.deepEqual([server.find('ping').length, Socket.all.length], [3, 1])
  socket().isMute = true
  await wait(41_000)
  assert.equal(Socket.all.length, 2)
  server.lines.forEach((line) => line.send({ type: 'ping' }))
  await settle()
  assert.equal(server.find('pong').length, 1)
})

test('nonsense is told once and ignored; what is unknown is ignored', async () => {
  const agent = await widget()
  const { line } = socket()
  const odd = ['{', '7', 'null', '[]', '{}', '{"type":7}', '{"type":"ingredient_checklist"}', 'x'.repeat(262_145)]
  for (const text of [...odd, ...odd]) line.raw(text)
  line.raw(new ArrayBuffer(8))
  for (const frame of [
    { type: 'text_delta' },
    { type: 'text_delta', text: {} },
    { type: 'status', text: 7 },
    { type: 'product_cards', products: 'many' },
    { type: 'product_cards', products: [null, 7, { sku: null }] },
    { type: 'quick_replies' },
    { type: 'cart_action', actions: {} },
    { type: 'action_result', id: 'none', ok: true },
    { type: 'cart', id: 'none' },
    { type: 'response_complete', id: {} },
    { type: 'conversation_started', conversation_id: 'c1' },
  ])
    line.send(frame)
  line.send({ type: 'error', code: 'rate_limited', message: 'slow down' })
  await settle()
  assert.deepEqual(page.warnings, [
    'a frame of the agent is no JSON object',
    'a frame of the agent is no text, or too long',
    'the agent failed: rate_limited slow down',
  ])
  assert.equal((await say(agent, 'hello')).ends.length, 1)
})

test('what no text can be made of throws nothing into the page', async () => {
  const agent = await widget()
  const { line } = socket()
  const odd = { toString: 1, valueOf: 1 }
  for (const frame of [
    { type: 'error', code: odd, message: odd },
    { type: 'error', id: odd, code: [odd] },
    { type: 'action_result', id: odd, ok: true },
    { type: 'cart', id: [odd] },
    { type: 'response_complete', id: odd },
    { type: 'status', text: odd },
    { type: 'cart_changed', action: odd },
  ])
    assert.doesNotThrow(() => socket().onmessage({ data: JSON.stringify(frame) }))
  void line
  assert.deepEqual(page.warnings, Array(2).fill('the agent failed:  '))
  server.answer = ({ id }, say) => say({ type: 'error', id, code: odd, message: [] })
  assert.deepEqual((await say(agent, 'hello')).ends, [''])
})

test('an error ends the message that it names', async () => {
  const agent = await widget()
  server.answer = ({ id }, say) => {
    say({ type: 'error', code: 'webhook_timeout', message: 'The store is slow.' })
    say({ type: 'text_delta', text: 'I am ' })
    say({ type: 'error', code: 'policy', message: 'too many', id })
  }
  const said = await say(agent, 'hello')
  assert.deepEqual([said.heard, said.ends], [['I am '], ['policy']])
  assert.deepEqual(page.warnings, ['the agent failed: webhook_timeout The store is slow.'])
})

test('a flood holds nothing that is not bounded', async () => {
  const agent = await widget()
  server.answer = () => {}
  const said = await say(agent, 'go')
  const { conversation } = server
  const cards = { type: 'product_cards', products: Array(200).fill({ sku: 's', name: 'Mug' }) }
  for (let times = 0; times < 5_000; times += 1) {
    conversation.say({ type: 'text_delta', text: 'and so on ' })
    if (times % 50 === 0) conversation.say(cards)
  }
  conversation.say({ type: 'response_complete', id: server.find('message')[0].id })
  await settle()
  const [{ aiResponse, results }] = said.ends
  assert.deepEqual([aiResponse.length, results.length, said.heard.length], [4_001, 100, 2])
})

test('a reload goes on with the conversation, and what was shown is not shown again', async () => {
  const agent = await widget()
  await say(agent, 'first')
  const { conversation } = server
  server.answer = (_, say) => say({ type: 'text_delta', text: 'half a ' })
  const changes = []
  const onCartChanged = ({ action }) => changes.push(action)
  await say(agent, 'second')
  conversation.say({ type: 'cart_changed', action: 'cart_cleared', items: [], total: 0 })
  await settle()
  window.dispatchEvent(new Event('pagehide'))
  conversation.say({ type: 'text_delta', text: 'sentence' })
  conversation.say({ type: 'response_complete', id: server.find('message')[1].id })
  conversation.say({ type: 'cart_changed', action: 'item_removed', items: [], total: 0 })
  await widget({ onCartChanged })
  await settle()
  const [before, after] = server.find('auth')
  assert.deepEqual([after.conversation_id, after.session_id], ['c1', before.session_id])
  assert.deepEqual(page.told, [{ aiResponse: 'half a sentence' }])
  assert.deepEqual(changes, ['item_removed'])
})
