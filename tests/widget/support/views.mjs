// The views of src/browser/dom, compiled as plain Node would run them, and every state that they are to draw.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { at } from '../../../www/tools/paths.mjs'
import { LOOKS, look } from '../../../www/gallery/looks.js'
import { pseudo } from '../../../www/gallery/pseudo.js'

export { look }

async function compiled() {
  const names = ['acts', 'look', 'node', 'panel', 'patch', 'screen', 'told', 'voice', 'words']
  const contents = names.map((name) => `export * from './${name}'`).join('\n')
  const folder = mkdtempSync(at('node_modules', '.views-'))
  const outfile = join(folder, 'views.mjs')
  try {
    const stdin = { contents, resolveDir: at('src', 'browser', 'dom'), loader: 'ts' }
    await build({ stdin, outfile, bundle: true, format: 'esm', logLevel: 'error' })
    return await import(pathToFileURL(outfile))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** All that the views export. */
export const views = await compiled()

const messages = (language) => JSON.parse(readFileSync(at('src', 'sdk', 'messages', `${language}.json`), 'utf8'))
/** The messages in English. */
export const english = messages('en')
export const words = new views.Words(english, 'en')

/** The words of a language; `en-XA` is English made longer. */
export const speaking = (language) =>
  new views.Words(language === 'en-XA' ? pseudo(english) : messages(language), language)

/** JSON has no `undefined`: what the wasm leaves out stands there as null. */
const leave = (_, value) => (value === null ? undefined : value)

/** A drawing that stands alone, as the view that a screen makes of it. */
export function view({ order, entries, ...rest }) {
  return { ...rest, feed: order.map((id) => entries.find((entry) => entry.id === id)) }
}

/** Every state: its name, how much room it needs, its drawing (and the view made of it), its look. Fresh objects. */
export function states() {
  const lines = readFileSync(at('tests', 'fixtures', 'states.jsonl'), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => {
    const { name, size, drawing } = JSON.parse(line, leave)
    return { name, size, drawing, view: view(drawing), look: look(LOOKS[name]) }
  })
}

export const state = (name) => states().find((each) => each.name === name)

/** What a drawing may ask. */
export const context = (seen, memo = new views.Memo(), looks = look(), says = words) => ({
  look: looks,
  words: says,
  cart: seen.side !== undefined,
  memo,
})

/** The tree of a view. */
export const tree = (seen, { look: looks = look(), memo = new views.Memo(), says = words } = {}) =>
  views.draw(context(seen, memo, looks, says), seen)

/** A look as a language asks for it. */
export const looking = (says, looks) => ({ ...looks, lang: says.lang, dir: says.dir ?? looks.dir })
