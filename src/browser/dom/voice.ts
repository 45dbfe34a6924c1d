/** What the widget says of what happened: past tense, with numbers, and nothing the cart has not shown. */
import { deedWords, wayOut } from './ask'
import type { Sign } from './icon'
import type { Cx } from './look'
import { called } from './parts'
import type { Deed, Notice, Outcome, Speech } from './view'
import type { Key } from './words'

/** An outcome in words. */
export interface Told {
  sign: Sign
  /** The class of the sign. */
  style: string
  /** What happened. */
  text: string
  /** Why, and what it means. */
  more: string[]
}

/** What each code says; those that are nobody's fault are told softly. */
const CODES: Record<string, Key> = {
  'out-of-stock': 'outOfStock',
  'quantity-exceeded': 'quantityExceeded',
  'product-not-found': 'productNotFound',
  'variant-required': 'variantRequired',
  'line-not-found': 'lineNotFound',
  'session-expired': 'sessionExpired',
  conflict: 'conflict',
  'invalid-country': 'invalidCountry',
  'not-supported': 'notSupported',
  'not-enabled': 'notEnabled',
  policy: 'policy',
  timeout: 'timeout',
  network: 'network',
  'invalid-answer': 'invalidAnswer',
  'host-error': 'hostError',
  'not-applied': 'notApplied',
}
const SOFT = ['policy', 'session-expired', 'not-enabled', 'not-supported']
const MORE: Record<string, Key> = { 'session-expired': 'sessionMore', 'not-enabled': 'notEnabledMore' }
const REFUSED: Record<string, Key> = {
  'product-not-found': 'refusedProduct',
  'line-not-found': 'refusedLine',
  'out-of-stock': 'refusedStock',
  policy: 'refusedPolicy',
  'quantity-exceeded': 'refusedPolicy',
  'not-enabled': 'notEnabled',
}

/** An outcome in words. */
export function told(cx: Cx, outcome: Outcome): Told {
  const { t } = cx.words
  const { deed, verdict, code = '', said } = outcome
  const name = called(deed)
  const { kind } = deed
  const more: string[] = []
  if (kind === 'plan' && verdict !== 'declined' && verdict !== 'expired' && verdict !== 'withdrawn')
    return whole(cx, outcome, more)
  const tell = (sign: Sign, style: string, text: string): Told => {
    if (said) more.push(t('shopSays', { words: said }))
    return { sign, style, text, more }
  }
  switch (verdict) {
    case 'applied': {
      const text = applied(cx, outcome, name, more)
      return kind === 'country' ? tell('truck', '', text) : tell('done', 'hc-good', text)
    }
    case 'adjusted':
      return tell('part', 'hc-warn', adjusted(cx, outcome, name, more))
    case 'rejected': {
      more.push(t(kind === 'add' ? 'nothingAdded' : 'nothingChanged'))
      const why = MORE[code]
      if (why) more.push(t(why))
      const exact = code === 'quantity-exceeded' && outcome.available !== undefined
      const word = exact ? 'quantityAvailable' : (CODES[code] ?? 'hostError')
      const text = t(word, { n: outcome.available ?? 0, name })
      return SOFT.includes(code) ? tell('info', '', text) : tell('bar', 'hc-bad', text)
    }
    case 'declined':
      return tell('bar', 'hc-soft', t(DECLINED[kind] ?? 'stayedAll', { n: deed.before, name }))
    case 'expired':
    case 'withdrawn':
      more.push(t('nothingChanged'))
      return tell('clock', '', t(verdict === 'expired' ? 'lapsed' : 'withdrawn'))
    case 'unknown':
      more.push(t('unknownMore'))
      return tell('spin', 'hc-spin', t('unknown'))
  }
}

/** A plan as one sentence. */
function whole({ words: { t } }: Cx, { verdict, asked, got, lines, undoes }: Outcome, more: string[]): Told {
  const n = lines.filter((line) => line.verdict === 'applied').length
  switch (verdict) {
    case 'applied':
      return { sign: 'done', style: 'hc-good', text: t(undoes ? 'plannedBack' : 'planned', { n }), more }
    case 'adjusted':
      return { sign: 'part', style: 'hc-warn', text: t('plannedSome', { n: asked, got }), more }
    case 'unknown':
      return { sign: 'spin', style: 'hc-spin', text: t('unknown'), more: [t('unknownMore')] }
    default:
      return { sign: 'bar', style: 'hc-bad', text: t('nothingChanged'), more }
  }
}

/** A row of a plan: what happened to which article. */
export function row(cx: Cx, outcome: Outcome): Told {
  const { t } = cx.words
  const { deed, verdict } = outcome
  const name = called(deed)
  if (verdict === 'declined' || verdict === 'withdrawn') {
    const text = t(deed.kind === 'add' ? 'notAddedName' : (DECLINED[deed.kind] ?? 'stayedAll'), {
      n: deed.before,
      name,
    })
    return { sign: 'bar', style: 'hc-soft', text, more: [t(verdict === 'declined' ? 'leftOut' : 'rowGone')] }
  }
  const all = told(cx, outcome)
  return { ...all, text: all.text.includes(name) ? all.text : `${name}: ${all.text}` }
}

const DECLINED: { [K in Deed['kind']]?: Key } = { add: 'notAdded', set: 'stayedAt', remove: 'stayed' }
const APPLIED: Record<Deed['kind'], Key> = {
  add: 'added',
  set: 'changed',
  remove: 'removed',
  clear: 'cleared',
  plan: 'planned',
  country: 'countryNow',
  checkout: 'checkoutOpen',
}
/** Taken back: an add was undone by a removal, and the other way round. */
const UNDONE: { [K in Deed['kind']]?: Key } = { add: 'undoneRemove', remove: 'undoneAdd', set: 'undoneSet' }

function applied({ words }: Cx, { deed, delta, undoes }: Outcome, name: string, more: string[]): string {
  const { kind, before, after } = deed
  if (undoes) return words.t(UNDONE[kind] ?? 'undoneOther', { n: after, name })
  const country = words.country(deed.country ?? '')
  if (kind === 'country') {
    const old = deed.countryBefore
    more.push(words.t(old ? 'countryWas' : 'countryPrices', { before: old ? words.country(old) : '', country }))
  }
  return words.t(APPLIED[kind], { n: Math.abs(delta), name, before, after, country })
}

function adjusted({ words }: Cx, outcome: Outcome, name: string, more: string[]): string {
  const { deed, asked, got, delta, available } = outcome
  const { kind, before } = deed
  const wanted = kind === 'set' ? deed.after : asked
  more.push(words.t(available === undefined ? 'askedGot' : 'askedLeft', { n: available ?? 0, asked: wanted }))
  const word = kind === 'remove' ? 'removedSome' : kind === 'add' || kind === 'set' ? APPLIED[kind] : 'clearedSome'
  return words.t(word, { n: got, name, before, after: Math.max(0, before + delta), got, asked })
}

/** The state of the cart after an outcome that changed it: the message and its values. */
export function cartNow({ verdict, deed, count, total }: Outcome): [word: Key, n: number, total: string] | undefined {
  const changed = verdict === 'applied' || verdict === 'adjusted'
  // That a cart was emptied says how many are left.
  const said = deed.kind === 'clear' && !count
  if (!changed || count === undefined || said || deed.kind === 'checkout' || deed.kind === 'country') return undefined
  return [total === undefined ? 'yourCartCount' : 'yourCart', count, total ?? '']
}

/** A notice: its sign, what it says, and what it means. */
export function noticed({ kind, code = '' }: Notice): [sign: Sign, style: string, text: Key, more?: Key] {
  switch (kind) {
    case 'unsent':
      return ['info', '', 'unsent']
    case 'no-answer':
      return ['info', '', 'noAnswer', 'noAnswerMore']
    case 'stopped':
      return ['bar', 'hc-soft', 'stopped']
    case 'refused':
      return ['info', '', REFUSED[code] ?? 'refused', code === 'not-enabled' ? 'notEnabledMore' : 'refusedMore']
    case 'unread':
      return ['alert', 'hc-warn', 'unread', 'nothingTried']
    case 'gone':
      return ['info', '', 'withdrawn', 'nothingTried']
    case 'checkout-opening':
      return ['spin', 'hc-spin', 'checkoutOpening', 'checkoutOpeningMore']
    case 'checkout-failed':
      return ['alert', 'hc-warn', 'checkoutFailed', 'checkoutFailedMore']
    case 'restarted':
      return ['info', '', 'restarted', 'restartedMore']
  }
}

/** What a screen reader is told. */
export function spoken(cx: Cx, { kind, outcome, text = '', count = 0, deed, notice }: Speech): string {
  const { t } = cx.words
  if (outcome) {
    const { text, more } = told(cx, outcome)
    const [word, n, total] = cartNow(outcome) ?? []
    const lines = outcome.lines.map((line) => row(cx, line).text)
    return [text, ...more, ...lines, ...(word ? [t(word, { n: n ?? 0, total: total ?? '' })] : [])].join(' ')
  }
  if (deed) {
    const [of, button] = deedWords(cx, deed)
    const names = deed.kind === 'plan' ? deed.rows.map((row) => called(row.deed)).join('; ') : called(deed)
    const values = { deed: t(of), name: names, button, way: wayOut(cx, deed) }
    return t(kind === 'soon' ? 'spokenSoon' : kind === 'changed' ? 'spokenChanged' : 'spokenAsk', values)
  }
  if (notice) {
    const [, , word, more] = noticed(notice)
    return more ? `${t(word)} ${t(more)}` : t(word)
  }
  if (kind === 'words') return t('spokenWords', { words: text })
  return kind === 'products' ? t('spokenProducts', { n: count }) : t('looking')
}
