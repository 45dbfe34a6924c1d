/** A plan: several changes as one card, each with its own tick, quantity and variant, and one button for what is ticked. */
import { act } from './acts'
import { acts, mark, open, options, said, soon } from './ask'
import { icon } from './icon'
import type { Cx } from './look'
import { type El, el, type Kid } from './node'
import { result, results } from './outcome'
import { becomes, called, facts, mini, named, picture, price, stepper, stock, was } from './parts'
import type { Ask, Row } from './view'

/** What a plan can hold. */
type RowKind = 'add' | 'set' | 'remove'

/** The card. */
export function plan(cx: Cx, ask: Ask): El {
  const { t } = cx.words
  const { deed, stage, changed } = ask
  const { rows, totalNow } = deed
  const all = { part: 'proposal', 'aria-busy': stage === 'working' }
  if (stage === 'working') return el('article', 'hc-ask', all, working(cx, ask))
  const now =
    totalNow &&
    (changed?.total
      ? el('span', '', was(cx, 'hc-was', 'before', changed.total), ' ', el('span', 'hc-new', price(totalNow)))
      : price(totalNow))
  return el(
    'article',
    'hc-ask',
    all,
    mark(cx, ask),
    said(cx, ask),
    el(
      'div',
      'hc-deed',
      el(
        'ul',
        'hc-plan',
        rows.map((row, at) => one(cx, ask.id, row, at)),
      ),
      now && facts([[t('totalNow'), now]]),
      acts(cx, { ...ask, choosing: open(deed) }),
    ),
    soon(cx, ask),
  )
}

/** While the shop works: what is done, and what waits. */
function working(cx: Cx, ask: Ask): Kid[] {
  const { t } = cx.words
  const { rows } = ask.deed
  const runs = rows.filter(({ tick }) => tick === 'on' || tick === 'done')
  const done = runs.flatMap(({ outcome }) => outcome ?? []).length
  const waits = (row: Row): El =>
    el(
      'li',
      '',
      mini(cx, row.deed.image, icon('spin', 'hc-spin')),
      el('div', '', named(cx, 'p', '', called(row.deed)), el('p', 'hc-s', t('busy'))),
    )
  // The same places as before the press: the button keeps the focus.
  return [
    undefined,
    el('div', 'hc-words', el('p', 'hc-by', t('madeOf', { n: runs.length, done }))),
    el(
      'div',
      'hc-deed',
      results(runs.map((row) => (row.outcome ? result(cx, row.outcome) : waits(row)))),
      undefined,
      acts(cx, ask),
    ),
  ]
}

function one(cx: Cx, id: number, row: Row, at: number): El {
  const { t, rich, n } = cx.words
  const { deed, tick, choosing, changed, most, step } = row
  const kind = deed.kind as RowKind
  const { variant, before, after, quantity, price: amount } = deed
  const name = called(deed)
  const on = tick === 'on'
  const gone = tick === 'gone'
  const box = {
    type: 'checkbox',
    'aria-label': t(`${kind}Name`, { n: quantity, name }),
    disabled: gone,
    '.checked': on,
    'data-a': act('tick', id, at, on ? 0 : 1),
  }
  const old = (value: string): El => was(cx, 'hc-was', 'before', value)
  const first = changed?.before === undefined ? undefined : old(n(changed.before))
  const each = amount && kind !== 'remove' && rich('each', { price: price(amount) })
  const dear = changed?.price && kind !== 'remove' ? [old(changed.price), ' '] : undefined
  const few = kind === 'add' && deed.stock !== 'in' ? stock(cx, deed.stock, deed.left) : undefined
  return el(
    'li',
    on ? '' : 'is-off',
    el('input', 'hc-tick', box),
    picture(cx, deed.image),
    el(
      'div',
      '',
      el('p', 'hc-s', t(kind), on && [' ', first, kind !== 'add' && becomes(cx, n(before), n(after))]),
      named(cx, 'p', 'hc-b', deed.name),
      variant && el('p', 'hc-s', variant),
      (each || few) && el('p', 'hc-s', dear, dear ? el('span', 'hc-new', each) : each, each && few && ' · ', few),
      deed.unusual && el('p', 'hc-note hc-warn', t('unusual')),
      gone && el('p', 'hc-s', t('rowGone')),
    ),
    choosing && !gone && options(id, choosing, at, (option) => t('optionOf', { option, name })),
    most > 0 &&
      !gone &&
      stepper(cx, name, quantity, [1, 1, most, step], false, (to) => act('row', id, at, to), act('typed', id, at)),
  )
}
