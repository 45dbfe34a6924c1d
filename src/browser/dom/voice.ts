/** What the widget says of what happened: past tense, with numbers, and nothing the cart has not shown. */
import { deedWords, open, waits, wayOut } from './ask'
import type { Sign } from './icon'
import type { Cx } from './look'
import { called } from './parts'
import type { Notice, Outcome, Speech } from './view'
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

/** Codes that are nobody's fault: they are told softly. */
const SOFT = ['policy', 'session-expired', 'not-enabled', 'not-supported']

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
      const why = t(`means-${code}`)
      if (why) more.push(why)
      const { available: n } = outcome
      const text = t(n === undefined ? `rejected-${code}` : `rejected-${code}-n`, { n: n ?? 0, name })
      return SOFT.includes(code) ? tell('info', '', text) : tell('bar', 'hc-bad', text)
    }
    case 'declined':
      return tell('bar', 'hc-soft', t(`declined-${kind}`, { n: deed.before, name }))
    case 'expired':
    case 'withdrawn':
      more.push(t('nothingChanged'))
      return tell('clock', '', t(verdict))
    case 'unknown':
      more.push(t('means-unknown'))
      return tell('spin', 'hc-spin', t('unknown'))
  }
}

/** A plan as one sentence. */
function whole({ words: { t } }: Cx, { verdict, asked, got, lines, undoes }: Outcome, more: string[]): Told {
  const n = lines.filter((line) => line.verdict === 'applied').length
  switch (verdict) {
    case 'applied':
      return { sign: 'done', style: 'hc-good', text: t(undoes ? 'undone-plan' : 'applied-plan', { n }), more }
    case 'adjusted':
      return { sign: 'part', style: 'hc-warn', text: t('adjusted-plan', { n: asked, got }), more }
    case 'unknown':
      return { sign: 'spin', style: 'hc-spin', text: t('unknown'), more: [t('means-unknown')] }
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
    const text = t(`declined-${deed.kind}-row`, { n: deed.before, name })
    return { sign: 'bar', style: 'hc-soft', text, more: [t(verdict === 'declined' ? 'leftOut' : 'rowGone')] }
  }
  const all = told(cx, outcome)
  return { ...all, text: all.text.includes(name) ? all.text : `${name}: ${all.text}` }
}

function applied({ words }: Cx, { deed, delta, undoes }: Outcome, name: string, more: string[]): string {
  const { kind, before, after } = deed
  if (undoes) return words.t(`undone-${kind}`, { n: after, name })
  const country = words.country(deed.country ?? '')
  if (kind === 'country') {
    const old = deed.countryBefore
    more.push(words.t(old ? 'countryWas' : 'countryPrices', { before: old ? words.country(old) : '', country }))
  }
  return words.t(`applied-${kind}`, { n: Math.abs(delta), name, before, after, country })
}

function adjusted({ words }: Cx, outcome: Outcome, name: string, more: string[]): string {
  const { deed, asked, got, delta, available } = outcome
  const { kind, before } = deed
  const wanted = kind === 'set' ? deed.after : asked
  more.push(words.t(available === undefined ? 'askedGot' : 'askedLeft', { n: available ?? 0, asked: wanted }))
  return words.t(`adjusted-${kind}`, { n: got, name, before, after: Math.max(0, before + delta), got, asked })
}

/** The state of the cart after an outcome that changed it: the message and its values. */
export function cartNow({ verdict, deed, count, total }: Outcome): [word: Key, n: number, total: string] | undefined {
  const changed = verdict === 'applied' || verdict === 'adjusted'
  // That a cart was emptied says how many are left.
  const said = deed.kind === 'clear' && !count
  if (!changed || count === undefined || said || deed.kind === 'checkout' || deed.kind === 'country') return undefined
  return [total === undefined ? 'yourCartCount' : 'yourCart', count, total ?? '']
}

const NOTICES: { [K in Notice['kind']]?: [sign: Sign, style: string] } = {
  stopped: ['bar', 'hc-soft'],
  unread: ['alert', 'hc-warn'],
  'checkout-opening': ['spin', 'hc-spin'],
  'checkout-failed': ['alert', 'hc-warn'],
}

/** A notice: its sign, what it says, and what it means, if there is more to say. */
export function noticed(
  { words: { t } }: Cx,
  { kind, code = '' }: Notice,
): [sign: Sign, style: string, text: string, more: string] {
  return [...(NOTICES[kind] ?? ['info', '']), t(`notice-${kind}-${code}`), t(`means-${kind}-${code}`)]
}

/** The kinds that hold neither an outcome nor a notice. */
type Plain = Exclude<Speech['kind'], 'outcome' | 'notice'>

/** What a screen reader is told. */
export function spoken(cx: Cx, { kind, outcome, text = '', count = 0, deed, choosing, notice }: Speech): string {
  const { t } = cx.words
  if (outcome) {
    const { text, more } = told(cx, outcome)
    const [word, n, total] = cartNow(outcome) ?? []
    const lines = outcome.lines.map((line) => row(cx, line).text)
    return [text, ...more, ...lines, ...(word ? [t(word, { n: n ?? 0, total: total ?? '' })] : [])].join(' ')
  }
  if (deed) {
    const names = deed.kind === 'plan' ? deed.rows.map((row) => called(row.deed)).join('; ') : called(deed)
    const left = open(deed, choosing)
    const button = (left && waits(cx, left.state, left)) ?? deedWords(cx, deed)
    const values = { deed: t(`deed-${deed.kind}`), name: names, button, way: wayOut(cx, deed) }
    return t(`spoken-${kind as Plain}`, values)
  }
  if (notice) {
    const [, , text, more] = noticed(cx, notice)
    return more ? `${text} ${more}` : text
  }
  return t(`spoken-${kind as Plain}`, { words: text, n: count })
}
