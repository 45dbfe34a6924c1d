/** The round button at the corner of the page. */
import { act } from './acts'
import { icon } from './icon'
import type { Cx } from './look'
import { type El, el } from './node'
import { button, signed } from './parts'

/** The button, with the number of pieces in the shop's cart (never of unread messages). */
export function launcher({ words }: Cx, badge: number, open: boolean): El {
  const attrs = {
    part: 'launcher',
    id: 'hc-launch',
    'aria-controls': 'hc-panel',
    'aria-expanded': `${open}`,
    'aria-label': words.t(badge ? 'openItems' : 'open', { n: badge }),
    hidden: open,
  }
  const count = badge > 99 ? `${words.n(99)}+` : words.n(badge)
  const pieces = badge > 0 && el('span', 'hc-badge', { 'aria-hidden': true }, count)
  return button('hc-launch', act('open'), attrs, icon('chat'), pieces)
}

/** One sentence beside it, until it is closed. */
export const teaser = ({ look, words }: Cx, open: boolean): El | undefined =>
  look.teaser && !open
    ? el('div', 'hc-tease', el('p', '', look.teaser), signed('close', '', words.t('dismiss'), act('untease')))
    : undefined
