// What the widget draws, taken from it as plain markup and style: the twin is made of exactly this, so it cannot grow old.
import { goods } from './goods.js'
import { prepare } from './widget.js'

/** The markup around the rows, of one row, and the style, as text. */
export async function learn(host) {
  const widget = await prepare(host)
  await widget.mount(goods.whole(1))
  const root = widget.root()
  const rows = root.querySelector('ul')
  const row = rows.firstElementChild.outerHTML
  rows.replaceChildren()
  const learnt = {
    row,
    frame: root.firstElementChild.outerHTML,
    style: root.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('\n'),
  }
  widget.end()
  return learnt
}
