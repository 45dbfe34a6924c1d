// axe-core over every state of the widget, in every mode. Its source is not the page's, so the page's policy is bypassed here and
// nowhere else.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after } from 'node:test'
import { at } from '../../www/tools/paths.mjs'
import { journey } from './support/journey.mjs'
import { STATES } from './support/states.mjs'

const AXE = readFileSync(at('node_modules', 'axe-core', 'axe.min.js'), 'utf8')
const PHONE = { viewport: { width: 390, height: 844 } }
const MODES = {
  light: {},
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  '390 px': PHONE,
  '320 px': { viewport: { width: 320, height: 640 } },
  'right to left': { rtl: true },
}
const found = []
let looked = 0

/** What axe finds in the widget, one line each. */
async function violationsOf(page) {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { violations: all } = await window.axe.run({ include: [['hand-cart']] }, { resultTypes: ['violations'] })
    return all.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary}`),
    )
  })
}

journey('axe sees what stands in the widget', { bypassCSP: true }, async (scene) => {
  const { page } = scene
  await STATES.cart(scene)
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('hand-cart')
    for (const button of shadowRoot.querySelectorAll('[aria-label^="Increase"]')) button.removeAttribute('aria-label')
  })
  const found = await violationsOf(page)
  assert.equal(found.length, 3, found.join('\n'))
  assert.ok(found.every((each) => each.startsWith('button-name: ')))
})

for (const [mode, { rtl, ...options }] of Object.entries(MODES))
  journey(`axe finds nothing in ${mode}`, { ...options, bypassCSP: true, limit: 300_000 }, async (scene) => {
    const { page, context, aids } = scene
    if (rtl)
      await page.addInitScript(() =>
        document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl')),
      )
    const here = []
    for (const [name, arrive] of Object.entries(STATES)) {
      await context.clearCookies()
      await aids.reset()
      await arrive(scene)
      await page.waitForTimeout(250)
      const violations = await violationsOf(page)
      looked += 1
      here.push(...violations.map((each) => `${mode}, ${name}: ${each}`))
      await context.setOffline(false)
    }
    found.push(...here)
    assert.equal(here.length, 0, here.join('\n'))
  })

after(() => {
  const [states, modes] = [Object.keys(STATES).length, Object.keys(MODES).length]
  if (looked === states * modes) console.log(`a11y: ${states} states x ${modes} modes, ${found.length} violations`)
})
