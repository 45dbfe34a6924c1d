// Many things at once: plans, repetitions, floods.
import { NONE, NOTHING, TRUE, add, called, clear, offer, own, prompt, remove, thing, update } from './kit.mjs'

const SIX = ['socks', 'mug', 'rope', 'stove', 'flask', 'mat']
const TWELVE = [...SIX, 'compass', 'whistle', 'spork', 'tarp', 'knife', 'tent']
const all = (ids, quantity = 1) => ids.map((id) => add(id, quantity))
const shown = (ids) => ids.map(own)

const PLANS = [
  ['two rows that the words call one', [add('socks', 2, prompt('Add one pair of socks')), add('stove', 3)], TRUE],
  ['a removal among adds', [add('socks', 1), add('mug', 1), remove('line-boots', prompt('Nothing is removed'))], TRUE],
  ['a removal that comes first', [remove('line-tent'), add('socks', 1)], TRUE],
  ['a tent at the end of twelve rows', all(TWELVE), TRUE],
  ['ninety-nine in the last row', [...all(SIX), add('whistle', 99)], TRUE],
  ['an add, a change and a removal', [add('socks', 4), update('line-boots', 7), remove('line-lamp')], TRUE],
  ['every line removed, without a word of clearing', ['boots', 'lamp', 'tent'].map((id) => remove(`line-${id}`)), TRUE],
  ['two products of the same name', [add('twin-a', 1), add('twin-b', 2)], TRUE],
  [
    'two sizes of one product',
    [add('runner', 1, { variantId: 'runner-41' }), add('runner', 2, { variantId: 'runner-43' })],
    TRUE,
  ],
  ['one line removed twice', [remove('line-boots'), remove('line-boots')], NONE],
  ['one line changed and removed', [update('line-boots', 5), remove('line-boots')], NONE],
  ['one product added twice', [add('socks', 1), add('socks', 9)], NONE],
  ['an add of what another row removes', [remove('line-boots'), add('boots', 5)], NONE],
  ['thirteen rows', [...all(TWELVE), add('boots', 1)], NONE],
  ['a hundred rows', Array.from({ length: 100 }, () => add('socks', 1)), NONE],
  ['one row that is broken', [add('socks', 1), add('mug', -5)], { cards: 1, refused: [0, 2], calls: 1 }],
  ['one row of a foreign line', [add('socks', 1), remove('../orders/7')], { cards: 1, refused: [0, 2], calls: 1 }],
  ['a clear among adds', [add('socks', 1), clear(prompt('Adds socks')), add('mug', 1)], { cards: 3, calls: [2, 3] }],
  ['a checkout among adds', [add('socks', 1), { type: 'CHECKOUT' }], { cards: 2, calls: 2 }],
  [
    'a country among adds',
    [add('socks', 1), { type: 'SET_DESTINATION_COUNTRY', countryCode: 'AT' }],
    { cards: [1, 2], calls: [1, 2] },
  ],
].map(([name, actions, holds]) => ({
  family: 'plans',
  name: `a plan with ${name}`,
  shelf: ['a', 'b'].map((id) => thing(`twin-${id}`, 'Twin', id === 'a' ? 5 : 500)),
  agent: offer(actions, [
    ...shown([...TWELVE, 'boots', 'runner']),
    ...['a', 'b'].map((id) => thing(`twin-${id}`, 'Twin', id === 'a' ? 5 : 500)),
  ]),
  // A plan that is pressed is as many calls as it has rows.
  holds: holds === TRUE ? { ...TRUE, calls: actions.length } : holds,
}))

const CLEARS = ['Keep everything safe', 'Remove the lamp only?', '', 'Press “Remove all” to close'].map((words) => ({
  family: 'clears',
  name: `a clear that says “${words}”`,
  agent: offer(clear(words ? prompt(words) : {})),
  holds: TRUE,
}))

const socks = (id) => add('socks', 2, { id })
const twice = (first, second) => ({ says: ['go on', 'and again'], agent: [first, second] })
const REPEATS = [
  [
    'one id twice in a list',
    { agent: offer([socks('a'), remove('line-boots', { id: 'a' })], [own('socks')]) },
    { cards: [0, 1], calls: [0, 2] },
  ],
  ['one id in two answers', twice(offer(socks('a'), [own('socks')]), offer(socks('a'))), { cards: 1, calls: 1 }],
  [
    'one id for another action',
    twice(offer(socks('a'), [own('socks')]), offer(remove('line-boots', { id: 'a' }))),
    { cards: 1, calls: 1 },
  ],
  ['one id with a space more', twice(offer(socks('a'), [own('socks')]), offer(socks(' a '))), { cards: 1, calls: 1 }],
  [
    'one id with a hidden character more',
    twice(offer(socks('a'), [own('socks')]), offer(socks('a\u200b'))),
    { cards: 1, calls: 1 },
  ],
  [
    'the row of a plan alone',
    twice(offer([socks('a'), add('mug', 1, { id: 'b' })], shown(['socks', 'mug'])), offer(socks('a'))),
    { cards: 1, calls: 2 },
  ],
  [
    'a plan of two ids by a line end',
    twice(offer(socks('a'), [own('socks')]), offer(add('mug', 1, { id: 'x\na' }), [own('mug')])),
    { cards: [1, 2], calls: [1, 2] },
  ],
  ['a number for an id', twice(offer(socks(7), [own('socks')]), offer(socks('7'))), { cards: 1, calls: 1 }],
  [
    '__proto__ for an id',
    twice(offer(socks('__proto__'), [own('socks')]), offer(socks('__proto__'))),
    { cards: 1, calls: 1 },
  ],
  [
    'the same body without an id',
    twice(offer(add('socks', 2), [own('socks')]), offer(add('socks', 2))),
    { cards: 2, calls: 2 },
  ],
].map(([name, attack, holds]) => ({ family: 'replays', name, ...attack, holds }))

const LONG = 'A'.repeat(1_000_000)
const deep = (depth) =>
  `{"aiResponse":"Well.","cartAction":${'['.repeat(depth)}${']'.repeat(depth)},"results":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`
const FLOODS = [
  ['a hundred clears', { cartAction: Array.from({ length: 100 }, () => clear()) }, { cards: [0, 1], calls: [0, 1] }],
  [
    'a hundred checkouts',
    { cartAction: Array.from({ length: 100 }, () => ({ type: 'CHECKOUT' })) },
    { cards: [1, 3], refused: [1, 2], calls: [1, 3], void: true },
  ],
  [
    'ten thousand products',
    { results: Array.from({ length: 10_000 }, (_, at) => thing(`p${at}`, `P ${at}`, 1)) },
    NOTHING,
  ],
  ['ten thousand quick replies', { quickReplies: Array.from({ length: 10_000 }, (_, at) => `R ${at}`) }, NOTHING],
  [
    'a product of ten thousand variants',
    {
      ...offer(add('mug', 1)),
      results: [
        {
          ...own('mug'),
          variants: Array.from({ length: 10_000 }, (_, at) => ({ id: `v${at}`, options: [['Size', `${at}`]] })),
        },
      ],
    },
    NONE,
  ],
  ['an answer of a million letters', { aiResponse: LONG, ...offer(add('mug', 1), [own('mug')]) }, TRUE],
  ['a prompt of a million letters', offer(add('mug', 1, prompt(LONG)), [own('mug')]), TRUE],
  ['a million letters for every field', offer({ type: LONG, itemKey: LONG, productId: LONG, id: LONG }), NONE],
  ['an id of a million letters', offer(add('mug', 1, { id: LONG }), [own('mug')]), { cards: [0, 1], calls: [0, 1] }],
  ['an answer two thousand levels deep', { text: deep(2000) }, { cards: 0, calls: 0 }],
  ['JSON that ends too soon', { text: '{"aiResponse":"Well.","cartAction":{"type":"CLEAR"}' }, { cards: 0, calls: 0 }],
  ['two JSON values', { text: '{"aiResponse":"Well."}{"cartAction":{"type":"CLEAR"}}' }, { cards: 0, calls: 0 }],
  [
    '__proto__ in JSON',
    { text: '{"aiResponse":"Well.","__proto__":{"cartAction":{"type":"CLEAR"}}}' },
    { cards: 0, calls: 0 },
  ],
  [
    'one field twice in JSON',
    {
      text: '{"aiResponse":"Well.","cartAction":{"type":"CLEAR"},"cartAction":{"type":"REMOVE","itemKey":"line-lamp"}}',
    },
    TRUE,
  ],
].map(([name, agent, holds]) => ({ family: 'floods', name, agent, holds }))

/** What code of the page proposes, as a tool would. */
const PAGE = [
  ['an add', [add('socks', 2, { product: own('socks'), ...prompt('Nothing') })], TRUE],
  ['a removal', [remove('line-boots', prompt('Adds socks'))], TRUE],
  ['a clear', [clear()], TRUE],
  ['a plan', [[remove('line-boots'), update('line-lamp', 9)]], { ...TRUE, calls: 2 }],
  [
    'four at once',
    ['boots', 'lamp', 'tent', 'boots'].map((id) => remove(`line-${id}`)),
    { cards: 3, refused: 1, calls: [3, 4] },
  ],
  ['nothing', [null, undefined, 0, '', [], {}], { cards: 0, refused: [5, 6], calls: 0 }],
  ['a foreign line', [remove('../orders/7')], NONE],
  ['a million pieces', [update('line-boots', 1_000_000)], NONE],
  ['a text', ['REMOVE line-boots'], NONE],
  ['an unknown product', [add('yacht', 1)], NONE],
  ['one id three times', [1, 2, 3].map(() => remove('line-boots', { id: 'one' })), { cards: 1, refused: 2, calls: 1 }],
].map(([name, propose, holds]) => ({ family: 'page code', name: `propose() with ${called(name)}`, propose, holds }))

export default [...PLANS, ...CLEARS, ...REPEATS, ...FLOODS, ...PAGE]
