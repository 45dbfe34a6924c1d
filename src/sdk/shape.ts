/** What the options of `init` must be, and whether they are. What is wrong with them is told by `options.ts`. */

/** Throws or answers no where a value is not as it must be. */
export type Test = (value: unknown) => boolean
export type Tests = Readonly<Record<string, Test>>

export const isText: Test = (value) => typeof value === 'string'
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const call: Test = (value) => typeof value === 'function'
export const flag: Test = (value) => typeof value === 'boolean'
export const count: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const every = (value: unknown, each: Test): boolean => Array.isArray(value) && value.every(each)
const record =
  (each: Test): Test =>
  (value) =>
    isRecord(value) && Object.values(value).every(each)
export const texts = record(isText)
export const forms = record((each) => isText(each) || texts(each))
const isEventName: Test = (value) => isText(value) && /^[\w.:-]{1,64}$/.test(value as string)
export const eventNames: Test = (value) => isEventName(value) || every(value, isEventName)
export const address: Test = (value) =>
  (value instanceof URL || (isText(value) && value !== '')) &&
  /^https?:$/.test(new URL(value as string, globalThis.document?.baseURI ?? 'https://localhost').protocol)
export const container: Test = (value) =>
  typeof value === 'string' ? document.querySelector(value) !== null : isRecord(value) && value['nodeType'] === 1
export const suggestions: Test = (value) =>
  every(
    value,
    (each) =>
      isText(each) ||
      (isRecord(each) && isText(each['text']) && (each['image'] === undefined || isText(each['image']))),
  )
export const origins: Test = (value) => every(value, (each) => isText(each) && new URL(each as string).origin === each)

/** One of these words. */
export interface Choice extends Test {
  words: string[]
}
const oneOf = (...words: string[]): Choice =>
  Object.assign((value: unknown) => words.includes(value as string), { words })

/** Milliseconds within these. */
export interface Range extends Test {
  range: [least: number, most: number]
}
const milliseconds = (...range: Range['range']): Range =>
  Object.assign((value: unknown) => typeof value === 'number' && value >= range[0] && value <= range[1], { range })

const CALLBACKS = { onGetCart: call, onAddToCart: call, onRemoveFromCart: call, onUpdateQuantity: call }
export const OPTIONS: Tests = {
  container,
  title: isText,
  subtitle: isText,
  locale: isText,
  suggestions,
  greeting: isText,
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
export const GROUPS: Readonly<Record<string, Tests>> = {
  cart: {
    enabled: flag,
    ...CALLBACKS,
    initialCount: count,
    onClearCart: call,
    onCheckout: call,
    onSetDestinationCountry: call,
    canAddToCart: call,
    onCartChanged: call,
    externalUpdateEvent: eventNames,
  },
  agent: {
    endpoint: address,
    token: isText,
    headers: texts,
    respond: call,
    // Its address is checked by the socket's own file.
    socket: isText,
    apiKey: isText,
    storeId: isText,
    userId: isText,
    onCartChanged: call,
  },
  timeouts: {
    mutation: milliseconds(5_000, 60_000),
    read: milliseconds(5_000, 60_000),
    prompt: milliseconds(10_000, 600_000),
  },
}

/** What a group cannot do without. */
export function needs(group: string, from: Record<string, unknown>): string[] {
  if (group === 'cart') return from['enabled'] === false ? [] : ['enabled', ...Object.keys(CALLBACKS)]
  if (group !== 'agent' || from['respond'] !== undefined) return []
  return from['socket'] === undefined ? ['endpoint'] : ['socket', 'apiKey', 'storeId']
}

const all = (from: Record<string, unknown>, tests: Tests, needed: string[] = []): boolean =>
  Object.entries(tests).every(([key, test]) => {
    const value = from[key]
    return value === undefined ? !needed.includes(key) : test(value)
  })

/** Whether all is well, and nothing unknown among them. A host's cart may be an object with more than ours. */
export function fits(options: unknown): boolean {
  try {
    return (
      isRecord(options) &&
      all(options, OPTIONS) &&
      Object.keys(options).every((key) => key in OPTIONS || key in GROUPS) &&
      Object.entries(GROUPS).every(([group, tests]) => {
        const from = options[group]
        if (from === undefined) return true
        const known = (): boolean => group === 'cart' || Object.keys(from as object).every((key) => key in tests)
        return isRecord(from) && all(from, tests, needs(group, from)) && known()
      })
    )
  } catch {
    return false
  }
}
