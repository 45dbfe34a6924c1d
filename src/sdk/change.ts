/**
 * Changes what can be changed while the widget lives: by the host, or because the page's `lang` or `dir` did. A file of
 * its own, fetched when that happens first.
 */
import { look, Memo } from '../browser/dom/look'
import type { Screen } from '../browser/dom/screen'
import type { Words } from '../browser/dom/words'
import type { Edge } from '../browser/edge'
import { Printer } from '../browser/print'
import type { Changes, InitOptions } from '../contract/types'
import { failure, missing } from './failure'
import type { Handle } from './handle'
import { locale, speak } from './language'
import { GROUPS, OPTIONS } from './shape'

/** What is drawn anew cannot be pressed for so long (`Policy::arming`). */
const ARMING = 500
const CAN: Record<keyof Changes, true> = {
  locale: true,
  dir: true,
  theme: true,
  position: true,
  title: true,
  subtitle: true,
  messages: true,
}

/** The options of a widget as they are by now, and the change that is under way. */
interface State {
  given: InitOptions
  locale: string | undefined
  last: Promise<void>
}
const states = new WeakMap<Edge, State>()

/** One after the other, in the order of the calls. Without `changes` the page changed. */
export function update(made: Handle, changes?: Changes): Promise<void> {
  const { edge, given, options } = made
  const state = states.get(edge) ?? { given, locale: options.locale, last: Promise.resolve() }
  states.set(edge, state)
  const done = state.last.then(() => change(made, state, changes))
  state.last = done.catch(() => {})
  return done
}

async function change({ edge, root, options, fail }: Handle, state: State, changes?: Changes): Promise<void> {
  const { signal } = edge.ending
  if (signal.aborted) return
  if (changes !== undefined) {
    const { insist } = await import('./options.js').catch(missing('options.js'))
    insist(changes)
    const fixed = Object.keys(changes).filter((name) => !(name in CAN) && (name in OPTIONS || name in GROUPS))
    if (fixed.length)
      throw failure(
        'config',
        `${fixed.join(', ')}: expected one of ${Object.keys(CAN).join(', ')}; anything else is for init`,
      )
  }
  const before = state.given
  const given = { ...before, ...changes }
  const tag = locale(given.locale)
  const { cx } = edge.front as Screen
  let words: Words | undefined = cx?.words
  if (cx && (tag !== state.locale || given.messages !== before.messages))
    try {
      words = await speak({ ...given, locale: tag }, ({ message, cause }) => {
        throw failure('network', message, cause)
      })
    } catch (error) {
      // Whoever follows the page tells it.
      if (changes) fail(error as never)
      throw error
    }
  if (signal.aborted) return
  Object.assign(state, { given, locale: tag })
  if (edge.print.locale !== tag) edge.print = new Printer(tag)
  if (!cx || !words) return
  const { title, subtitle, start, theme, dir, lang, names } = look({ ...options, ...given, agent: undefined }, words)
  const next = { title, subtitle, start, theme, dir, lang, names }
  const same = (Object.keys(next) as (keyof typeof next)[]).every((name) => cx.look[name] === next[name])
  if (same && words === cx.words) return
  if (words !== cx.words) options.agent?.speak?.(words)
  const { opened, face } = cx.memo
  Object.assign(cx.look, next)
  cx.words = words
  cx.memo = Object.assign(new Memo(), { opened, face })
  still(root, signal)
  // Who comes back to the page looks anew, too: each card is drawn and waits again.
  edge.last = ''
  inPlace(root, () => edge.with((widget) => widget.returned(0)))
}

/** What lies under a finger now may be something else than a moment ago. */
function still(root: ShadowRoot, signal: AbortSignal): void {
  const over = AbortSignal.any([signal, AbortSignal.timeout(ARMING)])
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  root.addEventListener('click', swallow, { capture: true, signal: over })
}

/** Does `work`, and leaves what is read where it was: words of another language have another length. */
function inPlace(root: ShadowRoot, work: () => void): void {
  const places = [...root.querySelectorAll('*')]
    .filter((each) => each.scrollTop > 0)
    .map((scroller) => {
      const { left, top, width } = scroller.getBoundingClientRect()
      const seen = root.elementFromPoint(left + width / 2, top + 1)
      const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 2
      return {
        scroller,
        atEnd,
        seen,
        y: seen && scroller.contains(seen) ? seen.getBoundingClientRect().top : undefined,
      }
    })
  work()
  for (const { scroller, atEnd, seen, y } of places)
    if (atEnd) scroller.scrollTop = scroller.scrollHeight
    else if (seen?.isConnected && y !== undefined) scroller.scrollTop += seen.getBoundingClientRect().top - y
}
