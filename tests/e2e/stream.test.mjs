// Answers that arrive in pieces: a stream of events from the endpoint, and a function of the page's own.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const SOCKS = { id: 'socks', externalId: '77', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const event = (type, data) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`

/** An answer of the server whose events the test sends: `stream.send(type, data)`, `stream.cut()`. */
function streaming(server) {
  const stream = {}
  stream.begun = new Promise((begun) => {
    server.answer = (_, request) => (response) => {
      stream.accept = request.headers.accept
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.flushHeaders()
      stream.send = (type, data) => response.write(event(type, data))
      stream.raw = (text) => response.write(text)
      stream.end = () => response.end()
      stream.cut = () => response.destroy()
      stream.closed = new Promise((closed) => response.on('close', closed))
      begun()
    }
  })
  return stream
}

/** What a screen reader was told since. */
const listen = (page) =>
  page.evaluate(() => {
    window.told = []
    const line = document.querySelector('hand-cart').shadowRoot.querySelector('[role=status]')
    new MutationObserver(() => window.told.push(line.textContent)).observe(line, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })

hosted('the words of a stream grow in one message, and are told aloud once', async ({ page, server }) => {
  await page.evaluate(() => host.start({ open: true }))
  const { say, feed, cards } = shopper(page, 'Helper')
  const stream = streaming(server)
  await listen(page)
  await say('socks')
  await stream.begun
  assert.match(stream.accept, /text\/event-stream/)
  await feed.getByText('Looking in the shop').waitFor()
  let words = ''
  for (const delta of ['We ', 'have ', 'warm ', 'socks.']) {
    words += delta
    stream.send('text', { delta })
    await feed.getByText(words.trim(), { exact: true }).waitFor()
    assert.equal(await feed.locator('.hc-say').count(), 1)
  }
  stream.raw(': still here\n\n')
  assert.equal(await feed.locator('.hc-live').count(), 1)
  stream.send('answer', { aiResponse: 'We have warm socks!' })
  await feed.getByText('We have warm socks!', { exact: true }).waitFor()
  await stream.closed
  assert.deepEqual([await feed.locator('.hc-say').count(), await feed.locator('.hc-live').count()], [1, 0])
  const told = (await page.evaluate(() => window.told)).filter((text) => text.includes('warm'))
  assert.deepEqual(told.length, 1, JSON.stringify(told))
  const again = streaming(server)
  await say('add them')
  await again.begun
  again.send('text', { delta: 'Sure' })
  again.send('answer', { results: [SOCKS], cartAction: { type: 'ADD_SUGGESTION', productId: 'socks' } })
  await cards.first().waitFor()
  assert.equal(await feed.getByText('Sure', { exact: true }).count(), 1)
})

hosted(
  'a stream that is cut keeps what was read, and the message can be sent again',
  async ({ page, server, allow }) => {
    allow('ERR_INCOMPLETE_CHUNKED_ENCODING')
    await page.evaluate(() => host.start({ open: true }))
    const { say, feed, button } = shopper(page, 'Helper')
    const stream = streaming(server)
    await say('socks')
    await stream.begun
    stream.send('text', { delta: 'We have warm' })
    await feed.getByText('We have warm').waitFor()
    stream.cut()
    await feed.getByText('Your message was not sent.').waitFor()
    assert.equal(await feed.getByText('We have warm').count(), 1)
    server.answer = () => ({ results: [], aiResponse: 'Here they are.' })
    await button('Send again').click()
    await feed.getByText('Here they are.').waitFor()
  },
)

hosted('an answer that is stopped ends the stream', async ({ page, server }) => {
  await page.evaluate(() => host.start({ open: true }))
  const { say, feed, button } = shopper(page, 'Helper')
  const stream = streaming(server)
  await say('socks')
  await stream.begun
  stream.send('text', { delta: 'We have' })
  await feed.getByText('We have').waitFor()
  await button('Stop the answer').click()
  await stream.closed
  assert.equal(await feed.getByText('We have').count(), 1)
})

hosted('whoever reads further up is left there while words arrive', async ({ page, server }) => {
  await page.evaluate(() => host.start({ open: true }))
  const { say, feed } = shopper(page, 'Helper')
  server.answer = () => ({ results: [], aiResponse: Array(40).fill('A long paragraph.').join('\n\n') })
  await say('tell me')
  await feed.getByText('A long paragraph.').first().waitFor()
  const stream = streaming(server)
  await say('more')
  await stream.begun
  await feed.evaluate((log) => (log.scrollTop = 0))
  for (let at = 0; at < 20; at += 1) {
    stream.send('text', { delta: `Line ${at}.\n\n` })
    await feed.getByText(`Line ${at}.`, { exact: true }).waitFor()
    assert.equal(await feed.evaluate((log) => log.scrollTop), 0)
  }
  await feed.evaluate((log) => (log.scrollTop = log.scrollHeight))
  stream.send('text', { delta: 'The end.' })
  await feed.getByText('The end.').waitFor()
  await eventually(async () =>
    assert.ok(await feed.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 2)),
  )
})

hosted('a function of the page answers with a promise', async ({ page }) => {
  await page.evaluate(() => {
    const SOCKS = { id: 'socks', externalId: '77', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
    const respond = async (turn) => {
      host.turn = { ...turn, signal: turn.signal instanceof AbortSignal }
      return {
        aiResponse: 'Socks, then.',
        results: [SOCKS],
        cartAction: { type: 'ADD_SUGGESTION', productId: 'socks' },
      }
    }
    return host.start({ open: true, agent: { respond } })
  })
  const { say, feed, confirm } = shopper(page, 'Helper')
  await say('socks please')
  await feed.getByText('Socks, then.').waitFor()
  await confirm('Add 1 to cart')
  await feed.getByText('Added 1 Socks.').waitFor()
  const turn = await page.evaluate(() => host.turn)
  assert.deepEqual(
    [turn.query, turn.signal, turn.language, turn.cartSnapshot.totalItems],
    ['socks please', true, 'en', 0],
  )
  assert.equal(await page.evaluate(() => host.count('onAddToCart')), 1)
})

hosted('a function of the page answers in parts, and what it throws is no answer', async ({ page }) => {
  await page.evaluate(() => {
    host.go = []
    const part = () => new Promise((done) => host.go.push(done))
    const warnings = (host.warnings = [])
    return host.start({
      open: true,
      onError: ({ message }) => warnings.push(message),
      agent: {
        async *respond({ query }) {
          yield 'We have '
          await part()
          if (query === 'fail') throw new Error('the model is away')
          yield { aiResponse: 'socks.', quickReplies: ['fail'] }
        },
      },
    })
  })
  const { say, feed, button } = shopper(page, 'Helper')
  await say('socks')
  await feed.getByText('We have', { exact: true }).waitFor()
  assert.equal(await feed.locator('.hc-live').count(), 1)
  await page.evaluate(() => host.go.shift()())
  await feed.getByText('We have socks.', { exact: true }).waitFor()
  await button('fail').click()
  await feed.getByText('We have', { exact: true }).waitFor()
  await page.evaluate(() => host.go.shift()())
  await feed.getByText('The assistant did not answer.').waitFor()
  assert.equal(await feed.getByText('We have', { exact: true }).count(), 1)
  assert.deepEqual(await page.evaluate(() => host.warnings), ['agent.respond failed: the model is away'])
  assert.deepEqual(await page.evaluate(() => host.errors), [])
})
