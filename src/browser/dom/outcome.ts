/** What happened: a line that stays. Picture, small sign, past tense, number, new total, the way back. */
import { act } from './acts'
import { icon } from './icon'
import type { Cx } from './look'
import { type El, el, type Kid } from './node'
import { button, cartPage, link, mini, price, reread } from './parts'
import type { Deed, Notice, Outcome } from './view'
import { cartNow, noticed, row, told } from './voice'

const LOOK = 'hc-btn is-small is-main'

/** What can be offered again as it was. */
const AGAIN = ['conflict', 'timeout', 'network', 'host-error', 'session-expired']

/** The line of an outcome. */
export function outcome(cx: Cx, outcome: Outcome): El {
  const { id, deed, verdict, lines } = outcome
  if (lines.length) return rows(cx, outcome)
  const { sign, style, text, more } = told(cx, outcome)
  const words = el('div', '', el('p', '', text), more.map(small), total(cx, outcome))
  const act = next(cx, outcome, text)
  const made = done(
    mini(cx, sign === 'truck' ? undefined : deed.image, icon(sign, style)),
    words,
    act,
    verdict === 'unknown'
      ? el('div', 'hc-acts', look(cx, outcome), cartPage(cx, 'hc-btn is-small'))
      : verdict === 'rejected' && !act && page(cx, deed),
  )
  made.attrs = { 'data-o': id, tabindex: -1, role: 'group', 'aria-label': text }
  return made
}

/** Looks at the cart; and offers it again where the shop has not done it since. */
const look = (cx: Cx, { id, undoes, deed }: Outcome): El =>
  undoes || deed.kind === 'country' ? reread(cx, LOOK) : button(LOOK, act('offer', id), {}, cx.words.t('checkAgain'))

/** Whether it may go well the next time. */
const canGo = ({ verdict, code = '' }: Outcome): boolean => verdict === 'rejected' && AGAIN.includes(code)

/** What came of a plan: a line for each row, then the cart and the way back. */
function rows(cx: Cx, outcome: Outcome): El {
  const { id, lines, undoes } = outcome
  const { text } = told(cx, outcome)
  const unsure = lines.some(({ verdict }) => verdict === 'unknown')
  const failed = outcome.verdict === 'adjusted' && !undoes && lines.some(canGo)
  return el(
    'div',
    'hc-ask',
    { 'data-o': id, tabindex: -1, role: 'group', 'aria-label': text },
    results(lines.map((line) => result(cx, { ...line, undoes }))),
    el('div', 'hc-end', total(cx, outcome) ?? el('p', 'hc-s', text), next(cx, outcome, text)),
    unsure
      ? el('div', 'hc-acts hc-end', look(cx, outcome), cartPage(cx, 'hc-btn is-small'))
      : failed && el('div', 'hc-acts hc-end', button('hc-btn is-small', act('offer', id), {}, cx.words.t('tryAgain'))),
  )
}

/** The rows of a plan, as far as they are done. */
export const results = (rows: El[]): El => el('ul', 'hc-res', rows)

/** How a row ended. */
export function result(cx: Cx, outcome: Outcome): El {
  const { sign, style, text, more } = row(cx, outcome)
  return el(
    'li',
    '',
    mini(cx, outcome.deed.image, icon(sign, style)),
    el('div', '', el('p', '', text), more.map(small)),
  )
}

const small = (text: string): El => el('p', 'hc-s', text)

const done = (picture: El, words: El, act: El | undefined, wide: Kid): El =>
  el('div', 'hc-done', picture, words, act ?? el('span', ''), wide && el('div', 'is-wide', wide))

/** What can be done about it. */
function next(cx: Cx, outcome: Outcome, text: string): El | undefined {
  const { id, verdict, undo: back, undoes } = outcome
  const { t } = cx.words
  const again = (words: string): El => button('hc-link', act('offer', id), {}, words)
  switch (verdict) {
    case 'applied':
    case 'adjusted':
      return undo(cx, { id, undo: back }, text)
    case 'declined':
    case 'expired':
      // What takes something back is asked for anew.
      return undoes ? undefined : again(t('showAgain'))
    case 'rejected':
      return canGo(outcome) && !undoes ? again(t('tryAgain')) : undefined
    default:
      return undefined
  }
}

/** The product's own page, where the shop itself can say more. */
const page = (cx: Cx, { kind, url }: Deed): El | undefined =>
  url && (kind === 'add' || kind === 'set') ? link(cx, 'hc-btn is-small', url, cx.words.t('productPage')) : undefined

/** The way back, where there is one. */
export const undo = ({ words }: Cx, { id, undo: back }: Pick<Outcome, 'id' | 'undo'>, text: string): El | undefined =>
  back === 'ready'
    ? button('hc-link', act('undo', id), { 'aria-label': words.t('undoName', { text }) }, words.t('undo'))
    : undefined

/** The cart after it, with the shop's total. */
function total({ words }: Cx, outcome: Outcome): El | undefined {
  const [word, n, sum] = cartNow(outcome) ?? []
  return word && el('p', 'hc-s', words.rich(word, { n: n ?? 0, total: sum ? price(sum) : '' }))
}

/** What the widget itself has to say. */
export function notice(cx: Cx, entry: number, notice: Notice): El {
  const { t } = cx.words
  const [sign, style, text, more] = noticed(cx, notice)
  const quote = notice.text !== undefined && el('p', 'hc-s', el('q', '', { dir: 'auto' }, notice.text))
  const words = el('div', '', el('p', '', text), quote, more && small(more))
  const again = quote ? button('hc-link', act('again', entry), {}, t('sendAgain')) : undefined
  const page = notice.kind === 'checkout-failed' ? cartPage(cx, 'hc-btn is-small') : undefined
  return done(mini(cx, undefined, icon(sign, style)), words, again, page)
}
