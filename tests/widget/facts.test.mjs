// What must be true of the markup, whatever the state.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { at } from '../../www/tools/paths.mjs'
import { attributes, html } from './support/html.mjs'
import { all, attr, buttons, each, hasClass, seen } from './support/walk.mjs'
import { context, english, state, states, tree, views } from './support/views.mjs'

const drawn = ({ view, look }) => tree(view, { look })
/** A state with another conversation. */
const talking = (feed, more = {}) => ({ ...state('First run').view, feed, ...more })
const premium = () => state('Add: the premium card').view.feed[0].ask
const clear = () => state('Clear: alert dialog, the way out focused').view.dialog

test('every message is used, and every plural has its forms', () => {
  const folders = ['dom', 'transport'].map((name) => at('src', 'browser', name))
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  const quoted = new Set(source.match(/'[\w-]+'/g))
  // A name that is computed ends with words of the drawing, or a code; a shorter one stands for all that are not there.
  const codes = readFileSync(at('src', 'contract', 'codes.rs'), 'utf8').matchAll(/Code::\w+,\s*"([a-z-]+)"/g)
  const drawing = readFileSync(at('src', 'browser', 'dom', 'view.ts'), 'utf8').matchAll(/'([a-z-]+)'/g)
  const any = `(?:${[...codes, ...drawing].map(([, word]) => word).join('|')})`
  const made = [...source.matchAll(/`((?:[a-z]+-)?\$\{[^`\s]*(?: as Plain)?\}[\w-]*)`/g)].map(
    ([, name]) => new RegExp(`^${name.replace(/-\$\{[^}]*\}/g, `(?:-${any})?`).replace(/\$\{[^}]*\}/g, any)}$`),
  )
  for (const [key, value] of Object.entries(english)) {
    assert(quoted.has(`'${key}'`) || made.some((name) => name.test(key)), `no code says ${key}`)
    if (typeof value === 'object') assert.deepEqual(Object.keys(value), ['one', 'other'], key)
    assert(!JSON.stringify(value).includes('Oops'), key)
  }
})

test('every state keeps the rules', () => {
  for (const each_ of states()) {
    const { name } = each_
    const whole = drawn(each_)
    const ids = new Set()
    const wanted = []
    const live = []
    each(whole, (el, around) => {
      for (const [attribute, value] of attributes(el)) {
        assert.notEqual(attribute, 'style', `${name}: no inline style`)
        assert(!value.includes('{'), `${name}: ${attribute} has an open placeholder`)
        assert(!/undefined|NaN|\[object/.test(value), `${name}: ${attribute} is ${value}`)
      }
      const id = attr(el, 'id')
      if (id) assert(!ids.has(id) && ids.add(id), `${name}: ${id} twice`)
      for (const reference of ['for', 'aria-labelledby']) if (attr(el, reference)) wanted.push(attr(el, reference))
      if (el.tag === 'img') assert.equal(attr(el, 'alt'), '', `${name}: the name stands beside the picture`)
      if (el.tag === 'button') assert.equal(attr(el, 'type'), 'button', name)
      if (['input', 'select', 'textarea'].includes(el.tag))
        assert(attr(el, 'aria-label') || id || around.some(({ tag }) => tag === 'label'), `${name}: a field, no name`)
      const role = attr(el, 'role')
      if (role === 'status' || role === 'alert') {
        live.push(role)
        assert(!el.kids.length && around.length === 1, `${name}: ${role} is there, empty, and not in the panel`)
      }
      if (hasClass(el, 'hc-ask'))
        assert(all(el, (inner) => hasClass(inner, 'is-main')).length <= 1, `${name}: one filled button on a card`)
    })
    assert.deepEqual(live, ['status', 'alert'], name)
    for (const id of wanted) assert(ids.has(id), `${name}: nothing has the id ${id}`)
    assert(!/\{|undefined|NaN|\[object/.test(html(whole)), `${name}: an open placeholder`)
    for (const [button, spoken] of buttons(whole)) {
      assert(spoken.trim(), `${name}: a button without a name`)
      const other = button.name === 'hc-bag' || button.name === 'hc-launch'
      assert(other || spoken.startsWith(seen(button)), `${name}: “${spoken}” does not begin with “${seen(button)}”`)
    }
  }
})

test('buttons say the deed', () => {
  const said = new Set(states().flatMap((each) => buttons(drawn(each)).map(([, name]) => name)))
  for (const name of [
    'Add Trail Runner GTX',
    'Remove 2 Trail Runner GTX',
    'Add 2 to cart',
    'Change to 3',
    'Keep 1',
    'Remove 1 from cart',
    'Keep it',
    'Keep everything',
    'Remove all 4 items',
    'Increase quantity of Trail Runner GTX',
    'Check out',
    'Cart, 12,58\u00a0€, 1 item',
    'Open the assistant, 3 items in cart',
    'Undo: Added 2 Trail Runner GTX, Size 42 · Pine green.',
    'Choose the size',
  ])
    assert(said.has(name), `no button is called “${name}”`)
})

test('no word of an agent leaves its quotation', () => {
  const mark = 'AGENTWORD'
  const ask = { ...premium(), words: mark }
  const feed = [
    { id: 0, kind: 'say', text: mark, live: true },
    { id: 1, kind: 'ask', ask },
    { id: 2, kind: 'ask', ask: { ...ask, source: 'desk', seller: 'Shop team' } },
  ]
  let places = 0
  each(tree(talking(feed, { dialog: { ...clear(), words: mark } })), (el, around) => {
    for (const [name, value] of attributes(el)) assert(!value.includes(mark), `in ${name}`)
    if (!el.kids.some((kid) => typeof kid === 'string' && kid.includes(mark))) return
    places += 1
    assert(el.tag === 'q' || hasClass(around.at(-1), 'hc-say'), `outside of the quotation: ${html(el)}`)
  })
  assert.equal(places, 4)
})

test('a proposal is read from top to bottom, and its way out is never off', () => {
  let cards = 0
  for (const each_ of states())
    for (const card of all(drawn(each_), ({ tag }) => tag === 'article')) {
      cards += 1
      const [yes, out] = buttons(card).filter(([el]) => /^(confirm|decline)/.test(attr(el, 'data-a')))
      assert.match(attr(yes[0], 'data-a'), /^confirm 7 3$/, each_.name)
      if (attr(card, 'aria-busy')) continue
      assert.equal(attr(out[0], 'data-a'), 'decline 7', each_.name)
      assert.equal(attr(out[0], 'aria-disabled'), undefined, each_.name)
    }
  assert(cards > 10)
  const long = html(tree(talking([{ id: 0, kind: 'ask', ask: { ...premium(), words: 'word '.repeat(100) } }])))
  assert(long.includes('…') && !long.includes('word '.repeat(41)), 'at most 200 characters')
})

test('the way out of the dialog comes first and has the focus', () => {
  const [dialog] = all(tree(talking([], { dialog: clear() })), ({ tag }) => tag === 'dialog')
  const [[out], [, yes]] = buttons(dialog)
  assert.equal(attr(out, 'data-a'), 'decline 7')
  assert(attr(out, 'autofocus') !== undefined && hasClass(out, 'is-main'))
  assert(yes.startsWith('Remove all 4'))
  assert.equal(attr(dialog, 'data-esc'), 'decline 7')
})

test('nothing is offered that the host cannot do', () => {
  const { view } = state('In the panel, with a toast')
  const cart = (checkout) => html(tree({ ...view, side: { ...view.side, checkout } }))
  assert(cart('ready').includes('data-a="checkout"'))
  assert(!cart('absent').includes('data-a="checkout"'))
  const { feed } = state('Products as a carousel').view
  const without = html(tree(talking(feed, { side: undefined })))
  assert(!without.includes('data-a="add') && !without.includes('data-a="cart"'))
  assert(without.includes('View Trail Runner GTX'))
})

test('a product that the host refuses says why, or leads to its page', () => {
  const entry = state('Products as a list, quick replies').view.feed[2]
  const one = (more) => html(tree(talking([{ ...entry, offers: [{ ...entry.offers[0], ...more }] }])))
  assert(one({ refused: true, reason: 'Not for sale here.' }).includes('See product'))
  assert(one({ refused: true, reason: 'Not for sale here.', url: undefined }).includes('Not for sale here.'))
  assert(one({ stock: 'out' }).includes('See product Zweipersonenzelt'))
  assert(one({ adding: true }).includes('aria-disabled="true"'))
})

test('a closed panel costs nothing until it was opened', () => {
  const memo = new views.Memo()
  const show = (panel) => html(tree(talking([], { panel }), { memo }))
  assert(!show('closed').includes('<section'))
  assert(show('talk').includes('<section class="hc-panel"'))
  assert(show('closed').includes(' hidden><header'), 'it keeps its place and its draft')
})

test('what is said is paragraphs, and the last one is marked while more is coming', () => {
  const say = (text, live = false) => {
    const [made] = all(tree(talking([{ id: 0, kind: 'say', text, live }])), (el) => hasClass(el, 'hc-say'))
    return made.kids.map((kid) => `${kid.name}:${kid.kids.join('')}`)
  }
  assert.deepEqual(say('one\ntwo\n\n \nthree\n\n', true), [':one\ntwo', 'hc-live:three'])
  assert.deepEqual(say('\n\none'), [':one'])
  assert.deepEqual(say('', true), ['hc-live:'])
})

test('every code and notice has a sentence', () => {
  const cx = context(talking([]))
  const { outcome } = state('Applied, undone, declined').view.feed[0]
  const { deed } = premium()
  const told = new Set()
  for (const code of CODES) {
    const said = views.spoken(cx, { kind: 'outcome', outcome: { ...outcome, verdict: 'rejected', code } })
    assert(said.includes('Nothing was added.'), said)
    assert(!told.has(said) && told.add(said), `${code} says what another code says`)
    const refused = views.spoken(cx, { kind: 'notice', notice: { kind: 'refused', code } })
    assert(refused.endsWith('.') && !refused.includes('{'), refused)
  }
  const say = (speech) => views.spoken(cx, speech)
  assert.equal(
    say({ kind: 'outcome', outcome }),
    'Added 2 Trail Runner GTX, Size 42 · Pine green. Your cart: 3 items, 232,48\u00a0€',
  )
  const asked = 'Add to your cart. Trail Runner GTX, Size 42 · Pine green. Add 2 to cart, or Not now.'
  assert.equal(say({ kind: 'ask', deed }), `Proposal: ${asked}`)
  assert.equal(say({ kind: 'changed', deed }), `The proposal changed. ${asked}`)
  const { ask } = state('Missing variant').view.feed.at(-1)
  const open = 'Add to your cart. Trail Runner GTX, Pine green. Choose the size, or Not now.'
  assert.equal(say({ kind: 'ask', deed: ask.deed, choosing: ask.choosing }), `Proposal: ${open}`)
  const gone = { ...ask.choosing, state: 'gone' }
  assert.match(say({ kind: 'changed', deed: ask.deed, choosing: gone }), / Sold out in this choice, or Not now\.$/)
  assert.equal(say({ kind: 'products', count: 1 }), '1 product is shown')
  assert.equal(say({ kind: 'words', text: 'Hello' }), 'The assistant says: Hello')
  assert.equal(say({ kind: 'waiting' }), 'Looking in the shop')
  assert.equal(
    say({ kind: 'notice', notice: { kind: 'no-answer' } }),
    'The assistant did not answer. Nothing was changed. You can ask again.',
  )
})

/** Every code there is, from the contract. */
const CODES = readFileSync(at('src', 'contract', 'types.d.ts'), 'utf8')
  .match(/export type Code =([^]*?)\n\n/)[1]
  .match(/'[\w-]+'/g)
  .map((code) => code.slice(1, -1))
