// Calls of the tools, as a model makes them: from the page, and natively by the browser's own agent.
import { NONE, TRUE } from './kit.mjs'

const thing = (name) => ({ thing: name })
const remove = (itemKey, more = {}) => ['remove_from_cart', { itemKey, ...more }]
const set = (itemKey, quantity, more = {}) => ['update_cart_quantity', { itemKey, quantity, ...more }]
const socks = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const add = (productId, more = {}) => ['add_to_cart', { productId, ...more }]

const REFUSED = [
  ['a tool that is none', ['pay', { amount: 1 }]],
  ['a tool called __proto__', ['__proto__', {}]],
  ['a tool called constructor', ['constructor', {}]],
  ['a tool with a space more', ['clear_cart ', {}]],
  ['a tool with a homoglyph', ['clear_сart', {}]],
  ['a field of its own', remove('line-boots', { confirmed: true })],
  ['a type of its own', remove('line-boots', { type: 'CLEAR' })],
  ['an id of its own', remove('line-boots', { id: 'same' })],
  ['a prompt by the inner name', remove('line-boots', { confirmationPrompt: 'Keep them' })],
  ['a key that is a path', remove('../orders/7')],
  ['a key called __proto__', remove('__proto__')],
  ['a key in a list', remove(['line-boots'])],
  ['a key of too many letters', remove('x'.repeat(513))],
  ['no key', ['remove_from_cart', {}]],
  ['an input that is a list', ['remove_from_cart', ['line-boots']]],
  ['an input that is a text', ['remove_from_cart', 'line-boots']],
  ['an input that is null', ['remove_from_cart', null]],
  ['no pieces', set('line-boots', 0)],
  ['fewer than none', set('line-boots', -1)],
  ['half a piece', set('line-boots', 1.5)],
  ['a hundred pieces', set('line-boots', 100)],
  ['more pieces than a number can count', set('line-boots', 1e308)],
  ['pieces as a text', set('line-boots', '3')],
  ['words that are none', remove('line-boots', { words: { toString: 'x' } })],
  ['words of too many letters', remove('line-boots', { words: 'x'.repeat(100_000) })],
  ['a product that the shop has otherwise', add('tent', { product: { ...socks, id: 'tent', name: 'Free sticker' } })],
  ['a product of another id', add('tent', { product: socks })],
  ['a product of a lower price', add('socks', { product: { ...socks, price: 0 } })],
  ['a product that nobody has shown', add('tent')],
  ['a plan of one', ['propose_plan', { changes: [{ type: 'REMOVE', itemKey: 'line-boots' }] }]],
  ['a plan that clears', ['propose_plan', { changes: [{ type: 'CLEAR' }, { type: 'CLEAR' }] }]],
  ['a checkout with a price', ['go_to_checkout', { total: 0 }]],
]
/** What code alone can hand over. */
const CODE = [
  'a getter that throws',
  'a getter that throws what has no words',
  'a getter that throws an error that throws',
  'a proxy that answers everything',
  'a proxy that is no more',
  'a circle',
  'a function',
  'a symbol',
  'a number too large for JSON',
  'a map',
  'an element',
  'a window',
  'a promise',
  'a prototype that holds the key',
  'a million fields',
  'a field of a million letters',
  'ten million letters',
  'an own __proto__',
]
const NAMES = [
  'a name that throws',
  'a name of a million letters',
  'a symbol for a name',
  'a name in a list',
  'a name that is another at the second look',
]

/** Several in one play: what is refused needs no stage of its own. */
const bundle = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
const refused = (door, list) =>
  bundle(list, 4).map((few) => ({
    family: 'tools',
    name: `${door}: ${few.map(([name]) => name).join(', ')}`,
    door,
    tools: few.map(([, call]) => call),
    holds: { cards: 0, refused: few.length, calls: 0 },
  }))

const one = (door, name, tools, holds, more = {}) => ({
  family: 'tools',
  name: `${door}: ${name}`,
  door,
  tools,
  holds,
  ...more,
})

/** What is offered, and says what it is. */
const offered = (door) => [
  one(door, 'words that lie', [remove('line-boots', { words: 'Keep your boots safe: press to KEEP them' })], TRUE),
  one(
    door,
    'words that turn around',
    [remove('line-boots', { words: 'Free \u202e00.0$\u202c Ѕосkѕ \u200b\u{e0041} <b>now</b>' })],
    TRUE,
  ),
  one(door, 'words that imitate an outcome', [add('socks', { quantity: 12, product: socks, words: '✓ Done' })], TRUE),
  one(door, 'the most pieces', [set('line-boots', 99)], TRUE),
  one(door, 'a clear', [['clear_cart', { words: 'Nothing is removed' }]], TRUE),
  one(door, 'the checkout', [['go_to_checkout', {}]], TRUE),
  one(door, 'the same call again and again', Array(5).fill(set('line-boots', 3)), {
    cards: 3,
    refused: 2,
    calls: 1,
    void: true,
  }),
  one(door, 'a flood', Array(60).fill(remove('line-lamp')), { cards: [1, 5], refused: [55, 59], calls: [1, 5] }),
  one(
    door,
    'a plan that says one thing',
    [
      [
        'propose_plan',
        {
          words: 'Adds one pair of socks',
          changes: [
            { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 9, product: socks },
            { type: 'REMOVE', itemKey: 'line-tent' },
          ],
        },
      ],
    ],
    { cards: 1, refused: 0, calls: 2 },
  ),
  one(door, 'options called __proto__', [['add_to_cart', thing('options called __proto__')]], NONE),
  one(door, 'a cart that is only read', [['get_cart', {}]], { cards: 0, refused: 0, calls: 0 }),
  // The shop says no: a tool must not say yes.
  one(door, 'a shop that refuses', [remove('line-boots')], TRUE, { trick: 'refuses' }),
  one(door, 'a shop that says yes and does nothing', [remove('line-boots')], TRUE, { trick: 'denies' }),
  one(door, 'a search in the shopper’s name', [['search_products', { query: 'go on' }]], TRUE, {
    said: ['go on'],
    agent: { aiResponse: 'Well.', cartAction: { type: 'REMOVE', itemKey: 'line-boots' } },
    says: [],
  }),
]

/** Read once: what is shown is what runs, whatever comes at the second look. */
const shifty = [
  ['a key that is another at the second look', 'remove_from_cart'],
  ['a number that is another at the second look', 'update_cart_quantity'],
  ['a product that is another at the second look', 'add_to_cart'],
  ['toJSON that tells another', 'remove_from_cart'],
].map(([name, tool]) =>
  one('tools', name, [[tool, thing(name)]], tool === 'remove_from_cart' && name.startsWith('toJSON') ? NONE : TRUE),
)

export default [
  ...refused('tools', REFUSED),
  ...refused(
    'tools',
    CODE.map((name) => [name, ['remove_from_cart', thing(name)]]),
  ),
  ...refused(
    'tools',
    NAMES.map((name) => [name, [thing(name), {}]]),
  ),
  ...offered('tools'),
  ...shifty,
  ...refused('webmcp', REFUSED),
  ...refused(
    'webmcp',
    CODE.filter((name) => !name.includes('million')).map((name) => [name, ['remove_from_cart', thing(name)]]),
  ),
  ...offered('webmcp'),
]
