/** The small parts that repeat: buttons, pictures, prices, tables of facts. */
import { act } from './acts'
import { icon, type Sign } from './icon'
import type { Cx } from './look'
import { type Attrs, type El, el, type Kid } from './node'
import type { Choosing, Stock } from './view'
import type { Key } from './words'

/** A button; `does` is what `act` made. */
export const button = (name: string, does: string, attrs: Attrs, ...kids: Kid[]): El =>
  el('button', name, { type: 'button', 'data-a': does, ...attrs }, ...kids)

/** A button with a sign and a name instead of words. */
export const signed = (sign: Sign, more: string, name: string, does: string, attrs: Attrs = {}): El =>
  button('hc-icon', does, { 'aria-label': name, ...attrs }, icon(sign, more))

/** Whether a picture may be fetched: where the host has named origins, from those and the page's own. */
function allowed({ look }: Cx, src: string): boolean {
  if (!look.images) return true
  return URL.canParse(src, document.baseURI) && look.images.includes(new URL(src, document.baseURI).origin)
}

/** A square picture beside its name, or its empty place. */
export const picture = (cx: Cx, src: string | undefined): El =>
  src && allowed(cx, src)
    ? el('img', '', { loading: 'lazy', referrerpolicy: 'no-referrer', alt: '', src })
    : el('span', 'hc-pic')

/** A link to a page of the shop. */
export const link = (cx: Cx, name: string, href: string, ...parts: (Attrs | Kid)[]): El => {
  const made = el('a', name, ...parts)
  made.attrs = { target: cx.look.target, rel: 'noopener noreferrer', href, ...made.attrs }
  return made
}

/** A price as the host wrote it. */
export const price = (amount: string): El => el('bdi', 'hc-n', amount)

/** An earlier value, struck through, with a word for those who do not see that. */
export const was = (cx: Cx, name: string, word: Key, value: string): El =>
  el('s', name, el('span', 'hc-vh', cx.words.t(word)), price(value))

/** A small picture with the sign of what it is about at its corner. */
export const mini = (cx: Cx, src: string | undefined, sign: El): El =>
  el('div', 'hc-mini', src ? picture(cx, src) : undefined, sign)

/** An element with a name of the shop's, in the shop's language; `url` makes it a link. */
export const named = (cx: Cx, tag: string, name: string, text: string, url?: string): El =>
  el(tag, name, { lang: cx.look.names }, url ? link(cx, '', url, text) : text)

/** The product with its variant, as it stands in a sentence. */
export const called = ({ name, variant }: { name: string; variant?: string }): string =>
  variant ? `${name}, ${variant}` : name

/** Names and values; the last row stands below a line. */
export const facts = (rows: [name: string, value: El][]): El =>
  el(
    'dl',
    'hc-facts',
    rows.map(([name, value], at) => [
      el('dt', at && at === rows.length - 1 ? 'is-cut' : '', name),
      el('dd', '', value),
    ]),
  )

/** What the shop says of the stock, in a few words. */
export function stock(cx: Cx, of: Stock | undefined, left = 0): El | undefined {
  if (!of) return undefined
  const name = of === 'in' ? 'hc-good' : of === 'out' ? 'hc-bad' : 'hc-warn'
  return el('span', name, cx.words.t(left ? `stock-${of}-n` : `stock-${of}`, { n: left }))
}

/** One number becomes another. */
export const becomes = (cx: Cx, before: Kid, after: Kid): El =>
  el('span', '', before, ' ', icon('arrow', 'is-small is-flip', cx.words.t('becomes')), ' ', after)

/** The values of an option as chips. `does` gives the act of each. */
export const choices = (
  legend: El,
  name: string,
  option: Choosing['options'][number],
  does: (value: number) => string,
): El =>
  el(
    'fieldset',
    '',
    legend,
    el(
      'div',
      'hc-pick',
      option.values.map(({ label, on, off }, at) => {
        const attrs = { type: 'radio', name, value: label, disabled: off && !on, '.checked': on, 'data-a': does(at) }
        return el('label', '', el('input', '', attrs), label)
      }),
    ),
  )

/** A quantity with - and +. `typed`: the least that can be typed; `least`, `most`: where the buttons end. */
export function stepper(
  { words: { t } }: Cx,
  name: string,
  asked: number,
  [typed, least, max, by]: [typed: number, least: number, most: number | undefined, step: number],
  still: boolean,
  does: (to: number) => string,
  field: string,
): El {
  const step = Math.max(1, by)
  const end = (sign: Sign, word: Key, to: number, can: boolean): El => {
    const attrs = { 'aria-disabled': !can || still }
    return signed(sign, 'is-small', t(word, { name }), does(can ? to : asked), attrs)
  }
  const label = t('quantityOf', { name })
  const attrs = {
    type: 'number',
    inputmode: 'numeric',
    min: typed,
    step,
    'aria-label': label,
    readonly: still,
    'data-a': field,
    max,
    '.value': asked,
  }
  return el(
    'div',
    'hc-step',
    { part: 'stepper', role: 'group', 'aria-label': label },
    end('minus', 'less', asked - step, asked - step >= Math.max(1, least)),
    el('input', '', attrs),
    end('plus', 'more', asked + step, asked + step <= (max ?? Infinity)),
  )
}

/** The name of an option inside a sentence. */
export const lower = (name: string): string => name.replace(/^[A-Z](?=[^A-Z]*$)/, (letter) => letter.toLowerCase())

/** What must be chosen first, as the values of a message. */
export function missing({ options, missing }: Choosing): { option: string; Option: string } {
  const name = options[missing]?.name ?? ''
  return { option: lower(name), Option: name }
}

/** A list of waiting rows, for the eye only. */
export const bones = (list: string, row: string, count: number): El =>
  el(
    'ul',
    list,
    { 'aria-hidden': true },
    Array.from({ length: count }, () =>
      el('li', row, el('span', 'hc-bone is-pic'), el('div', '', el('span', 'hc-bone'), el('span', 'hc-bone'))),
    ),
  )

/** A centred message where there is nothing else to show. */
export const blank = (sign: Sign, title: string, words: string, ...acts: Kid[]): El =>
  el('div', 'hc-empty', icon(sign), el('h3', '', title), el('p', '', words), el('div', 'hc-acts', ...acts))

/** A button that looks at the cart again. */
export const reread = (cx: Cx, name: string): El => button(name, act('reread'), {}, cx.words.t('checkAgain'))

/** A link to the shop's own cart page, where it has told one. */
export const cartPage = (cx: Cx, name: string): El | undefined =>
  cx.look.cartPage ? link(cx, name, cx.look.cartPage, cx.words.t('cartPage')) : undefined
