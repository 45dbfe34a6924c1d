// One sheet with every state in every mode, to be looked at: target/look/sheet.html.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { at } from '../../www/tools/paths.mjs'

const FOLDER = at('target', 'look')
const STYLE = `html { color-scheme: light dark; font: 13px/18px system-ui, sans-serif; background: light-dark(#eceae6, #121211); color: light-dark(#1f1e1b, #eee) }
body { margin: 0 } h1 { font-size: 21px; margin: 24px } table { border-collapse: separate; border-spacing: 16px 24px }
thead th { position: sticky; top: 0; padding: 8px; background: inherit; background: light-dark(#fff, #222); z-index: 1 }
th { text-align: start; vertical-align: top; font-weight: 600 } tbody th { position: sticky; left: 0; padding: 8px; inline-size: 120px; background: light-dark(#eceae6, #121211) }
td { vertical-align: top } img { display: block; block-size: 480px; border-radius: 8px; box-shadow: 0 0 0 1px #8884 }`

const slug = (text) => text.replace(/[^\w]+/g, '-')
const escape = (text) => text.replace(/[&<"]/g, (letter) => `&#${letter.charCodeAt(0)};`)

export class Sheet {
  #taken = new Set()

  constructor() {
    rmSync(`${FOLDER}/shots`, { recursive: true, force: true })
    mkdirSync(`${FOLDER}/shots`, { recursive: true })
  }

  /** The window, without most of the empty page beside a floating panel. */
  async take({ page }, mode, id) {
    const { width, height } = page.viewportSize()
    const wide = await page.evaluate(() => document.querySelector('hand-cart').hasAttribute('inline'))
    const clip = width > 480 && !wide ? { x: width - 460, y: 0, width: 460, height } : { x: 0, y: 0, width, height }
    const name = `${slug(mode)}--${id}.jpg`
    await page.screenshot({ path: `${FOLDER}/shots/${name}`, clip, type: 'jpeg', quality: 80, animations: 'disabled' })
    this.#taken.add(name)
  }

  /** Writes it. Answers where it is, and how many pictures are on it. */
  write(states, modes) {
    const cell = (mode, { id, name }) => {
      const file = `${slug(mode)}--${id}.jpg`
      if (!this.#taken.has(file)) return '<td></td>'
      const picture = `<img loading=lazy src="shots/${file}" alt="${escape(`${name}, ${mode}`)}">`
      return `<td><a href="shots/${file}">${picture}</a></td>`
    }
    const rows = states.map(
      (state) =>
        `<tr id="${state.id}"><th>${escape(state.group)}<br>${escape(state.name)}</th>${modes.map((mode) => cell(mode, state)).join('')}</tr>`,
    )
    const head = modes.map((mode) => `<th>${escape(mode)}</th>`).join('')
    const page = `<!doctype html><html lang=en><meta charset=utf-8><title>Handcart, looked at</title><style>${STYLE}</style><h1>Handcart, looked at</h1><table><thead><tr><th></th>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
    writeFileSync(`${FOLDER}/sheet.html`, page)
    return { path: `${FOLDER}/sheet.html`, pictures: this.#taken.size }
  }
}
