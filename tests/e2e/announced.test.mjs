// What a screen reader says (tests/people/announced.mjs), in Chromium. `npm run test:engines` listens to two of them elsewhere.
import { ANNOUNCED } from '../people/announced.mjs'
import { chromiumDriver } from '../people/chromium.mjs'
import { person } from '../people/person.mjs'
import { journey } from './support/journey.mjs'

for (const [name, { run, limit }] of Object.entries(ANNOUNCED))
  journey(`said aloud: ${name}`, { limit: limit ?? 30_000 }, async ({ page, context, shop, aids, allow }) => {
    allow(/^Failed to load resource: the server responded with a status of 409/)
    allow(/^Failed to load resource: net::ERR_INTERNET_DISCONNECTED/)
    const who = person(chromiumDriver(page), shop)
    await run(who, { aids, online: (yes) => context.setOffline(!yes) })
    await who.kept()
  })
