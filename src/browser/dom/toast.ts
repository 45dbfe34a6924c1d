/** Toasts: a second record of what happened, never the only one. */
import { act } from './acts'
import type { Cx } from './look'
import { type El, el, keyed } from './node'
import { undo } from './outcome'
import { signed } from './parts'
import type { Toast } from './view'
import { told } from './voice'

/** The box above the footer, of height 0: toasts grow out of it. */
export const toasts = (cx: Cx, all: Toast[]): El =>
  el(
    'div',
    'hc-toasts',
    all.map(({ id, outcome }) => {
      const { text } = told(cx, outcome)
      const dismiss = signed('close', '', cx.words.t('dismiss'), act('dismiss', id))
      return keyed(
        id + 1,
        el('div', 'hc-toast', { part: 'toast' }, el('p', '', text), undo(cx, outcome, text), dismiss),
      )
    }),
  )
