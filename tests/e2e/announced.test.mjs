// What a screen reader says (tests/people/announced.mjs), in Chromium. `npm run test:engines` listens to two of them elsewhere.
// Where the shop is waited for, time is turned on in the page.
import { ANNOUNCED } from '../people/announced.mjs'
import { chromiumDriver } from '../people/chromium.mjs'
import { person } from '../people/person.mjs'
import { journey } from './support/journey.mjs'

for (const [name, { run, limit }] of Object.entries(ANNOUNCED))
  journey(`said aloud: ${name}`, { limit: limit ?? 30_000 }, async ({ page, context, shop, aids, allow }) => {
    allow(/^Failed to load resource: the server responded with a status of 409/)
    allow(/^Failed to load resource: net::ERR_INTERNET_DISCONNECTED/)
    if (limit) await page.clock.install()
    const who = person({ ...chromiumDriver(page), ...(limit && { pass: (ms) => page.clock.runFor(ms) }) }, shop)
    await run(who, { aids, online: (yes) => context.setOffline(!yes) })
    await who.kept()
  })
