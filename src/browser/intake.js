// Foreign values, read once, bounded, and without a throw. The only place where the host's and the agent's objects are touched.
import { NAMES } from '../contract/atoms.js'

const { apply } = Reflect
const { isArray } = Array
const { hasOwn, create, entries: ownEntries, prototype: root } = Object
const { isFinite } = Number
const { toWellFormed = String.prototype.toString } = String.prototype
const { test } = RegExp.prototype
const { get: mapGet, set: mapSet } = Map.prototype
const Table = Map,
  sizeOf = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get
const text_ = String,
  number_ = Number
const decimal = /^\d{1,15}(\.\d{1,15})?$/,
  huge = 10n ** 500n
const LINES = 10_000

/** One read of `o[k]`. What somebody planted in Object.prototype is not there. */
function at(o, k) {
  try {
    return o == null || (k in root && !hasOwn(o, k)) ? undefined : o[k]
  } catch {}
}
/** The same by the name's number; 0 is the value itself. */
const field = (o, a) => (a ? at(o, NAMES[a]) : o)

/** The string's beginning in at most `cap` UTF-16 units, well-formed. A copy: the whole string can be freed. */
function cut(s, cap) {
  if (s.length > cap) {
    const last = s.charCodeAt(cap - 1),
      end = last >= 0xd800 && last < 0xdc00 ? cap - 1 : cap
    let copy = ''
    for (let i = 0; i < end; i++) copy += s[i]
    s = copy
  }
  return apply(toWellFormed, s, [])
}

const asText = (v, cap) => (typeof v == 'string' ? cut(v, cap) : undefined)

function asId(v, cap) {
  if (typeof v == 'string') return v.length <= cap ? apply(toWellFormed, v, []) : undefined
  if (typeof v == 'number' ? isFinite(v) : typeof v == 'bigint' && v < huge && v > -huge) return text_(v)
}

function asNumber(v) {
  if (typeof v == 'bigint' || (typeof v == 'string' && v.length < 32 && apply(test, decimal, [v]))) v = number_(v)
  return typeof v == 'number' && isFinite(v) ? v : undefined
}

/** A copy of an array's first `cap` own items, undefined when it is none. */
function asList(v, cap) {
  try {
    if (!isArray(v)) return
    const copy = [],
      size = v.length
    for (let i = 0; i < size && i < cap; i++) copy[i] = hasOwn(v, i) ? at(v, i) : undefined
    return copy
  } catch {}
}
const KINDS = { __proto__: null, undefined: 0, boolean: 2, number: 3, bigint: 3, string: 4, function: 7, symbol: 7 }

// What `Value` in contract/value.rs asks for, one function each. A field goes by its number in atoms.js.
/** A string, cut to the cap. */
export const text = (o, a, cap) => asText(field(o, a), cap)
/** A string or number as text, never cut. */
export const id = (o, a, cap) => asId(field(o, a), cap)
/** A finite number, else NaN. */
export const number = (o, a) => asNumber(field(o, a)) ?? NaN
/** 1, 0, or 2 when it is no boolean. */
export const flag = (o, a, v = field(o, a)) => (v === true ? 1 : v === false ? 0 : 2)
/** The field, undefined when it is undefined or null. */
export const get = (o, a) => field(o, a) ?? undefined
/** A copy of an array's first `cap` own items, undefined when it is none. */
export const list = (o, a, cap) => asList(field(o, a), cap)
/** The own fields of an object that is no array, as [name, value], undefined when it is none. */
export function entries(o, a, cap) {
  try {
    const v = field(o, a)
    if (typeof v != 'object' || !v || isArray(v)) return
    const all = ownEntries(v)
    if (all.length > cap) all.length = cap
    return all
  } catch {}
}
/** 0 missing, 1 null, 2 boolean, 3 number, 4 string, 5 array, 6 object, 7 other: `Kind` in its order. */
export function kind(o, a) {
  try {
    const v = field(o, a)
    return v === null ? 1 : isArray(v) ? 5 : (KINDS[typeof v] ?? 6)
  } catch {
    return 7
  }
}
/** What came, for an error text. */
export function show(o, a, v = field(o, a), is = kind(v, 0)) {
  if (is == 4) return `"${cut(v, 40)}"`
  return is == 2 || (is == 3 && (typeof v == 'number' || (v < huge && v > -huge)))
    ? cut(text_(v), 40)
    : ['nothing', 'nothing', '', 'a number', '', 'an array', 'an object', 'a function'][is]
}
/** JSON text as a value, undefined when it is none. */
export const parse = ((JSON_) => (s) => {
  try {
    return JSON_(s)
  } catch {}
})(JSON.parse)

const t = (cap) => (v) => asText(v, cap),
  i = (cap) => (v) => asId(v, cap),
  n = asNumber,
  b = (v) => (typeof v == 'boolean' ? v : undefined)
/** The fields of a line and what is made of each. */
const ROW = [
  ['id', i(512)],
  ['name', t(300)],
  ['quantity', n],
  ['price', t(64)],
  ['variant', t(300)],
  ['externalId', i(512)],
  ['image', i(2048)],
  ['url', i(2048)],
  ['maxQuantity', n],
  ['minQuantity', n],
  ['step', n],
  ['lineTotal', t(64)],
  ['compareAtPrice', t(64)],
  ['stock', t(16)],
  ['discounts', (v) => v],
]
/** One read of each field of ROW. Written out, since the page's engine makes this ten times faster than a loop; where one throws, the next goes on. */
const V = []
function fields(o, polluted) {
  for (let f = 0; f < ROW.length;)
    try {
      if (polluted) V[f] = at(o, ROW[f++][0])
      else
        switch (f) {
          case 0:
            V[f++] = o.id
          case 1:
            V[f++] = o.name
          case 2:
            V[f++] = o.quantity
          case 3:
            V[f++] = o.price
          case 4:
            V[f++] = o.variant
          case 5:
            V[f++] = o.externalId
          case 6:
            V[f++] = o.image
          case 7:
            V[f++] = o.url
          case 8:
            V[f++] = o.maxQuantity
          case 9:
            V[f++] = o.minQuantity
          case 10:
            V[f++] = o.step
          case 11:
            V[f++] = o.lineTotal
          case 12:
            V[f++] = o.compareAtPrice
          case 13:
            V[f++] = o.stock
          case 14:
            V[f++] = o.discounts
        }
    } catch {
      V[f - 1] = undefined
    }
}
const FIELDS = ROW.length - 1,
  DISCOUNTS = FIELDS,
  MARK = FIELDS + 1,
  NUMBER = FIELDS + 2,
  KEY = FIELDS + 3
const DISCOUNT = [
    ['label', t(80)],
    ['amount', t(64)],
  ],
  COUNTRY = [
    ['code', t(4)],
    ['label', t(80)],
  ],
  AMOUNTS = [
    ['subtotal', n],
    ['total', n],
  ]
const CART = [
  ['totalItems', n],
  ['subtotal', t(64)],
  ['total', t(64)],
  ['currency', t(8)],
]
const SHIPPING = [
  ['needsCountryResolution', b],
  ['thresholdMet', b],
  ['freeShippingThreshold', n],
  ['currentAmount', n],
  ['destinationCountry', t(4)],
  ['destinationLabel', t(80)],
  ['formattedDelta', t(64)],
  ['formattedCost', t(64)],
]

/** What was copied since it was last emptied, as one text to compare. */
let mark = ''
function note(v) {
  const s = text_(v)
  mark += typeof v + s.length + ':' + s
}
function record(raw, plan) {
  const copy = create(null)
  for (let f = 0; f < plan.length; f++) {
    const v = at(raw, plan[f][0]),
      made = v == null ? undefined : plan[f][1](v)
    if (made !== undefined) copy[plan[f][0]] = made
    note(made)
  }
  return copy
}
function records(raw, name, cap, plan) {
  const rows = asList(name ? at(raw, name) : raw, cap)
  if (rows) for (let r = 0; r < rows.length; r++) rows[r] = record(rows[r], plan)
  note(rows && rows.length)
  return rows
}
const isObject = (v) => typeof v == 'object' && v !== null

/** A Map whose methods nobody can replace. */
function table() {
  const map = new Table()
  map.get = mapGet
  map.set = mapSet
  return map
}

/**
 * The bounded, comparing copy of the host's cart, and the originals of its keys.
 * Whoever reads the copies keeps the cart that came of the last one: `same` speaks of its lines.
 */
export class Intake {
  #rows = []
  #before = []
  #head
  #next = 0
  #numbers = table()
  #keys = table()

  /**
   * @param {unknown} raw the host's `CartState`
   * @returns {unknown} undefined when it equals the last copy, else a copy; unchanged lines stand in it as runs
   *   `{same, count}` of the last copy's lines. What is no cart comes out as something that is none, and changes nothing here.
   */
  cart(raw) {
    if (!isObject(raw)) return raw === undefined ? null : raw
    const items = at(raw, 'items')
    const source = asList(items, LINES)
    if (!source) return { __proto__: null, items: isObject(items) ? create(null) : items }
    mark = ''
    const copy = record(raw, CART),
      amounts = at(raw, 'amounts'),
      shipping = at(raw, 'shipping')
    if (isObject(amounts)) copy.amounts = record(amounts, AMOUNTS)
    if (isObject(shipping)) {
      copy.shipping = record(shipping, SHIPPING)
      copy.shipping.availableCountries = records(shipping, 'availableCountries', 50, COUNTRY)
    }
    const head = mark,
      old = this.#rows,
      rows = [],
      out = (copy.items = [])
    let polluted = 'key' in root,
      next = 0,
      where,
      run
    for (let f = 0; f < ROW.length; f++) polluted ||= ROW[f][0] in root
    for (let r = 0; r < source.length; r++) {
      const item = source[r]
      if (!isObject(item)) continue
      let key
      try {
        key = polluted ? at(item, 'key') : item.key
      } catch {}
      const number = next < old.length && old[next][KEY] === key ? old[next][NUMBER] : this.#number(key)
      if (number !== undefined && !(next < old.length && old[next][NUMBER] === number)) {
        if (!where) for (where = table(), next = old.length - 1; next >= 0; next--) where.set(old[next][NUMBER], next)
        next = where.get(number) ?? old.length
      }
      const before = next < old.length && old[next][NUMBER] === number ? old[next] : undefined
      const row = read(item, key, number, before, polluted)
      rows[rows.length] = row
      if (row !== before) {
        run = undefined
        out[out.length] = line(row)
      } else if (run && run.same + run.count === next) run.count++
      else out[out.length] = run = { __proto__: null, same: next, count: 1 }
      if (before) next++
    }
    if (head === this.#head && rows.length === old.length && (rows.length === 0 || (run && run.count === rows.length)))
      return
    this.#head = head
    this.#before = old
    this.#rows = rows
    if (this.#next > 1000 && apply(sizeOf, this.#keys, []) > 2 * rows.length + 1000) this.#prune()
    return copy
  }

  /** The host's own value of a key, undefined when the cart no longer has it. */
  key(number) {
    return this.#keys.get(number)
  }

  /** Forgets the last copy: the next cart comes whole. To be called when a copy could not be read. */
  reset() {
    this.#rows = []
    this.#head = undefined
  }

  #number(key) {
    const is = typeof key
    if (
      is == 'string'
        ? key === '' || key.length > 512
        : is == 'number'
          ? !isFinite(key)
          : is != 'bigint' || key >= huge || key <= -huge
    )
      return
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.#next++
      this.#numbers.set(key, number)
      this.#keys.set(number, key)
    }
    return number
  }

  #prune() {
    this.#numbers = table()
    this.#keys = table()
    const keep = (rows) => {
      for (let r = 0; r < rows.length; r++) {
        if (rows[r][NUMBER] === undefined) continue
        this.#numbers.set(rows[r][KEY], rows[r][NUMBER])
        this.#keys.set(rows[r][NUMBER], rows[r][KEY])
      }
    }
    keep(this.#before)
    keep(this.#rows)
  }
}

/** The line's fields in the order of ROW; `before` itself when they are the same. */
function read(item, key, number, before, polluted) {
  fields(item, polluted)
  let same = before !== undefined
  for (let f = 0; f < FIELDS; f++) {
    if (same && V[f] === before[f]) continue
    V[f] = V[f] == null ? undefined : ROW[f][1](V[f])
    if (same) same = V[f] === before[f]
  }
  mark = ''
  const discounts = V[DISCOUNTS] === undefined ? undefined : records(V[DISCOUNTS], '', 10, DISCOUNT)
  V[DISCOUNTS] = undefined
  if (same && mark === before[MARK]) return before
  const row = []
  for (let f = 0; f < FIELDS; f++) row[f] = V[f]
  row[DISCOUNTS] = discounts
  row[MARK] = mark
  row[NUMBER] = number
  row[KEY] = number === undefined ? undefined : key
  return row
}

function line(row) {
  const copy = create(null)
  for (let f = 0; f < FIELDS; f++) if (row[f] !== undefined) copy[ROW[f][0]] = row[f]
  if (row[NUMBER] !== undefined) {
    copy.keyNumber = row[NUMBER]
    copy.key = asId(row[KEY], 512)
  }
  if (row[DISCOUNTS]) copy.discounts = row[DISCOUNTS]
  return copy
}

// What `out.rs` writes to. The number 0 adds to a list. An object has no prototype: what is not written is not there,
// whatever a page planted in Object.prototype.
export const put = (o, a, v) => {
  if (a) o[NAMES[a]] = v
  else o[o.length] = v
}
export const nest = (o, a, isList) => {
  const v = isList ? [] : create(null)
  if (o) put(o, a, v)
  return v
}
