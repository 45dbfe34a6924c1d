// Answers in pieces: events over HTTP, and what a function of the page gives.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sdk } from './support/compile.mjs'

const { events, read, respond } = await sdk('../browser/transport/stream')

/** What a reader of events makes of these pieces. */
function heard(...pieces) {
  const all = []
  const take = events(
    (type, data) => all.push([type, data]),
    () => all.push('alive'),
  )
  for (const piece of pieces) take(piece)
  take('', true)
  return all
}

const STREAM =
  'event: text\ndata: {"delta":"Hé"}\n\n: still here\n\ndata: one\ndata:  two\ndata\nid: 7\nretry: 3\n\nevent: done\n\n'
const TOLD = [['text', '{"delta":"Hé"}'], 'alive', ['', 'one\n two\n']]

test('events are read whatever ends their lines and wherever they are cut', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const stream = STREAM.replaceAll('\n', end)
    assert.deepEqual(heard(stream), TOLD, JSON.stringify(end))
    assert.deepEqual(heard(...stream), TOLD, `${JSON.stringify(end)}, character by character`)
    for (let at = 0; at < stream.length; at += 1) assert.deepEqual(heard(stream.slice(0, at), stream.slice(at)), TOLD)
  }
})

test('an event is too long in whatever pieces and lines it comes', () => {
  const line = `data: ${'x'.repeat(300_000)}\n`
  assert.throws(() => heard(`data: ${'x'.repeat(1_100_000)}\n\n`), /too long/)
  assert.throws(() => heard(line, line, line, line), /too long/)
  assert.equal(heard(line, line, line, '\n', line, '\n').length, 2)
})

test('a flood of comments is one sign of life for each piece', () => {
  assert.deepEqual(heard(':\n\n'.repeat(100_000), ': more\n\n', 'data: 1\n\n'), ['alive', 'alive', ['', '1']])
})

test('an event counts without its empty line, and without the end of its line', () => {
  assert.deepEqual(heard('event: a\ndata: 1'), [['a', '1']])
  assert.deepEqual(heard('data:1\r'), [['', '1']])
  assert.deepEqual(heard(''), [])
})

test('an event without an end is given up', () => {
  const take = events(
    () => {},
    () => {},
  )
  assert.throws(() => take('x'.repeat(1_048_577)))
  const lines = events(
    () => {},
    () => {},
  )
  assert.throws(() => lines('data\n'.repeat(10_002)))
})

/** Waits for the answer; `heard` are the words on the way. */
function hears() {
  const all = { heard: [], statuses: 0 }
  all.ended = new Promise((done) => {
    all.to = {
      heard: (text, isStatus) => (isStatus ? (all.statuses += 1) : all.heard.push(text)),
      answered: (answer) => done({ answer }),
      failed: (code, why, cause) => done({ code, why, cause }),
    }
  })
  return all
}

/** A response whose body comes in these pieces of bytes; `cut` breaks it off. */
function response(pieces, isCut = false) {
  const body = new ReadableStream({
    async start(controller) {
      for (const piece of pieces) {
        controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
        await new Promise((next) => setTimeout(next, 5))
      }
      if (isCut) controller.error(new Error('cut'))
      else controller.close()
    },
  })
  return { body }
}

async function streamed(pieces, isCut) {
  const all = hears()
  await read(response(pieces, isCut), all.to)
  return { ...(await all.ended), heard: all.heard, statuses: all.statuses }
}

test('words grow, and the answer ends the stream', async () => {
  const bytes = new TextEncoder().encode('\ufeffevent: text\ndata: {"delta":"Grüße"}\n\n')
  const split = [...bytes].map((byte) => Uint8Array.of(byte))
  const answer = { aiResponse: 'Grüße!', results: [] }
  const end = `: alive\n\nevent: answer\ndata: ${JSON.stringify(answer)}\n\nevent: text\ndata: {"delta":"late"}\n\n`
  const got = await streamed([...split, end])
  assert.deepEqual([got.answer, got.heard, got.statuses], [answer, ['Grüße'], 1])
})

test('a stream that is cut, or ends without an answer, is a failure of the network and its words stay', async () => {
  const text = 'event: text\ndata: {"delta":"We have"}\n\n'
  for (const isCut of [true, false]) {
    const got = await streamed([text, 'event: text\ndata: {"del'], isCut)
    assert.deepEqual([got.code, got.heard, got.answer], ['network', ['We have'], undefined])
  }
})

test('an error of the agent has its code; what cannot be read is left out', async () => {
  const odd = ['event: text\ndata: nothing\n\n', 'event: text\ndata: {"delta":7}\n\n', 'event: other\ndata: {}\n\n']
  const got = await streamed([...odd, 'event: error\ndata: {"code":"policy","message":"too many"}\n\n'])
  assert.deepEqual([got.code, got.heard], ['policy', []])
  assert.equal((await streamed(['event: error\ndata: oh\n\n'])).code, 'host-error')
  assert.equal((await streamed(['event: answer\ndata: oh\n\n'])).answer, null)
})

test('ten thousand pieces are told a few times, and no more than an answer holds', async () => {
  const piece = 'event: text\ndata: {"delta":"0123456789"}\n\n'
  const got = await streamed([piece.repeat(10_000), 'event: answer\ndata: {}\n\n'])
  assert.ok(got.heard.length <= 3, `${got.heard.length} times`)
  assert.equal(got.heard.at(-1).length, 4_001)
})

const body = Object.assign(Object.create(null), { query: 'a mug', cartSnapshot: { items: [] } })

async function answers(work, signal = new AbortController().signal) {
  const all = hears()
  await respond({ respond: work }, body, signal, all.to)
  return { ...(await all.ended), heard: all.heard }
}

test('a function is asked with what an endpoint would get, and a signal', async () => {
  let asked
  const agent = {
    name: 'mine',
    respond(turn) {
      asked = [this.name, turn]
      return { aiResponse: 'Here', results: [1] }
    },
  }
  const all = hears()
  const { signal } = new AbortController()
  await respond(agent, body, signal, all.to)
  assert.deepEqual(await all.ended, { answer: { aiResponse: 'Here', results: [1] } })
  assert.deepEqual(asked, ['mine', { query: 'a mug', cartSnapshot: { items: [] }, signal }])
  assert.equal(Object.getPrototypeOf(asked[1]), Object.prototype)
})

test('words alone are an answer, and so is a promise of them', async () => {
  assert.deepEqual((await answers(() => 'Hello')).answer, { aiResponse: 'Hello' })
  assert.deepEqual((await answers(async () => 'Hello')).answer, { aiResponse: 'Hello' })
  assert.equal((await answers(() => undefined)).answer, undefined)
  assert.equal((await answers(() => 7)).answer, 7)
})

test('parts are put together: words appended, lists replaced', async () => {
  const got = await answers(async function* () {
    yield 'We '
    yield { aiResponse: 'have ', results: ['a'], conversationId: 'x' }
    yield null
    yield { aiResponse: { text: 'mugs.' }, results: ['b', 'c'] }
    yield 7
  })
  assert.deepEqual(got.answer, { results: ['b', 'c'], conversationId: 'x', aiResponse: 'We have mugs.' })
  assert.equal(got.heard.at(-1), 'We have mugs.')
})

test('what it throws is told with its cause, and its words stay', async () => {
  const cause = new Error('no')
  const fails = [
    () => {
      throw cause
    },
    async () => {
      throw cause
    },
    async function* () {
      throw cause
    },
  ]
  for (const work of fails)
    assert.deepEqual(await answers(work), { code: 'host-error', why: 'agent.respond failed', cause, heard: [] })
  const got = await answers(async function* () {
    yield 'We have'
    throw Object.assign(new Error('lost'), { code: 'network' })
  })
  assert.deepEqual([got.code, got.heard], ['network', ['We have']])
  const hostile = {
    get code() {
      throw new Error('twice')
    },
  }
  assert.equal((await answers(() => Promise.reject(hostile))).code, 'host-error')
})

test('a function that never ends is stopped, and the page goes on meanwhile', async () => {
  let turns = 0
  const clock = setInterval(() => (turns += 1), 1)
  let isReturned = false
  const got = await answers(async function* () {
    try {
      for (;;) yield 'more '
    } finally {
      isReturned = true
    }
  })
  clearInterval(clock)
  assert.equal(got.answer.aiResponse.length, 4_001)
  assert.ok(isReturned)
  assert.ok(turns > 5, `${turns} turns of the loop`)
})

test('an answer that nobody waits for is ended at its source', async () => {
  const stop = new AbortController()
  let isReturned
  const returned = new Promise((done) => (isReturned = done))
  const parts = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: false, value: 'more ' }),
      return() {
        isReturned(true)
        throw new Error('rude')
      },
    }),
  }
  const all = hears()
  const working = respond({ respond: () => parts }, body, stop.signal, all.to)
  setTimeout(() => stop.abort(), 20)
  assert.equal(await returned, true)
  await working
})
