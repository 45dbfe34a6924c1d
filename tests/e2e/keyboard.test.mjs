// Errands with the keyboard alone (tests/people/keyboard.mjs), in Chromium. `npm run test:engines` runs two of them elsewhere.
import { chromiumDriver } from '../people/chromium.mjs'
import { KEYBOARD } from '../people/keyboard.mjs'
import { person } from '../people/person.mjs'
import { journey } from './support/journey.mjs'

function errand(name, options = {}) {
  const mode = Object.values(options).join()
  journey(`somebody without a mouse ${name}${mode && ` (${mode})`}`, options, async ({ page, shop, aids }) => {
    await KEYBOARD[name].run(person(chromiumDriver(page), shop), { aids })
  })
}

for (const name of Object.keys(KEYBOARD)) errand(name)
// Where the keyboard is must be seen in these, too.
const CART = 'changes numbers in the cart, removes a line, and takes that back'
errand(CART, { colorScheme: 'dark' })
errand(CART, { forcedColors: 'active' })
