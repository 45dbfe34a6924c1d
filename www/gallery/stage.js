// Draws one state into a document, with the widget's own drawing code and styles.
import tokens from '../../src/sdk/styles/tokens.css'
import widget from '../../src/sdk/styles/widget.css'
import { Screen } from '../../src/browser/dom/screen'
import { words } from './languages.js'

/** Lines that are not in sight are drawn, too: pictures are taken of all of it. */
const SEEN = '.hc-line { content-visibility: visible }'
/** What `prefers-reduced-motion` does. */
const STILL = '.hc *, .hc ::after { animation: none !important; transition: none !important }'
/** A card without the panel around it. */
const BARE = `:host { position: static; inline-size: auto; block-size: auto }
.hc .hc-panel { position: static; inline-size: auto; block-size: auto; border: 0; border-radius: 0; box-shadow: none; animation: none }
.hc :is(.hc-head, .hc-foot) { display: none } .hc .hc-log { overflow: visible }`

/** Higher than a panel gets, so that nothing has to be scrolled. */
const TALL = '.hc .hc-panel { block-size: calc(100% - 40px) }'

/** From here on the panel has room for both sides, as the edge has it. */
const WIDE = 720

/**
 * Puts a state into `doc`, in place of what stood there.
 * `choice`: theme, dir, lang, motion, accent. `bare`: without the panel around it. `tall`: as high as the window. `inline`: in a container, with all its room.
 */
export function put(doc, state, choice, { bare = false, tall = false, inline = false } = {}) {
  doc.querySelector('hand-cart')?.remove()
  const { CSSStyleSheet, ResizeObserver } = doc.defaultView
  const says = words(choice.lang)
  const dir = choice.dir === 'auto' ? says.dir : choice.dir
  // The page of a shop is written as its widget is.
  doc.documentElement.lang = choice.lang
  doc.documentElement.dir = dir ?? 'ltr'
  const look = {
    ...state.look,
    inline: inline || state.look.inline,
    theme: choice.theme === 'auto' ? '' : choice.theme,
    lang: choice.lang,
    dir,
  }
  const element = doc.createElement('hand-cart')
  element.toggleAttribute('inline', look.inline)
  if (choice.accent) element.style.setProperty('--hc-accent', choice.accent)
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    tokens + widget + SEEN + (choice.motion === 'off' ? STILL : '') + (bare ? BARE : '') + (tall ? TALL : ''),
  )
  root.adoptedStyleSheets = [sheet]
  const screen = new Screen(
    root,
    look,
    says,
    () => {},
    () => {},
  )
  doc.body.append(element)
  screen.listen(new AbortController().signal, (work) => work())
  if (look.inline) new ResizeObserver(([{ contentRect }]) => screen.widen(contentRect.width >= WIDE)).observe(element)
  if (state.lost) screen.end()
  else screen.draw(structuredClone(state.drawing))
  if (state.written) write(root, state.written)
  for (const picture of root.querySelectorAll('img')) picture.loading = 'eager'
  return root
}

/** As if somebody had written it. */
function write(root, text) {
  const field = root.querySelector('#hc-msg')
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
