import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { sdk } from './support/compile.mjs'

const { loader } = await sdk('loader')
const { failure } = await sdk('failure')

const offline = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
const turn = () => new Promise((done) => setImmediate(done))

async function pass(ms) {
  await turn()
  mock.timers.tick(ms)
  await turn()
}

beforeEach(() => {
  globalThis.document = {}
  mock.timers.enable({ apis: ['setTimeout'] })
})
afterEach(() => {
  delete globalThis.document
  mock.timers.reset()
  mock.restoreAll()
})

test('on a server nothing is fetched and null comes back', async () => {
  delete globalThis.document
  const fetchWidget = mock.fn()
  assert.equal(await loader(fetchWidget)({}), null)
  assert.equal(fetchWidget.mock.callCount(), 0)
})

test('the widget is fetched once for all calls, and each call gets its own start', async () => {
  const start = mock.fn(async ({ name }) => `handle of ${name}`)
  const fetchWidget = mock.fn(async () => ({ start }))
  const init = loader(fetchWidget)
  assert.deepEqual(await Promise.all([init({ name: 'a' }), init({ name: 'b' })]), ['handle of a', 'handle of b'])
  await init({ name: 'c' })
  assert.equal(fetchWidget.mock.callCount(), 1)
  assert.equal(start.mock.callCount(), 3)
})

test('a failure of the network is tried again after 2 s and after 8 s, then told, and forgotten', async () => {
  const fetchWidget = mock.fn(offline)
  const onError = mock.fn()
  const init = loader(fetchWidget)
  const started = init({ onError })
  const refused = assert.rejects(started, { code: 'network', retryable: true })
  await pass(1_999)
  assert.equal(fetchWidget.mock.callCount(), 1)
  await pass(1)
  assert.equal(fetchWidget.mock.callCount(), 2)
  await pass(8_000)
  await refused
  assert.deepEqual(
    fetchWidget.mock.calls.map(({ arguments: [times] }) => times),
    [0, 1, 2],
  )
  assert.equal(onError.mock.callCount(), 1)
  fetchWidget.mock.mockImplementation(async () => ({ start: async () => 'here' }))
  assert.equal(await init({}), 'here')
})

test('an answer that never comes is a timeout', async () => {
  const onError = mock.fn()
  const refused = assert.rejects(loader(() => new Promise(() => {}))({ onError }), { code: 'timeout', retryable: true })
  for (const ms of [10_000, 2_000, 10_000, 8_000, 10_000]) await pass(ms)
  await refused
  assert.equal(onError.mock.callCount(), 1)
})

test('a broken script is not tried again', async () => {
  const fetchWidget = mock.fn(() => Promise.reject(new SyntaxError('Unexpected token <')))
  await assert.rejects(loader(fetchWidget)({ onError() {} }), { code: 'corrupt', retryable: false })
  assert.equal(fetchWidget.mock.callCount(), 1)
})

test('a failed start keeps the fetched widget, and what it rejects with reaches the host as it is', async () => {
  const error = failure('csp', 'refused')
  const fetchWidget = mock.fn(async () => ({ start: () => Promise.reject(error) }))
  const onError = mock.fn()
  const init = loader(fetchWidget)
  await assert.rejects(init({ onError }), error)
  await assert.rejects(init({ onError }), error)
  assert.equal(fetchWidget.mock.callCount(), 1)
  assert.equal(onError.mock.calls[0].arguments[0], error)
})

test('without onError the failure is a warning, and a promise nobody waits for does no harm', async () => {
  const warn = mock.method(console, 'warn', () => {})
  loader(async () => ({ start: () => Promise.reject(failure('config', 'wrong')) }))(undefined)
  loader(async () => ({ start: () => Promise.reject(failure('config', 'wrong')) }))({
    onError() {
      throw new Error('host')
    },
  })
  await turn()
  assert.equal(warn.mock.callCount(), 2)
})
