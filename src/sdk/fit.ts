/**
 * How the widget fits into the window and the page: what a developer should know of the page's styles, the little of it that
 * can be mended, and the room for a keyboard. A file of its own: fetched where a shop sets its colour, where the widget does
 * not stand at the window's edge, or once the window changes.
 */
import type { HandcartError } from '../contract/types'
import { FAR } from './far'

type Fail = (error: HandcartError) => void

/** What a page sets anywhere above the element. */
const SET = [
  '--hc-accent',
  '--hc-font',
  '--hc-radius',
  '--hc-z',
  '--hc-inset-inline',
  '--hc-inset-block',
  'color-scheme',
]

const told = (fail: Fail, message: string) => fail({ code: 'style', message })

/** Looks at the page once. */
export function fit(root: ShadowRoot, fail: Fail): void {
  const frame = root.firstElementChild
  // It may be gone by now.
  if (!(frame instanceof HTMLElement) || !root.host.isConnected) return
  place(root.host as HTMLElement, frame, fail)
  colour(frame, fail)
}

/** How near its end the conversation is followed, in pixels. */
const NEAR = 120

/** Keeps clear of a keyboard on the screen, which covers the window and leaves its size as it is. */
export function keyboard(root: ShadowRoot, signal: AbortSignal): void {
  const clear = () => {
    const frame = root.firstElementChild
    if (!(frame instanceof HTMLElement) || !visualViewport) return
    const { height, offsetTop, scale } = visualViewport
    const { bottom } = frame.getBoundingClientRect()
    const log = root.querySelector('[role=log]')
    const near = log && log.scrollHeight - log.scrollTop - log.clientHeight < NEAR
    // Bars of the browser are smaller than a keyboard, and who looks closer wants everything larger and nothing moved.
    const isCovered = scale < 1.01 && bottom - height > 99
    const px = (covered: number) => `${isCovered ? Math.max(0, covered) : 0}px`
    frame.style.setProperty('--kb', px(bottom - offsetTop - height))
    frame.style.setProperty('--top', px(offsetTop))
    if (near) log.scrollTop = log.scrollHeight
  }
  const careful = () => {
    try {
      clear()
    } catch {
      // The keyboard covers something; the page hears nothing of it.
    }
  }
  for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, careful, { signal })
  careful()
}

/** Inside a body with a `filter` or a `transform` nothing is fixed to the window. Beside the body it is. */
function place(host: HTMLElement, frame: HTMLElement, fail: Fail): void {
  const isFar = () => Math.abs(frame.getBoundingClientRect().bottom - innerHeight) > FAR
  if (host.hasAttribute('inline') || !isFar()) return
  const focused = host.shadowRoot?.activeElement as HTMLElement | null | undefined
  const style = getComputedStyle(host)
  const before = SET.map((name) => style.getPropertyValue(name))
  document.documentElement.append(host)
  SET.forEach((name, at) => {
    const value = before[at] ?? ''
    if (value !== style.getPropertyValue(name)) host.style.setProperty(name, value)
  })
  focused?.focus()
  told(
    fail,
    isFar()
      ? '<html> has a filter, a transform or the like: nothing can be fixed to the window, and the widget stands elsewhere'
      : '<body> has a filter, a transform or the like, so that nothing in it can be fixed to the window: the widget was put beside it',
  )
}

/** Says what tokens.css makes of a colour that words cannot be read in or on. */
function colour(frame: HTMLElement, fail: Fail): void {
  const given = getComputedStyle(frame).getPropertyValue('--hc-accent').trim()
  if (!given) return
  if (!CSS.supports('color', given)) {
    // As if none had been given.
    frame.style.setProperty('--hc-accent', 'initial')
    return told(fail, `--hc-accent: expected a colour, received "${given.slice(0, 60)}"; the default is drawn`)
  }
  const probe = frame.appendChild(document.createElement('i'))
  probe.style.color = `oklch(from ${given} l c h / alpha)`
  const parts = /^oklch\((.*)\)/.exec(getComputedStyle(probe).color)?.[1]
  const [l, , , alpha = 1] = parts?.split(/[\s/]+/).map(Number) ?? []
  probe.remove()
  if (l === undefined) return // An old engine draws the accent as it is.
  const moved = [
    alpha < 1 && 'it is drawn without being see-through',
    // See --act and --main.
    l > 0.63 && 'words and outlines in it are drawn darker on light ground',
    l > 0.55 && l < 0.65 && `buttons are drawn ${l > 0.6 ? 'lighter' : 'darker'}`,
  ].filter(Boolean)
  if (moved.length)
    told(
      fail,
      `--hc-accent: expected a colour that words can be read in and on, received "${given}"; ${moved.join(', and ')}`,
    )
}
