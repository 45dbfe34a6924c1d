/**
 * Names everything that is wrong with the options of `init`, so that an integrator mends it in one go, and takes the
 * host's caps and messages. A file of its own, fetched for options that do not fit, for caps, and for messages.
 */
import type { Form } from '../browser/dom/words'
import type { InitOptions } from '../contract/types'
import { failure } from './failure'
import type { Given } from './language'
import {
  address,
  call,
  type Choice,
  container,
  count,
  eventNames,
  flag,
  forms,
  GROUPS,
  isRecord,
  isText,
  needs,
  OPTIONS,
  origins,
  type Range,
  suggestions,
  type Test,
  type Tests,
  texts,
} from './shape'

/** One thing wrong with the options. */
export interface Problem {
  /** Where, as one would write it: `cart.onGetCart`. */
  option: string
  expected: string
  received: string
}

/** What a test wants, in words. */
const WANTS = new Map<Test, string>([
  [isText, 'a string'],
  [call, 'a function'],
  [flag, 'true or false'],
  [count, 'a whole number from 0'],
  [texts, 'an object of strings'],
  [forms, 'an object of strings or plurals'],
  [address, 'an http(s) address or a path on this site'],
  [container, 'an element, or a selector of one that is on the page'],
  [suggestions, 'a list of strings or of { text, image? }'],
  [origins, "a list of origins such as 'https://cdn.shop.example'"],
  [eventNames, 'an event name of letters, digits and . _ : - (1 to 64), or a list of them'],
])

/** The caps are tested here alone: with them this file is fetched in any case, and most pages have none. */
const ACTIONS = ['ADD_SUGGESTION', 'REMOVE', 'UPDATE_QUANTITY', 'CLEAR', 'SET_DESTINATION_COUNTRY', 'CHECKOUT']

function told(expected: string, test: Test): Test {
  WANTS.set(test, expected)
  return test
}

const whole = (most: number): Test =>
  told(
    `a whole number from 1 to ${most}`,
    (value) => Number.isInteger(value) && (value as number) > 0 && (value as number) <= most,
  )
const amount = told(
  'an amount from 0 to 1000000000',
  (value) => typeof value === 'number' && value >= 0 && value <= 1e9,
)
const KNOWN: Readonly<Record<string, Tests>> = {
  ...GROUPS,
  caps: {
    maxQuantity: whole(9_999),
    maxLineValue: amount,
    maxCartValue: amount,
    perMinute: whole(600),
    actions: told(
      `a list of one or more of ${ACTIONS.join(', ')}`,
      (value) => Array.isArray(value) && value.length > 0 && value.every((each) => ACTIONS.includes(each)),
    ),
  },
}

function wanted(test: Test | Choice | Range): string {
  if ('words' in test) return test.words.map((word) => `'${word}'`).join(' or ')
  if ('range' in test) return `milliseconds from ${test.range[0]} to ${test.range[1]}`
  return WANTS.get(test) ?? ''
}

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

function look(prefix: string, from: Record<string, unknown>, tests: Tests, needed: string[]): Problem[] {
  return Object.entries(tests).flatMap(([key, test]) => {
    const value = read(from, key)
    const fine = value === undefined ? !needed.includes(key) : safely(() => test(value))
    return fine ? [] : [{ option: prefix + key, expected: wanted(test), received: describe(value) }]
  })
}

/** Every problem at once; an empty list when the options are fine. */
export function check(options: unknown): Problem[] {
  if (!isRecord(options)) return [{ option: 'options', expected: 'an object', received: describe(options) }]
  const problems = look('', options, OPTIONS, [])
  for (const [group, tests] of Object.entries(KNOWN)) {
    const value = read(options, group)
    if (isRecord(value)) problems.push(...look(`${group}.`, value, tests, safely(() => needs(group, value)) ?? []))
    else if (value !== undefined) problems.push({ option: group, expected: 'an object', received: describe(value) })
  }
  return problems
}

/** Options that Handcart does not know: probably a slip of the pen, and no reason to stop. */
export function unknown(options: Record<string, unknown>): string[] {
  const strange = (prefix: string, from: unknown, known: object) =>
    isRecord(from) ? Object.keys(from).flatMap((key) => (key in known ? [] : [prefix + key])) : []
  return [
    ...strange('', options, { ...OPTIONS, ...KNOWN }),
    ...Object.entries(KNOWN).flatMap(([group, tests]) =>
      group === 'cart' ? [] : strange(`${group}.`, read(options, group), tests),
    ),
  ]
}

/** The wasm that knows caps: beside the other, with the same query. */
function capped(url: string | URL | undefined): URL {
  const beside = new URL('handcart_caps_bg.wasm', import.meta.url)
  if (url === undefined) return beside
  const its = new URL(url, globalThis.document?.baseURI)
  its.pathname = its.pathname.replace(/[^/]*$/, 'handcart_caps_bg.wasm')
  return its
}

/**
 * Throws one `config` failure that lists every problem, one a line; warns of unknown options. Answers the options, with the
 * address of the wasm that they need.
 */
export function insist(options: unknown): InitOptions {
  const problems = check(options)
  if (problems.length) {
    const lines = problems.map(
      ({ option, expected, received }) => `- ${option}: expected ${expected}, received ${received}`,
    )
    throw failure('config', `the options are wrong:\n${lines.join('\n')}`)
  }
  const strange = unknown(options as Record<string, unknown>)
  if (strange.length) console.warn(`Handcart: unknown options were ignored: ${strange.join(', ')}`)
  const given = { ...(options as InitOptions) }
  return given.caps ? { ...given, wasmUrl: capped(given.wasmUrl) } : given
}

const holes = (form: Form): string[] => JSON.stringify(form).match(/\{[^"}]+\}?/g) ?? []

/** The messages that can stand for ours: those with a name that we know and no placeholder that would stay empty. */
export function fitting(given: Given, known: Given): Given {
  const names = Object.keys(known)
  return Object.fromEntries(
    Object.entries(given).filter(([name, form]) => {
      const ours = names.includes(name) ? holes(known[name] ?? '') : undefined
      // {Option} is {option} as the shop writes it, for languages that write nouns large.
      const strange = ours ? holes(form).filter((hole) => !ours.includes(hole.replace('O', 'o'))) : [name]
      if (strange.length) console.warn(`Handcart: messages.${name}: expected ${ours ?? names}, received ${strange}`)
      return !strange.length
    }),
  )
}
