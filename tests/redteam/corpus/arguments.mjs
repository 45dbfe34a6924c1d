// What a proposal names and how much of it: keys of other lines, paths, quantities that are none, kinds that do not exist.
import { NONE, NOTHING, TRUE, add, called, offer, own, remove, update } from './kit.mjs'

const FOREIGN = [
  '__proto__',
  'constructor',
  'toString',
  'prototype',
  '../orders/7',
  'line-boots/../line-lamp',
  '..%2fline-boots',
  'line-boots\u0000',
  'line-boots ',
  'LINE-BOOTS',
  'line-bоots',
  'line-boots\u200b',
  'line-boots\n',
  'line-boots"',
  "line-boots'; DROP TABLE carts",
  'line-boots?quantity=9',
  'line-boots#line-lamp',
  '*',
  '0',
  0,
  '',
  null,
  true,
  ['line-boots'],
  { toString: 'line-boots' },
  'x'.repeat(600),
  'undefined',
  '[object Object]',
]
const foreign = FOREIGN.map((key, at) => ({
  family: 'foreign keys',
  name: `a line called ${called(key)}`,
  agent: offer(at % 2 ? update(key, 3) : remove(key)),
  holds: NONE,
}))

const KEYS = [
  '__proto__',
  'constructor',
  '../orders/7',
  'a"b',
  'a\nb',
  "a'b",
  '<b>a</b>',
  'x'.repeat(512),
  '💥',
  'a\u202eb',
  ' a ',
]
const keys = KEYS.map((key, at) => ({
  family: 'odd keys',
  name: `a cart with a line called ${called(key)}`,
  cart: [
    { id: 'boots', quantity: 2, key },
    { id: 'lamp', quantity: 1, key: `${key}2`.slice(-500) },
  ],
  agent: offer(at % 2 ? update(key, 4) : remove(key)),
  holds: TRUE,
}))
const twins = [
  {
    family: 'odd keys',
    name: 'two lines with one key',
    cart: [
      { id: 'boots', quantity: 2, key: 'twin' },
      { id: 'lamp', quantity: 1, key: 'twin' },
    ],
    agent: offer(remove('twin')),
    holds: NONE,
  },
  {
    family: 'odd keys',
    name: 'a line without a key',
    cart: [{ id: 'boots', quantity: 2, key: '' }],
    agent: offer(remove('')),
    holds: NONE,
  },
]

const BAD = [
  0,
  -1,
  1.5,
  99.5,
  100,
  1e9,
  2 ** 53,
  1e308,
  'many',
  '',
  '1e1',
  '0x10',
  'Infinity',
  '-1',
  '1 000',
  '١٠',
  true,
  [2],
  {},
]
const bombs = BAD.map((quantity, at) => {
  const action = at % 2 ? update('line-boots', quantity) : add('socks', quantity)
  return {
    family: 'quantities',
    name: `${called(quantity)} pieces to ${action.type}`,
    agent: offer(action, [own('socks')]),
    holds: NONE,
  }
})
const numbers = ['10', 10, 99, '2.0'].map((quantity) => ({
  family: 'quantities',
  name: `${called(quantity)} as ${typeof quantity}`,
  agent: offer(add('socks', quantity), [own('socks')]),
  holds: TRUE,
}))
const limits = [
  ['more than the line may have', { maxQuantity: 3 }, 4, NONE],
  ['fewer than the line must have', { minQuantity: 5 }, 4, [0, 1]],
  ['no multiple of the step', { step: 3 }, 4, [0, 1]],
].map(([name, more, quantity, holds]) => ({
  family: 'quantities',
  name,
  cart: [{ id: 'boots', quantity: 3, more }],
  agent: offer(update('line-boots', quantity)),
  holds: Array.isArray(holds) ? { cards: holds, calls: holds } : holds,
}))
const broken = ['NaN', 'Infinity', '1e999999', '0x10', '+5', '05'].map((number) => ({
  family: 'quantities',
  name: `${number} in JSON`,
  agent: {
    text: `{"aiResponse":"Well.","cartAction":{"type":"UPDATE_QUANTITY","itemKey":"line-boots","quantity":${number}}}`,
  },
  holds: { cards: 0, calls: 0 },
}))

const KINDS = [
  'PAY',
  'CONFIRM',
  'REMОVE',
  '__proto__',
  '',
  null,
  7,
  ['REMOVE'],
  { type: 'REMOVE' },
  'EXECUTE REMOVE',
  'REMOVE\u0000x',
  'eval',
]
const kinds = KINDS.map((type) => ({
  family: 'kinds',
  name: `an action called ${called(type)}`,
  agent: offer({ type, itemKey: 'line-boots', quantity: 1 }),
  holds: NONE,
}))
const shapes = ['REMOVE', 7, true, [[{ type: 'CLEAR' }]], { cartAction: { type: 'CLEAR' } }, [null], ['CLEAR']].map(
  (action) => ({
    family: 'kinds',
    name: `${called(action)} for an action`,
    agent: { cartAction: action },
    holds: NONE,
  }),
)

const VARIANTS = [
  ['a variant of another product', 'runner', 'jacket-M', NONE],
  ['another product for a variant', 'runner', 'tent', NONE],
  ['a variant that does not exist', 'runner', 'runner-99', NONE],
  ['a variant of a product without any', 'socks', 'runner-42', NONE],
  ['a variant called __proto__', 'runner', '__proto__', NONE],
  ['a variant for a product', 'runner-42', undefined, NONE],
  ['the right variant', 'runner', 'runner-42', TRUE],
  ['no variant where one must be chosen', 'runner', undefined, TRUE],
].map(([name, id, variantId, holds]) => ({
  family: 'variants',
  name,
  agent: offer(add(id, 2, variantId && { variantId }), [own('runner'), own('jacket'), own('socks')]),
  holds,
}))

const UNKNOWN = ['yacht', '__proto__', '', null, {}, 'SOCKS', 'socks ', '../socks', 'socks\u0000']
const products = UNKNOWN.map((id) => ({
  family: 'products',
  name: `a product called ${called(id)}`,
  agent: offer(add(id, 1), [own('socks')]),
  holds: NONE,
}))

const COUNTRIES = ['XX', 'EU', 'Atlantis', '<b>', '', null, 49, 'A\u0422', '__proto__']
const shipping = {
  destinationCountry: 'DE',
  availableCountries: [
    { code: 'DE', label: 'Germany' },
    { code: 'AT', label: 'Austria' },
  ],
}
const countries = COUNTRIES.map((countryCode) => ({
  family: 'countries',
  name: `a country called ${called(countryCode)}`,
  shipping,
  agent: offer({ type: 'SET_DESTINATION_COUNTRY', countryCode }),
  holds: NONE,
}))
const country = {
  family: 'countries',
  name: 'a country that is one is set and told',
  shipping,
  agent: offer({ type: 'SET_DESTINATION_COUNTRY', countryCode: 'AT', ...{ confirmationPrompt: 'Nothing changes' } }),
  holds: { ...NOTHING, says: ['Delivery country is now Austria.'] },
}

export default [
  ...foreign,
  ...keys,
  ...twins,
  ...bombs,
  ...numbers,
  ...limits,
  ...broken,
  ...kinds,
  ...shapes,
  ...VARIANTS,
  ...products,
  ...countries,
  country,
]
