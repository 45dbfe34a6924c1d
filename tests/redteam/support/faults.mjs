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
/** A change to the widget's own script. */
const widget = (from, to) => ({
  '/sdk/widget.js': (text) => {
    const changed = text.replaceAll(from, to)
    if (changed === text) throw new Error(`the widget has no ${from} to plant a fault in`)
    return changed
  },
})

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
