/**
 * A proposal. Words above, facts below: the tinted part is what somebody said, the white part is what the shop says and
 * what the button will do. No word of an agent crosses that line.
 */
import { act } from './acts'
import { icon, spin } from './icon'
import type { Cx } from './look'
import { type Attrs, type El, el, keyed, type Kid } from './node'
import { becomes, button, called, choices, facts, mini, missing, named, picture, price, stock, was } from './parts'
import type { Ask, Choosing, Deed } from './view'

/** The words of its button. */
export function deedWords({ words }: Cx, { kind, quantity, country, rows }: Deed): string {
  if (kind === 'plan') {
    const on = rows.filter(({ tick }) => tick === 'on')
    const adds = on.every((row) => row.deed.kind === 'add')
    const n = adds ? on.reduce((sum, row) => sum + row.deed.quantity, 0) : on.length
    return words.t(adds ? 'addItems' : 'do-plan', { n })
  }
  return words.t(`do-${kind}`, { n: quantity, country: country ? words.country(country) : '' })
}

/** What is still to be chosen: on the card, or in one of its ticked rows. */
export const open = ({ rows }: Deed, choosing?: Choosing): Choosing | undefined =>
  [choosing, ...rows.map((row) => (row.tick === 'on' ? row.choosing : undefined))].find(
    (each) => each && each.state !== 'ready',
  )

/** What the button says while something stands in the way of the deed. */
export const waits = ({ words: { t } }: Cx, stage: Ask['stage'], choosing?: Choosing): string | undefined =>
  stage === 'missing'
    ? t('choose', choosing && missing(choosing))
    : stage === 'gone' || stage === 'twice' || stage === 'nothing'
      ? t(stage)
      : undefined

/** The words of the way out. */
export const wayOut = ({ words }: Cx, { kind, before }: Deed): string => words.t(`leave-${kind}`, { n: before })

/** The card. */
export function ask(cx: Cx, ask: Ask): El {
  const { deed, stage, choosing } = ask
  const busy = stage === 'working'
  const rows = busy || stage === 'missing' ? [] : lines(cx, ask)
  return el(
    'article',
    'hc-ask',
    { part: 'proposal', 'aria-busy': busy },
    mark(cx, ask),
    said(cx, ask),
    el(
      'div',
      'hc-deed',
      what(cx, ask),
      rows.length > 0 && facts(rows),
      choosing && !busy && options(ask.id, choosing),
      deed.unusual && !busy && el('p', 'hc-note hc-warn', icon('alert'), cx.words.t('unusual')),
      acts(cx, ask),
    ),
    soon(cx, ask),
  )
}

/** What changed since it was last shown. */
export const mark = ({ words }: Cx, { changed }: Ask): El | undefined =>
  changed &&
  el(
    'p',
    'hc-mark',
    icon('info', 'hc-warn'),
    el('span', '', words.t(changed.price === undefined ? 'changedCart' : 'changedPrice')),
  )

/** Shortly before it lapses: more time, by one press. It stands below everything, so that nothing on the card moves. */
export const soon = ({ words: { t } }: Cx, { id, soon }: Ask): El | undefined =>
  soon
    ? el(
        'p',
        'hc-mark',
        icon('clock'),
        el('span', '', t('soon')),
        button('hc-link', act('keep', id), {}, t('keepOpen')),
      )
    : undefined

/** A quotation, at most 200 characters. */
function quote(words: string): El {
  const all = [...words]
  return el('q', '', { dir: 'auto' }, all.length > 200 ? `${all.slice(0, 200).join('')}…` : words)
}

/** Who proposes, and their words. */
export function said({ look, words: { t, rich } }: Cx, { source, seller = '', words }: Ask): El {
  const by =
    source === 'desk'
      ? [
          el('span', 'hc-face', { 'aria-hidden': true }, initials(seller)),
          el('span', '', rich('bySeller', { name: el('span', 'hc-b hc-ink', seller), shop: look.title })),
        ]
      : el('span', '', t(source === 'agent' ? 'byAssistant' : 'byYou'))
  return el('div', 'hc-words', el('p', 'hc-by', by), words !== undefined && el('p', '', quote(words)))
}

/** The first letters of the first and the last name. */
function initials(name: string): string {
  const names = name.split(' ')
  const first = (word: string | undefined): string => [...(word ?? '')][0] ?? ''
  return first(names[0]) + (names.length > 1 ? first(names.at(-1)) : '')
}

/** The thing: picture, kind of deed, name, variant, stock. */
function what(cx: Cx, { deed, stage }: Ask): El {
  const { t, country } = cx.words
  const { kind, variant } = deed
  const busy = stage === 'working'
  const [image, name] =
    kind === 'country'
      ? [mini(cx, undefined, icon('truck')), el('h3', '', country(deed.country ?? ''))]
      : kind === 'checkout'
        ? [mini(cx, undefined, icon('bag')), el('h3', '', t('do-checkout'))]
        : [picture(cx, deed.image), named(cx, 'h3', '', busy ? called(deed) : deed.name)]
  const below = details(cx, deed, stage)
  const style = busy || kind !== 'add' ? 'hc-what is-flat' : 'hc-what'
  const line = !busy && el('p', 'hc-s', t(`deed-${kind}`))
  return el('div', style, image, el('div', '', line, name, (variant || below) && detail(busy, variant, below)))
}

/** The line below the name. While the shop works, the variant stands in the name. */
const detail = (busy: boolean, variant: string | undefined, below: Kid): Kid =>
  busy ? below && el('p', 'hc-s', below) : el('p', 'hc-s', variant, variant && below ? el('br', '') : undefined, below)

function details(cx: Cx, deed: Deed, stage: Ask['stage']): Kid {
  const { kind, before, after, price: amount } = deed
  const each = amount ? cx.words.rich('each', { price: price(amount) }) : undefined
  if (stage === 'working')
    return (
      (kind === 'add' || kind === 'set' || kind === 'remove') && [
        becomes(cx, number(cx, '', before), number(cx, '', after)),
        each && [' · ', each],
      ]
    )
  if (stage === 'missing' && each) return el('span', '', each)
  return kind === 'add' && stock(cx, deed.stock, deed.left)
}

const number = ({ words }: Cx, style: string, value: number): El => el('bdi', style, words.n(value))

/** Quantity, price and the cart's total now, with the difference marked where it was offered again. */
function lines(cx: Cx, { deed, changed }: Ask): [name: string, value: El][] {
  const { words } = cx
  const { t, country } = words
  const { kind, price: amount, totalNow, countryBefore } = deed
  const rows: [string, El][] = []
  const old = (value: string): El => was(cx, 'hc-was', 'before', value)
  const again = (before: string, now: string): El => el('span', '', old(before), ' ', el('span', 'hc-new', price(now)))
  if (kind === 'country') {
    const to = el('bdi', 'hc-b', country(deed.country ?? ''))
    const value = countryBefore ? becomes(cx, el('bdi', '', country(countryBefore)), to) : to
    rows.push([t('deliverTo'), value])
  } else if (kind !== 'checkout' && kind !== 'clear') {
    const earlier = changed?.before
    const now = el('span', '', earlier !== undefined && old(words.n(earlier)), number(cx, '', deed.before))
    rows.push([t('quantity'), becomes(cx, now, number(cx, deed.unusual ? 'hc-new' : 'hc-b', deed.after))])
  }
  if (amount && (kind === 'add' || kind === 'set')) {
    const value = changed?.price
      ? again(changed.price, amount)
      : deed.was
        ? el('span', '', was(cx, 'hc-was', 'was', deed.was), ' ', price(amount))
        : price(amount)
    rows.push([t('priceEach'), value])
  }
  if (totalNow) rows.push([t('totalNow'), changed?.total ? again(changed.total, totalNow) : price(totalNow)])
  return rows
}

/** What still has to be chosen, or can be chosen otherwise. */
export const options = (id: number, { options }: Choosing, row = 0, legend = (name: string): string => name): El =>
  el(
    'div',
    'hc-opts',
    options.map(
      (option, at) =>
        option.values.length > 1 &&
        choices(el('legend', 'hc-b', legend(option.name)), `hc-p${id}-${row}-${at}`, option, (value) =>
          act('in', id, row, at, value),
        ),
    ),
  )

/** The deed, then the way out: always this order. The way out never waits. */
export function acts(cx: Cx, { id, rev, deed, stage, choosing }: Ask): El {
  const { t } = cx.words
  const does = act('confirm', id, rev)
  const off = { 'aria-disabled': true }
  const yes = (style: string, attrs: Attrs, ...words: Kid[]): El => button(`hc-btn ${style}`, does, attrs, ...words)
  if (stage === 'working')
    return el('div', 'hc-acts', yes('is-main', off, spin(), t(`busy-${deed.kind}`, { n: deed.quantity })))
  const main = deed.kind === 'remove' ? 'is-risk' : 'is-main'
  const words = deedWords(cx, deed)
  const part = { part: 'deed' }
  const wait = waits(cx, stage, choosing)
  const first =
    wait !== undefined
      ? yes('is-main', { ...off, ...part }, wait)
      : stage === 'arming'
        ? yes(`${main} is-arming`, { ...off, ...part }, words)
        : yes(main, part, words)
  return el('div', 'hc-acts', first, button('hc-btn', act('decline', id), {}, wayOut(cx, deed)))
}

/** The alert dialog before everything goes: it lists what goes, and the way out is first, filled and focused. */
export function dialog(cx: Cx, ask: Ask): El {
  const { t, rich } = cx.words
  const { id, rev, deed, source, seller = '', words } = ask
  const arming = ask.stage !== 'ready'
  const by =
    words !== undefined &&
    source !== 'shopper' &&
    rich(source === 'desk' ? 'clearBySeller' : 'clearByAssistant', { name: seller, words: quote(words) })
  const goes = deed.goes.map((gone) =>
    el(
      'li',
      '',
      picture(cx, gone.image),
      named(cx, 'span', '', called(gone)),
      el('span', 'hc-n', gone.quantity !== undefined && t('times', { n: gone.quantity })),
    ),
  )
  const yes = deedWords(cx, deed)
  const out = act('decline', id)
  return keyed(
    id + 1,
    el(
      'dialog',
      'hc-dialog',
      {
        part: 'dialog',
        role: 'alertdialog',
        'aria-labelledby': 'hc-t',
        'aria-describedby': 'hc-d',
        'data-esc': out,
        '.modal': true,
      },
      el('h2', '', { id: 'hc-t' }, t('clearTitle')),
      mark(cx, ask),
      by && el('p', 'hc-s', by),
      el('ul', '', goes),
      el(
        'p',
        'hc-total',
        { id: 'hc-d' },
        el('span', '', t('items', { n: deed.countNow })),
        deed.totalNow && price(deed.totalNow),
      ),
      el(
        'div',
        'hc-acts',
        button('hc-btn is-main', out, { autofocus: true }, wayOut(cx, deed)),
        button(
          arming ? 'hc-btn is-risk is-arming' : 'hc-btn is-risk',
          act('confirm', id, rev),
          { 'aria-disabled': arming },
          yes,
        ),
      ),
      soon(cx, ask),
    ),
  )
}
