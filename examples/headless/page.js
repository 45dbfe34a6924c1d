// A page that draws everything itself. Handcart reads the cart, asks the agent and keeps the promises; this page shows
// what it is told and hands on what the shopper pressed.
import { init } from '/sdk/handcart.js'

// The shop: three things, and a cart in memory.
const SHELF = { tent: ['Tent', 28900], mat: ['Mat', 4900], socks: ['Socks', 1250] }
const lines = new Map([['mat', 1]])
const money = (cents) => `$${(cents / 100).toFixed(2)}`

function state() {
  const items = [...lines].map(([id, quantity]) => ({
    key: `line-${id}`,
    id,
    name: SHELF[id][0],
    price: money(SHELF[id][1]),
    quantity,
  }))
  const sum = items.reduce((total, { id, quantity }) => total + SHELF[id][1] * quantity, 0)
  const totalItems = items.reduce((count, { quantity }) => count + quantity, 0)
  return { items, totalItems, subtotal: money(sum), total: money(sum), currency: 'USD' }
}

const done = (change) => {
  change()
  return { success: true, cart: state() }
}
const idOf = (key) => key.replace('line-', '')

const cart = {
  enabled: true,
  onGetCart: state,
  onAddToCart: (id, quantity) => done(() => lines.set(id, (lines.get(id) ?? 0) + quantity)),
  onRemoveFromCart: (key) => done(() => lines.delete(idOf(key))),
  onUpdateQuantity: (key, quantity) => done(() => lines.set(idOf(key), quantity)),
}

// The page.
const find = (selector) => document.querySelector(selector)

/** An element with a text, or with others in it. Texts become text nodes, so no word of an agent is ever markup. */
function el(name, ...inside) {
  const made = document.createElement(name)
  made.append(...inside)
  return made
}

function said(entry, outcomes) {
  if (entry.kind === 'shopper') return el('li', `You: ${entry.text}`)
  if (entry.kind === 'agent') return el('li', `Assistant: ${entry.text}`)
  if (entry.kind === 'products')
    return el('li', `Shown: ${entry.products.map(({ name, price }) => `${name} (${price})`).join(', ')}`)
  if (entry.kind !== 'outcome') return undefined
  const outcome = outcomes.find(({ id }) => id === entry.outcome)
  return outcome && el('li', `${outcome.name || 'The plan'}: ${outcome.result}`)
}

const WORDS = {
  ADD_SUGGESTION: 'Add to the cart',
  REMOVE: 'Remove from the cart',
  UPDATE_QUANTITY: 'Change the quantity',
  CLEAR: 'Empty the cart',
  PLAN: 'Several changes',
}

/** The facts, all of them from the shop. */
function list({ name, variant, quantity, price, before, after, cart: now }) {
  const facts = [
    ['What', [name, variant].filter(Boolean).join(', ')],
    ['Pieces', String(quantity)],
    ['Price of one', price],
    ['In your cart', `${before} now, ${after} afterwards`],
    ['Total now', now.total],
  ]
  return el('dl', ...facts.filter(([, value]) => value).flatMap(([term, value]) => [el('dt', term), el('dd', value)]))
}

/** The prompt of a plan: a box for each row, and what was ticked is what is answered. */
function rowsOf({ facts: { rows = [] } }) {
  const boxes = rows.map(({ action, name, quantity, price, tick }) => {
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: tick === 'on' })
    const label = el('label', box, ` ${WORDS[action.type]}: ${quantity} ${name} ${price ?? ''}`)
    return { box, action, label }
  })
  return {
    shown: boxes.map(({ label }) => el('p', label)),
    edited: () => boxes.filter(({ box }) => box.checked).map(({ action }) => action),
  }
}

/** The page's own prompt. It is bound to the revision that it shows: an older one is refused. */
function prompt(handcart, proposal) {
  const { id, revision, words, facts } = proposal
  const isPlan = facts.action.type === 'PLAN'
  const { shown, edited } = rowsOf(proposal)
  const yes = el('button', 'Yes, do it')
  const no = el('button', 'No')
  yes.addEventListener('click', ({ isTrusted }) => {
    // Only a person's click counts. Handcart cannot see it here, so the page looks.
    if (isTrusted) handcart.answer(id, isPlan ? { edited: edited() } : 'confirm', revision)
  })
  no.addEventListener('click', () => handcart.answer(id, 'decline'))
  const quote = words ? [el('p', 'The assistant says: ', el('q', words))] : []
  const box = el('article', el('h2', WORDS[facts.action.type] ?? facts.action.type), ...quote)
  box.append(...(isPlan ? shown : [list(facts)]), yes, ' ', no)
  box.className = 'ask'
  return { id, revision, box, yes }
}

/** The prompts on the page: one that says the same stays, with its ticks and the focus in it. */
let prompts = []
function ask(handcart, proposals) {
  prompts = proposals.map((proposal) => {
    const same = prompts.find(({ id, revision }) => id === proposal.id && revision === proposal.revision)
    const made = same ?? prompt(handcart, proposal)
    made.yes.disabled = proposal.stage !== 'ready'
    return made
  })
  const boxes = prompts.map(({ box }) => box)
  const asks = find('#asks')
  if (boxes.length !== asks.children.length || boxes.some((box, at) => box !== asks.children[at]))
    asks.replaceChildren(...boxes)
}

let last

/** Draws what changed: what is the same object as before is the same. */
function draw(handcart, view) {
  if (view.entries !== last?.entries || view.outcomes !== last?.outcomes)
    find('#talk').replaceChildren(...view.entries.flatMap((entry) => said(entry, view.outcomes) ?? []))
  if (view.cart?.state !== last?.cart?.state) {
    const { items = [], total = '' } = view.cart?.state ?? {}
    find('#cart').replaceChildren(
      ...items.map(({ name, quantity, price }) => el('li', `${quantity} ${name}, ${price}`)),
    )
    find('#total').textContent = `Total: ${total}`
  }
  if (view.proposals !== last?.proposals) ask(handcart, view.proposals)
  find('#say button').disabled = view.busy
  last = view
}

const handcart = await init({ headless: true, cart, agent: { endpoint: location.origin } })
handcart.subscribe((view) => draw(handcart, view))
find('#say').addEventListener('submit', (event) => {
  event.preventDefault()
  const { words } = event.target.elements
  handcart.ask(words.value)
  words.value = ''
})
find('#save').addEventListener('click', () => handcart.journal('journal.jsonl'))
window.handcart = handcart
