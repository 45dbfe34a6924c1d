// Each state beside the comp that it was made from: target/look/beside.html. The comps are pages of their own, elsewhere.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { at } from '../../www/tools/paths.mjs'
import { Failure } from '../../www/tools/run.mjs'

const FOLDER = at('target', 'look')
const STYLE = `html { color-scheme: light dark; font: 13px/18px system-ui, sans-serif; background: light-dark(#eceae6, #121211) }
body { margin: 24px } h2 { font-size: 17px; margin: 32px 0 8px } div { display: flex; gap: 24px; align-items: flex-start } figure { margin: 0 } img { display: block; margin-block-start: 4px }`

/** Where the comp is called otherwise, or shows the same in another way: heading, state, and what the gallery is asked for. */
const PAIRS = [
  ['With a teaser', 'a-teaser-beside-the-launcher'],
  ['Missing variant, asked inside the card', 'missing-variant'],
  ['Change a quantity: inline', 'change-a-quantity'],
  ['Remove: inline', 'remove'],
  ['Three actions, one left out', 'a-plan-three-actions-one-left-out'],
  ['While the shop works through it', 'a-plan-under-way'],
  ['Result, line by line', 'a-plan-row-by-row'],
  ['Result with a failure', 'a-plan-with-a-failure'],
  ['Applied, with undo', 'applied-undone-declined'],
  ['Adjusted: asked 5, got 3', 'adjusted-asked-5-got-3'],
  ['Unknown, then settled', 'unknown-lapsed'],
  ['Expired', 'unknown-lapsed'],
  ['Refused before it was offered', 'notices'],
  ['The assistant is unavailable', 'the-widget-was-lost'],
  ['Cart not enabled: product page instead', 'cart-not-enabled'],
  ['Toasts', 'three-toasts'],
  ['Composer: empty, written, long, streaming, off', 'a-long-message-is-written'],
  ['Checkout: ready, opening, blocked', 'the-checkout-is-opening'],
  ['Phone: a sheet', 'products-as-a-carousel', { width: 390 }],
  ['Phone, dark', 'add-the-premium-card', { width: 390, theme: 'dark' }],
  ['Dark: cart', 'lines-notices-progress-totals', { theme: 'dark' }],
  ['Dark: clear', 'clear-alert-dialog-the-way-out-focused', { theme: 'dark' }],
  ['Arabic, right to left', 'products-as-a-carousel', { lang: 'ar' }],
  ['Arabic cart', 'in-the-panel-with-a-toast', { lang: 'ar' }],
  ['320 px, German', '320-px', { lang: 'de' }],
  ['Amber, #f5b400', 'add-the-premium-card', { accent: '#f5b400' }],
  ['Coral, #ff5a4e', 'add-the-premium-card', { accent: '#ff5a4e' }],
  ['Blue, #2563ff', 'add-the-premium-card', { accent: '#2563ff' }],
]

/** Writes it. `comps`: the path of their page. Answers how many stand there, and where. */
export async function beside(browser, url, comps) {
  const folder = `${FOLDER}/beside`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const context = await browser.newContext({ viewport: { width: 1400, height: 1200 }, reducedMotion: 'reduce' })
  const theirs = await context.newPage()
  const ours = await context.newPage()
  await theirs.goto(pathToFileURL(resolve(comps)).href)
  await ours.goto(`${url}?state=first-run`)
  await ours.waitForSelector('html[data-drawn]')
  const names = new Map((await ours.evaluate(() => window.gallery.states)).map(({ id, name }) => [name, id]))
  const frames = await theirs.locator('.frame').all()
  if (!frames.length) throw new Failure(`there are no comps in ${comps}`)
  const rows = []
  for (const frame of frames) {
    const heading = (await frame.locator('h3').first().textContent()).trim()
    const [, id = names.get(heading), choice = {}] = PAIRS.find(([other]) => other === heading) ?? []
    if (!id) continue
    const file = `${rows.length}`
    await frame.screenshot({ path: `${folder}/${file}-comp.png`, animations: 'disabled' })
    // A stage of its own; `width` has one only if it is asked for, and 400 is what a panel has.
    const width = id.startsWith('wide') ? 880 : id === '320-px' ? 320 : 400
    await ours.goto(`${url}?${new URLSearchParams({ state: id, motion: 'off', width, ...choice })}`)
    await ours.waitForSelector('html[data-drawn]')
    await ours.waitForTimeout(150)
    await ours.locator('.stage').screenshot({ path: `${folder}/${file}-ours.png`, animations: 'disabled' })
    const pictures = ['comp', 'ours'].map(
      (who) => `<figure>${who}<img src="beside/${file}-${who}.png" alt="${who}"></figure>`,
    )
    rows.push(`<h2>${heading}</h2><div>${pictures.join('')}</div>`)
  }
  await context.close()
  const path = `${FOLDER}/beside.html`
  writeFileSync(
    path,
    `<!doctype html><html lang=en><meta charset=utf-8><title>Beside the comps</title><style>${STYLE}</style>${rows.join('\n')}`,
  )
  return `${rows.length} of ${frames.length} comps have a state beside them: ${path}`
}
