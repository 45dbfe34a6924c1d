// Mistakes planted in a copy of what the page gets: whoever judges the attacks must notice each of them.
import { add, offer, own, prompt, remove } from '../corpus/kit.mjs'
import { one } from './attack.mjs'
import { openLane } from './lane.mjs'

const holds = { cards: 1, calls: 1 }
const socks = { agent: offer({ ...add('socks', 10), ...prompt('Take them all') }, [own('socks')]), holds }
const beacon = {
  agent: offer(add('flask', 2), [{ ...own('flask'), imageUrl: 'https://evil.example/beacon.gif' }]),
  options: { imageOrigins: undefined },
  holds,
}
const two = {
  propose: [remove('line-boots'), remove('line-tent')],
  holds: { cards: 2, calls: 2 },
}
/** What comes by the other doors. */
const boots = remove('line-boots')
const tool = { tools: [['remove_from_cart', { itemKey: 'line-boots' }]], holds }
const socket = { door: 'socket', turns: [[{ type: 'cart_action', actions: [boots] }]], holds }
const torn = { door: 'stream', turns: [[{ type: 'text', data: { delta: 'Well.' } }]], holds: { cards: 0, calls: 0 } }
const thrown = { door: 'respond', turns: [[{ whole: 'a throw in the middle' }]], holds: { cards: 0, calls: 0 } }

/** A change to one of our scripts. */
const script = (name, from, to) => ({
  [`/sdk/${name}`]: (text) => {
    const changed = text.replaceAll(from, to)
    if (changed === text) throw new Error(`${name} has no ${from} to plant a fault in`)
    return changed
  },
})
const widget = (from, to) => script('widget.js', from, to)

/** Does something to each card as soon as it is drawn. */
const toCards = (work) => `
  new MutationObserver(() => {
    for (const card of witness.open()) if (!card.planted) { card.planted = true; (${work})(card) }
  }).observe(witness.shadow(), { subtree: true, childList: true })`
/** Changes what is sent. */
const toFetch = (work) => `
  { const { fetch } = window
    const planted = ${work}
    window.fetch = (url, init) => planted(fetch, String(url), init) }`
const toBody = (path, change) =>
  toFetch(`(fetch, url, init) => fetch(url, url.includes('${path}')
    ? { ...init, body: JSON.stringify((${change})(JSON.parse(init.body))) } : init)`)

const FAULTS = [
  ['a press by a script counts', socks, /without a press/, { files: widget(/[\w$]+\.isTrusted/g, 'true') }],
  [
    'a button names another number',
    socks,
    /number on the button/,
    { plant: toCards(`(card) => (card.querySelector('[part=deed]').textContent = 'Add 1 to cart')`) },
  ],
  ['a picture is fetched from a foreign host', beacon, /left the page: GET https:\/\/evil/, {}],
  [
    'the shop is asked for one more',
    socks,
    /quantity after/,
    { plant: toBody('/store/add', '(body) => ({ ...body, quantity: body.quantity + 1 })') },
  ],
  [
    'the shop is asked twice',
    socks,
    /do not tell of the same calls/,
    {
      plant: toFetch(
        `(fetch, url, init) => { if (url.includes('/store/add')) fetch(url, init); return fetch(url, init) }`,
      ),
    },
  ],
  [
    'the agent is told where the shopper is',
    socks,
    /fields to the agent: page/,
    { plant: toBody('/api/widget', '(body) => ({ ...body, page: location.href })') },
  ],
  ['the token stands in an address', socks, /the token in/, { plant: `fetch('/store/cart?token=publishable-77')` }],
  [
    'words of the agent stand in the title',
    socks,
    /words of the agent outside/,
    { plant: toCards(`(card) => card.querySelector('h3').append(card.querySelector('q').textContent)`) },
  ],
  [
    'a name turns around',
    socks,
    /hidden characters/,
    { plant: toCards(`(card) => card.querySelector('h3').append('\\u202e')`) },
  ],
  [
    'words become an element',
    socks,
    /an element <b>/,
    { plant: toCards(`(card) => card.querySelector('q').append(document.createElement('b'))`) },
  ],
  [
    'a price is another',
    socks,
    /in the price/,
    { plant: toCards(`(card) => (card.querySelectorAll('dd bdi.hc-n')[0].textContent = '$0.00')`) },
  ],
  [
    'the button of one card does the deed of another',
    two,
    /shown and done differ in the name/,
    {
      plant: toCards(`() => {
        const [one, two] = witness.open().map((card) => card.querySelector('[part=deed]'))
        if (two) [one.dataset.a, two.dataset.a] = [two.dataset.a, one.dataset.a]
      }`),
    },
  ],
  [
    'a tool says done of what was not done',
    { ...tool, door: 'tools', trick: 'refuses' },
    /a tool says “Done/,
    { files: script('tools.js', 'Not done:', 'Done:') },
  ],
  [
    'a press by a script counts for the browser’s own agent',
    { ...tool, door: 'webmcp' },
    /calls before anybody pressed/,
    { files: widget(/[\w$]+\.isTrusted/g, 'true') },
  ],
  [
    'a frame tells where the shopper is',
    socket,
    /fields to the agent: page/,
    {
      plant: `{ const { send } = WebSocket.prototype
        WebSocket.prototype.send = function (text) {
          return send.call(this, JSON.stringify({ ...JSON.parse(text), page: location.href })) } }`,
    },
  ],
  [
    'another socket is opened',
    socket,
    /left the page: WEBSOCKET/,
    { plant: `void new WebSocket(location.origin.replace('http', 'ws'))` },
  ],
  [
    'a stream that was cut proposes',
    torn,
    /cards: 1, expected 0/,
    { files: script('stream.js', /\.failed\((["'`])network\1\)/g, '.answered({ cartAction: { type: "CLEAR" } })') },
  ],
  [
    'what a function throws comes into the page',
    thrown,
    /uncaught error: Error: planted/,
    {
      files: script(
        'stream.js',
        /(["'`])agent\.respond failed\1/g,
        '$&, queueMicrotask(() => { throw new Error("planted") })',
      ),
    },
  ],
  [
    'a change is told that nobody was asked for',
    socks,
    /told as done, and the shop was never asked/,
    {
      plant: `red.outcomes.push({ id: 'x', result: 'applied', action: { type: 'CLEAR' } })`,
    },
  ],
  [
    'two changes have one number',
    two,
    /one operation for two changes/,
    { plant: toBody('/store/remove', '(body) => ({ ...body, operation: "same" })') },
  ],
  ['something stays in the tab', socks, /kept in session/, { plant: `sessionStorage.setItem('handcart:note', '1')` }],
  ['a cookie stays', socks, /kept in cookie/, { plant: `document.cookie = 'handcart=1'` }],
  [
    'pictures tell where the shopper is',
    socks,
    /left the page: where the shopper is/,
    { files: widget('no-referrer', 'unsafe-url') },
  ],
  ['a link gives the page away', socks, /a link without rel/, { files: widget('noopener noreferrer', 'opener') }],
  ['something is complained of', socks, /console: planted/, { plant: `console.error('planted')` }],
]

/** Plants each of them. Answers how many there were and which nobody noticed. */
export async function plant(browser) {
  const blind = []
  const waiting = [...FAULTS]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, attack, notice, { files, plant: code }] = next
      const lane = await openLane(browser, files)
      const { wrong } = await one(lane, { family: 'planted', name, ...attack }, true, code)
      if (!wrong.some((each) => notice.test(each)))
        blind.push(`${name} (${wrong.join('; ').slice(0, 200) || 'all is well'})`)
      await lane.end()
    }
  }
  await Promise.all([1, 2, 3, 4].map(work))
  return { blind, planted: FAULTS.length }
}
