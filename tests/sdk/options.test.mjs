import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { sdk } from './support/compile.mjs'

const { check, unknown, insist } = await sdk('options')

const call = () => {}
const cart = { enabled: true, onGetCart: call, onAddToCart: call, onRemoveFromCart: call, onUpdateQuantity: call }
const named = (options) => check(options).map(({ option }) => option)

test('options that a host would write are fine', () => {
  const options = {
    cart: {
      ...cart,
      initialCount: 0,
      externalUpdateEvent: ['cart:changed', 'wc_fragments_refreshed'],
      onCheckout: call,
    },
    agent: { endpoint: '/assistant', token: 't', headers: { 'x-shop': 'one' } },
    title: 'Help',
    suggestions: ['Boots', { text: 'Tents', image: '/tent.svg' }],
    imageOrigins: ['https://cdn.shop.example', 'http://127.0.0.1:8080'],
    theme: 'auto',
    position: 'start',
    timeouts: { mutation: 5000, read: 60000, prompt: 600000 },
    caps: { maxQuantity: 1, maxLineValue: 0, maxCartValue: 99.95, perMinute: 600, actions: ['REMOVE', 'CHECKOUT'] },
    onError: call,
  }
  assert.deepEqual(check(options), [])
  assert.deepEqual(check({}), [])
  assert.deepEqual(unknown(options), [])
})

test('caps are whole numbers, amounts, and a list of kinds', () => {
  const wrong = {
    maxQuantity: [0, 1.5, 10_000, '5', NaN],
    maxLineValue: [-1, '5', Infinity, 1e9 + 1],
    maxCartValue: [-0.01, null, NaN],
    perMinute: [0, 601, 2.5],
    actions: [[], ['BUY'], 'REMOVE', ['REMOVE', 1], {}],
  }
  for (const [cap, values] of Object.entries(wrong))
    for (const value of values) assert.deepEqual(named({ caps: { [cap]: value } }), [`caps.${cap}`], `${cap}: ${value}`)
  assert.deepEqual(unknown({ caps: { maxQuantity: 1, perHour: 2 } }), ['caps.perHour'])
  assert.match(
    check({ caps: { actions: ['BUY'] } })[0].expected,
    /^a list of one or more of ADD_SUGGESTION, REMOVE, UPDATE_QUANTITY, CLEAR, SET_DESTINATION_COUNTRY, CHECKOUT$/,
  )
})

test('with caps the options name the wasm that knows them; what else they are stays as it was', () => {
  assert.deepEqual(insist({ title: 'Help' }), { title: 'Help' })
  assert.equal(insist({ wasmUrl: '/a/handcart_bg.wasm' }).wasmUrl, '/a/handcart_bg.wasm')
  const { wasmUrl, ...rest } = insist({ title: 'Help', caps: {} })
  assert.match(wasmUrl.href, /\/handcart_caps_bg\.wasm$/)
  assert.deepEqual(rest, { title: 'Help', caps: {} })
  const beside = insist({ caps: {}, wasmUrl: new URL('https://cdn.example/a/handcart_bg.wasm?v=3') }).wasmUrl
  assert.equal(beside.href, 'https://cdn.example/a/handcart_caps_bg.wasm?v=3')
})

test('every problem is named at once, with what was expected and what came', () => {
  const problems = check({
    cart: {
      enabled: 'yes',
      onAddToCart: 1,
      onRemoveFromCart: call,
      onUpdateQuantity: call,
      externalUpdateEvent: 'no spaces',
    },
    agent: {},
    theme: 'pink',
    timeouts: { mutation: 10, prompt: NaN },
    suggestions: [3],
  })
  assert.deepEqual(
    problems.find(({ option }) => option === 'cart.onGetCart'),
    {
      option: 'cart.onGetCart',
      expected: 'a function',
      received: 'undefined',
    },
  )
  assert.deepEqual(problems.map(({ option }) => option).sort(), [
    'agent.endpoint',
    'cart.enabled',
    'cart.externalUpdateEvent',
    'cart.onAddToCart',
    'cart.onGetCart',
    'suggestions',
    'theme',
    'timeouts.mutation',
    'timeouts.prompt',
  ])
})

test('a cart that is switched off needs no callbacks', () => assert.deepEqual(check({ cart: { enabled: false } }), []))

test('what is no object is one problem', () => {
  for (const wrong of [undefined, null, 'x', 7, [], call]) assert.deepEqual(named(wrong), ['options'])
  assert.deepEqual(named({ cart: null, agent: 'x', timeouts: [] }), ['cart', 'agent', 'timeouts'])
})

test('only http(s) addresses and paths are taken', () => {
  for (const endpoint of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x', '', 'http://'])
    assert.deepEqual(named({ agent: { endpoint } }), ['agent.endpoint'], endpoint)
  for (const endpoint of ['https://agent.example/v1', '/api', 'api'])
    assert.deepEqual(check({ agent: { endpoint } }), [], endpoint)
})

test('an agent is behind an address or a socket, or a function', () => {
  const socket = { socket: 'wss://agent.example/chat', apiKey: 'pk', storeId: 's' }
  assert.deepEqual(check({ agent: socket }), [])
  assert.deepEqual(check({ agent: { ...socket, socket: '/chat', userId: 'u', onCartChanged: call } }), [])
  assert.deepEqual(named({ agent: { socket: 7 } }), ['agent.socket', 'agent.apiKey', 'agent.storeId'])
  assert.deepEqual(check({ agent: { respond: call } }), [])
  assert.deepEqual(named({ agent: { respond: 'hello' } }), ['agent.respond'])
})

test('an option whose getter throws counts as absent', () => {
  const options = { cart: { ...cart } }
  Object.defineProperty(options.cart, 'onGetCart', {
    enumerable: true,
    get() {
      throw new Error('host')
    },
  })
  assert.deepEqual(named(options), ['cart.onGetCart'])
})

test('the error lists the problems one a line and is not retryable', () => {
  assert.throws(
    () => insist({ title: 1, open: 'x' }),
    ({ code, retryable, message }) => {
      assert.equal(code, 'config')
      assert.equal(retryable, false)
      assert.deepEqual(message.split('\n').slice(1), [
        '- title: expected a string, received 1',
        '- open: expected true or false, received "x"',
      ])
      return true
    },
  )
})

test('unknown options are a warning, and methods of the host on its own cart object are not', () => {
  const warn = mock.method(console, 'warn', call)
  insist({ titel: 'x', cart: { ...cart, baseUrl: '/api' }, agent: { endpoint: '/a', url: '/b' } })
  assert.deepEqual(
    warn.mock.calls.map(({ arguments: [text] }) => text),
    ['Handcart: unknown options were ignored: titel, agent.url'],
  )
  warn.mock.restore()
})

test('origins are origins, and nothing that only looks like one', () => {
  for (const bad of ['cdn.shop.example', 'https://cdn.shop.example/', 'https://cdn.shop.example/pictures', '*', 7])
    assert.deepEqual(named({ imageOrigins: [bad] }), ['imageOrigins'], String(bad))
  assert.deepEqual(named({ imageOrigins: 'https://cdn.shop.example' }), ['imageOrigins'])
  assert.deepEqual(named({ imageOrigins: [] }), [])
})
