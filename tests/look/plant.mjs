// Faults planted into what is looked at: each must be found, or finding nothing says nothing.
import { violationsOf } from './axe.mjs'
import { differs, take } from './pictures.mjs'
import { faultsOf } from './room.mjs'
import { restyle } from './window.mjs'

const CARD = 'add-the-premium-card'

/** Whether the picture of the card differs from the one that is kept once it is styled so. */
const seen = (css) => async (window, album) => {
  await window.show(CARD)
  await restyle(window, css)
  return differs(album.kept('light', CARD), await take(window)) !== undefined
}

/** What is wrong, and whether somebody noticed. */
const FAULTS = {
  'four pixels more beside a card': seen('.hc-deed { padding-inline: 20px }'),
  'a word in another colour': seen('.hc { --good: light-dark(#1a56b0, #9ec1f7) }'),
  'hairlines a little darker': seen('.hc { --line: #ccc }'),
  'buttons without a name': async (window) => {
    await window.show('lines-notices-progress-totals')
    const nameless = await window.page.evaluate(() => {
      const all = document.querySelector('hand-cart').shadowRoot.querySelectorAll('[aria-label^="Increase"]')
      for (const button of all) button.removeAttribute('aria-label')
      return all.length
    })
    const found = await violationsOf(window)
    return nameless > 1 && found.length === nameless && found.every((each) => each.startsWith('button-name: '))
  },
  'a word that does not break': async (window) => {
    await window.show('remove')
    await restyle(window, '.hc .hc-btn { white-space: nowrap; letter-spacing: 1em }')
    return (await faultsOf(window)).length > 0
  },
}

/** How many there are, and those that nobody noticed. */
export async function plant(window, album) {
  const blind = []
  for (const [name, noticed] of Object.entries(FAULTS)) if (!(await noticed(window, album))) blind.push(name)
  return { planted: Object.keys(FAULTS).length, blind }
}
