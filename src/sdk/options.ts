/** Reads the options of `init` and names everything that is wrong with them, so that an integrator mends it in one go. */
import { failure } from './failure'

/** One thing wrong with the options. */
export interface Problem {
  /** Where, as one would write it: `cart.onGetCart`. */
  option: string
  expected: string
  received: string
}

type Test = (value: unknown) => boolean
/** What a value must be, in words, and the test of it. A test that throws has failed. */
type Rule = readonly [expected: string, test: Test]

const isText: Test = (value) => typeof value === 'string'
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isEventName: Test = (value) => typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value)
const isElement: Test = (value) => isRecord(value) && value['nodeType'] === 1

const text: Rule = ['a string', isText]
const call: Rule = ['a function', (value) => typeof value === 'function']
const flag: Rule = ['true or false', (value) => typeof value === 'boolean']
const record =
  (each: Test): Test =>
  (value) =>
    isRecord(value) && Object.values(value).every(each)
const texts: Rule = ['an object of strings', record(isText)]
const forms: Rule = ['an object of strings or plurals', record((each) => isText(each) || record(isText)(each))]
const oneOf = (...words: string[]): Rule => [
  words.map((word) => `'${word}'`).join(' or '),
  (value) => words.includes(value as string),
]
const milliseconds = (least: number, most: number): Rule => [
  `milliseconds from ${least} to ${most}`,
  (value) => typeof value === 'number' && value >= least && value <= most,
]

const address: Rule = [
  'an http(s) address or a path on this site',
  (value) => {
    if (!value || (typeof value !== 'string' && !(value instanceof URL))) return false
    return /^https?:$/.test(new URL(value, globalThis.document?.baseURI ?? 'https://localhost').protocol)
  },
]

const container: Rule = [
  'an element, or a selector of one that is on the page',
  (value) => (typeof value === 'string' ? document.querySelector(value) !== null : isElement(value)),
]

const suggestions: Rule = [
  'a list of strings or of { text, image? }',
  (value) =>
    Array.isArray(value) &&
    value.every(
      (each) =>
        isText(each) ||
        (isRecord(each) && isText(each['text']) && (each['image'] === undefined || isText(each['image']))),
    ),
]

const origins: Rule = [
  "a list of origins such as 'https://cdn.shop.example'",
  (value) => Array.isArray(value) && value.every((each) => isText(each) && new URL(each).origin === each),
]

const eventNames: Rule = [
  'an event name of letters, digits and . _ : - (1 to 64), or a list of them',
  (value) => (Array.isArray(value) ? value.every(isEventName) : isEventName(value)),
]

const integer = (most: number): Rule => [
  `a whole number from 1 to ${most}`,
  (value) => Number.isInteger(value) && (value as number) > 0 && (value as number) <= most,
]

const value: Rule = [
  'an amount from 0 to 1000000000',
  (value) => typeof value === 'number' && value >= 0 && value <= 1e9,
]

const ACTIONS = ['ADD_SUGGESTION', 'REMOVE', 'UPDATE_QUANTITY', 'CLEAR', 'SET_DESTINATION_COUNTRY', 'CHECKOUT']
const actions: Rule = [
  `a list of one or more of ${ACTIONS.join(', ')}`,
  (value) => Array.isArray(value) && value.length > 0 && value.every((each) => ACTIONS.includes(each)),
]

const count: Rule = ['a whole number from 0', (value) => Number.isSafeInteger(value) && (value as number) >= 0]

const CART_NEEDS = { onGetCart: call, onAddToCart: call, onRemoveFromCart: call, onUpdateQuantity: call }
const CART = {
  enabled: flag,
  ...CART_NEEDS,
  initialCount: count,
  onClearCart: call,
  onCheckout: call,
  onSetDestinationCountry: call,
  canAddToCart: call,
  onCartChanged: call,
  externalUpdateEvent: eventNames,
}
const AGENT = {
  endpoint: address,
  token: text,
  headers: texts,
  respond: call,
  // Its address is checked by the socket's own file.
  socket: text,
  apiKey: text,
  storeId: text,
  userId: text,
  onCartChanged: call,
}
const TIMEOUTS = {
  mutation: milliseconds(5_000, 60_000),
  read: milliseconds(5_000, 60_000),
  prompt: milliseconds(10_000, 600_000),
}
const CAPS = {
  maxQuantity: integer(9_999),
  maxLineValue: value,
  maxCartValue: value,
  perMinute: integer(600),
  actions,
}
const OPTIONS = {
  container,
  title: text,
  subtitle: text,
  locale: text,
  suggestions,
  greeting: text,
  messages: forms,
  imageOrigins: origins,
  position: oneOf('start', 'end'),
  theme: oneOf('light', 'dark', 'auto'),
  dir: oneOf('ltr', 'rtl'),
  open: flag,
  onError: call,
  wasmUrl: address,
  webmcp: flag,
  headless: flag,
}
const GROUPS = { cart: CART, agent: AGENT, timeouts: TIMEOUTS, caps: CAPS }

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? 'a list' : value === null ? 'null' : typeof value
}

/** The host's own getters may throw, and so may a test of what they gave. */
function safely<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

const read = (from: Record<string, unknown>, key: string): unknown => safely(() => from[key])

function look(prefix: string, from: Record<string, unknown>, rules: Record<string, Rule>, needed: string[]): Problem[] {
  return Object.entries(rules).flatMap(([key, [expected, test]]) => {
    const value = read(from, key)
    const fine = value === undefined ? !needed.includes(key) : safely(() => test(value))
    return fine ? [] : [{ option: prefix + key, expected, received: describe(value) }]
  })
}

function needs(group: string, from: Record<string, unknown>): string[] {
  if (group === 'cart') return read(from, 'enabled') === false ? [] : ['enabled', ...Object.keys(CART_NEEDS)]
  if (group !== 'agent' || read(from, 'respond') !== undefined) return []
  return read(from, 'socket') === undefined ? ['endpoint'] : ['socket', 'apiKey', 'storeId']
}

/** Every problem at once; an empty list when the options are fine. */
export function check(options: unknown): Problem[] {
  if (!isRecord(options)) return [{ option: 'options', expected: 'an object', received: describe(options) }]
  const problems = look('', options, OPTIONS, [])
  for (const [group, rules] of Object.entries(GROUPS)) {
    const value = read(options, group)
    if (isRecord(value)) problems.push(...look(`${group}.`, value, rules, needs(group, value)))
    else if (value !== undefined) problems.push({ option: group, expected: 'an object', received: describe(value) })
  }
  return problems
}

/** Options that Handcart does not know: probably a slip of the pen, and no reason to stop. */
export function unknown(options: Record<string, unknown>): string[] {
  const strange = (prefix: string, from: unknown, known: object) =>
    isRecord(from) ? Object.keys(from).flatMap((key) => (key in known ? [] : [prefix + key])) : []
  return [
    ...strange('', options, { ...OPTIONS, ...GROUPS }),
    ...Object.entries(GROUPS).flatMap(([group, rules]) =>
      group === 'cart' ? [] : strange(`${group}.`, read(options, group), rules),
    ),
  ]
}

/** Throws one `config` failure that lists every problem, one a line; warns of unknown options. */
export function insist(options: unknown): void {
  const problems = check(options)
  if (problems.length) {
    const lines = problems.map(
      ({ option, expected, received }) => `- ${option}: expected ${expected}, received ${received}`,
    )
    throw failure('config', `the options are wrong:\n${lines.join('\n')}`)
  }
  const strange = unknown(options as Record<string, unknown>)
  if (strange.length) console.warn(`Handcart: unknown options were ignored: ${strange.join(', ')}`)
}
