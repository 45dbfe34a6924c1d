// Errands with the keyboard alone (tests/people/keyboard.mjs), in Chromium. `npm run test:engines` runs two of them elsewhere.
import { chromiumDriver } from '../people/chromium.mjs'
import { KEYBOARD } from '../people/keyboard.mjs'
import { person } from '../people/person.mjs'
import { journey } from './support/journey.mjs'

for (const [name, { run }] of Object.entries(KEYBOARD))
  journey(`somebody without a mouse ${name}`, async ({ page, shop, aids }) => {
    const who = person(chromiumDriver(page), shop)
    await run(who, { aids })
    if (!page.url().endsWith('/checkout.html') || (await who.said())) await who.kept()
  })
