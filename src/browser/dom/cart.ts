/** The shop's cart as the shop last told it. Prices are the shop's own words; nothing is added up here. */
import { act } from './acts'
import { icon, spin } from './icon'
import { type Cx, LINES } from './look'
import { type El, el, keyed, type Kid } from './node'
import { blank, bones, button, cartPage, named, picture, price, reread, stepper, stock, was } from './parts'
import type { Cart, Line, Shipping, Side, View } from './view'

/** The cart side: what it holds, the toasts, total and checkout. */
export function column(cx: Cx, side: Side, talk: View['talk'], top: El | undefined, toasts: El): El {
  const { look, words } = cx
  const { t } = words
  const { cart, freshness } = side
  const waits = !cart && freshness !== 'failed'
  const attrs = { part: 'cart', 'aria-busy': waits }
  if (waits) {
    const rows = el('div', 'hc-scroll', el('p', 'hc-vh', t('reading')), bones('', 'hc-line', 3))
    return el('div', 'hc-col', attrs, top, rows, toasts)
  }
  if (!cart?.items.length) return el('div', 'hc-col', attrs, top, cart ? empty(cx, talk) : failed(cx), toasts)
  const alone = look.host?.sessionOnly && el('p', 'hc-note', t('sessionOnly'))
  const old = el('span', '', t('old'), ' ', reread(cx, 'hc-link'))
  return el(
    'div',
    'hc-col',
    attrs,
    top,
    el(
      'div',
      'hc-scroll',
      { tabindex: 0, role: 'region', 'aria-label': t('cartContents') },
      alone,
      cart.shipping && progress(cx, cart.shipping),
      freshness === 'old' && el('p', 'hc-note hc-tip', icon('alert', 'hc-warn'), old),
      lines(cx, cart, side),
      more(cx, cart),
      sums(cx, cart, side),
    ),
    toasts,
    foot(cx, cart, side),
  )
}

function empty({ words: { t } }: Cx, talk: View['talk']): El {
  const can = talk !== 'absent'
  const ask = can && button('hc-btn is-main', act('talk'), {}, t('ask'))
  return blank('bag', t('empty'), t(can ? 'emptyMore' : 'emptyMoreNoTalk'), ask)
}

function failed(cx: Cx): El {
  const { t } = cx.words
  return blank('alert', t('failed'), t('failedMore'), reread(cx, 'hc-btn is-main'), cartPage(cx, 'hc-btn'))
}

/** How far it is to free delivery. */
function progress({ words: { t, rich } }: Cx, shipping: Shipping): El | undefined {
  const { thresholdMet, formattedDelta, needsCountryResolution } = shipping
  const words = thresholdMet
    ? el('p', 'hc-b', t('shipFree'))
    : formattedDelta
      ? el('p', '', rich('shipMissing', { amount: el('span', 'hc-b', price(formattedDelta)) }))
      : needsCountryResolution && el('p', '', t('needsCountry'))
  if (!words) return undefined
  const value = thresholdMet ? 100 : shipping.progress
  const bar = value !== undefined && el('progress', '', { max: 100, value, 'aria-label': t('shipProgress') })
  return el('div', 'hc-ship', words, bar)
}

function lines(cx: Cx, cart: Cart, side: Side): El {
  const asked = new Map(side.pending)
  const make = (line: Line, pending: number | undefined): El =>
    keyed(line.keyNumber === undefined ? 0 : line.keyNumber + 1, one(cx, line, pending))
  const rows = cart.items.slice(0, cx.look.shown).map((line) => {
    const pending = side.clearing ? 0 : line.keyNumber === undefined ? undefined : asked.get(line.keyNumber)
    return cx.memo.lines.get(line, pending, make)
  })
  return el('ul', '', rows)
}

/** `pending` is the quantity that was asked for, 0 for a removal. */
function one(cx: Cx, line: Line, pending: number | undefined): El {
  const { t, rich } = cx.words
  const { variant, lineTotal, compareAtPrice } = line
  const out = line.stock === 'out'
  const each =
    lineTotal !== undefined &&
    el(
      'span',
      '',
      rich('each', { price: price(line.price) }),
      compareAtPrice && [' ', was(cx, 'hc-was', 'was', compareAtPrice)],
    )
  const total = price(lineTotal ?? line.price)
  const few = line.stock !== 'in' && stock(cx, line.stock)
  return el(
    'li',
    out ? 'hc-line is-out' : 'hc-line',
    { part: 'line', 'aria-busy': pending !== undefined },
    picture(cx, line.image),
    el(
      'div',
      '',
      named(cx, 'p', 'hc-b', line.name, line.url),
      el('p', 'hc-s', variant, variant && each ? el('br', '') : undefined, each),
    ),
    el('p', 'hc-b', !out && (pending === undefined ? total : el('span', 'hc-s', total))),
    el(
      'div',
      '',
      line.discounts?.map(({ label, amount }) => el('p', 'hc-s hc-good', label, ' ', price(amount))),
      out ? el('p', 'hc-note hc-bad', icon('alert'), t('soldOutRemove')) : few && el('p', 'hc-s', few),
      tools(cx, line, pending, out),
    ),
  )
}

/** The stepper and the way to remove it; a line without a key of its own has neither. */
function tools(cx: Cx, line: Line, pending: number | undefined, out: boolean): El {
  const { t } = cx.words
  const { keyNumber: key, quantity, name } = line
  if (key === undefined || quantity === undefined)
    return el('div', 'hc-tools', el('span', 'hc-n', t('times', { n: quantity ?? '?' })), el('span', 'hc-s', t('fixed')))
  const asked = pending || quantity
  // The same button while it waits, so that it keeps the focus.
  const does = act('remove', key)
  const end =
    pending === undefined
      ? button(
          out ? 'hc-btn is-small' : 'hc-link',
          does,
          { 'aria-label': t('removeName', { n: asked, name }) },
          t('remove'),
        )
      : button('hc-link hc-s', does, { 'aria-disabled': true }, spin(), t(pending ? 'updating' : 'removing'))
  return el('div', 'hc-tools', !out && steps(cx, line, key, asked, pending === 0), end)
}

function steps(cx: Cx, line: Line, key: number, asked: number, still: boolean): El {
  const { name, maxQuantity, minQuantity, step } = line
  const does = (to: number): string => act('set', key, to)
  return stepper(cx, name, asked, [0, minQuantity, maxQuantity, step], still, does, act('line', key))
}

/** The rest of a long cart. */
function more({ look, words }: Cx, { items }: Cart): El | undefined {
  const n = Math.min(LINES, items.length - look.shown)
  return n > 0 ? el('div', 'hc-acts hc-tip', button('hc-btn', act('more'), {}, words.t('showMore', { n }))) : undefined
}

function sums(cx: Cx, { subtotal, shipping }: Cart, side: Side): El {
  const row = (name: Kid, value: Kid): Kid => [el('dt', '', name), el('dd', '', value)]
  const { t } = cx.words
  const cost = shipping?.formattedCost
  return el(
    'dl',
    'hc-facts hc-sum',
    shipping && deliver(cx, shipping, side, row),
    subtotal && row(t('subtotal'), price(subtotal)),
    cost && row(t('delivery'), price(cost)),
  )
}

/** The country of delivery: a choice where the host lets it be chosen. */
function deliver({ words }: Cx, shipping: Shipping, side: Side, row: (name: Kid, value: Kid) => Kid): Kid {
  const { availableCountries: all, destinationLabel, destinationCountry } = shipping
  const now = side.country ?? destinationCountry
  if (!side.countries || !all.length) {
    const label = destinationLabel ?? (now && words.country(now))
    return label && row(words.t('deliverTo'), label)
  }
  const known = all.some(({ code }) => code === now)
  const attrs = {
    id: 'hc-to',
    'data-a': act('country'),
    'aria-busy': side.country !== undefined,
    '.value': now ?? '',
  }
  const select = el(
    'select',
    '',
    attrs,
    !known && el('option', '', { value: '' }, '–'),
    all.map(({ code, label }) => el('option', '', { value: code }, label)),
  )
  return row(
    el('label', '', { for: 'hc-to' }, words.t('deliverTo')),
    el('span', 'hc-drop', select, icon('down', 'is-small')),
  )
}

/** The total and the way to the shop's checkout stay in sight. */
function foot({ words: { t } }: Cx, { total }: Cart, { checkout }: Side): El {
  const opening = checkout === 'opening'
  const attrs = { part: 'checkout', 'aria-disabled': checkout !== 'ready' }
  return el(
    'div',
    'hc-foot',
    el('p', 'hc-total', el('span', '', t('total')), price(total)),
    checkout !== 'absent' &&
      button(
        'hc-btn is-main',
        act('checkout'),
        attrs,
        opening && spin(),
        t(opening ? 'openingCheckout' : 'do-checkout'),
      ),
  )
}
