/** The whole widget: launcher, panel with its two sides, dialog, and the lines that only a screen reader hears. */
import { act } from './acts'
import { dialog } from './ask'
import * as cart from './cart'
import { icon } from './icon'
import { launcher, teaser } from './launcher'
import type { Cx, Memo } from './look'
import { type El, el, keyed, type Kid } from './node'
import { button, price, signed } from './parts'
import * as talk from './talk'
import { toasts } from './toast'
import type { Side, View } from './view'

/** The markup of a view. The same view, look and memo give the same tree. */
export function draw(cx: Cx, view: View): El {
  const { look, memo } = cx
  const open = look.inline || view.panel !== 'closed'
  if (view.panel !== 'closed') memo.face = view.panel
  memo.opened ||= open
  const live = (role: string): El => el('p', 'hc-vh', { role })
  return frame(
    cx,
    !look.inline && [teaser(cx, open), launcher(cx, view.badge, open)],
    // What stands in the panel is not drawn before it was opened once.
    memo.opened && panel(cx, view, memo, open),
    open && view.dialog && dialog(cx, view.dialog),
    live('status'),
    live('alert'),
  )
}

/** What stands around everything. */
export const frame = ({ look }: Cx, ...kids: Kid[]): El =>
  el(
    'div',
    look.inline ? 'hc is-inline' : look.start ? 'hc is-start' : 'hc',
    { lang: look.lang, dir: look.dir, 'data-theme': look.theme },
    kids,
  )

function panel(cx: Cx, view: View, memo: Memo, open: boolean): El {
  const { look } = cx
  const { side } = view
  const wide = look.wide && side !== undefined
  const front = wide ? 'talk' : memo.face
  // Beside the conversation a toast would say what its record says.
  const floats = toasts(cx, wide ? [] : view.toasts)
  const body =
    side && front === 'cart'
      ? cart.column(cx, side, view.talk, undefined, floats)
      : [
          talk.column(cx, view, floats),
          wide &&
            el('div', 'hc-side', cart.column(cx, side, view.talk, title(cx, 'hc-top', side), el('div', 'hc-toasts'))),
        ]
  return el(
    'section',
    wide ? 'hc-panel is-wide' : 'hc-panel',
    { part: 'panel', id: 'hc-panel', tabindex: -1, 'aria-label': look.title, hidden: !open },
    head(cx, view, front, wide),
    !view.online && el('p', 'hc-bar', icon('off'), el('span', '', offline(cx))),
    el('div', 'hc-body', body),
  )
}

/** That there is no connection, and what comes of it. */
export const offline = ({ look, words: { t } }: Cx): string =>
  look.waits ? `${t('offline')} ${t('offlineWaits')}` : t('offline')

/** The heading of the cart, with the pieces in it. */
function title({ words }: Cx, name: string, side: Side): El {
  const n = side.cart?.totalItems
  const count = n ? el('span', 'hc-s', words.t('items', { n })) : undefined
  return el('h2', name, { id: 'hc-cart', tabindex: -1 }, words.t('cart'), ' ', count)
}

function head(cx: Cx, view: View, front: 'talk' | 'cart', wide: boolean): El {
  const { look, words } = cx
  const { side } = view
  const below = look.subtitle ?? words.t('automated')
  return el(
    'header',
    'hc-head',
    { part: 'header' },
    side && front === 'cart'
      ? keyed(
          1,
          el(
            'div',
            'hc-row',
            view.talk !== 'absent' && signed('back', 'is-flip', words.t('back'), act('talk')),
            title(cx, '', side),
          ),
        )
      : [
          keyed(2, el('div', '', el('h2', '', look.title), below && el('p', 'hc-s', below))),
          side && !wide && bag(cx, side, view.badge),
        ],
    !look.inline && keyed(3, signed('close', '', words.t('close'), act('close'))),
  )
}

/** The way to the cart, with the shop's total. */
function bag({ words }: Cx, { cart }: Side, badge: number): El {
  const total = cart?.totalItems ? cart.total : ''
  const name = words.t(total ? 'bag' : 'bagItems', { n: total ? (cart?.totalItems ?? 0) : badge, total })
  const shown = total ? price(total) : price(words.n(badge))
  return keyed(4, button('hc-bag', act('cart'), { 'aria-label': name }, icon('bag'), shown))
}
