// The demo's page with an agent behind a socket: the real backend, and a store that it asks by webhooks.
import assert from 'node:assert/strict'
import { eventually, journey } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const TENT = 'Zweipersonenzelt Kar 2'

journey(
  'a cart behind webhooks: done, cut, refused with what there is instead',
  async ({ page, shop, aids, allow }) => {
    allow(/there is no connection to the agent/)
    await page.goto(`${shop}conversation.html`)
    const { open, say, feed, cards, confirm, toCart, line, contents } = shopper(page)
    await open()
    const told = page.locator('#items li')
    await say('add the Kar 2')
    await cards.getByRole('heading', { name: TENT }).waitFor()
    assert.equal(await told.count(), 0, 'nothing is in the cart before the shopper agreed')
    await confirm('Add 1 to cart')
    await feed.getByText(`Added 1 ${TENT}.`, { exact: true }).waitFor()
    await eventually(async () => assert.deepEqual(await told.allTextContents(), [`1 × ${TENT}`]))
    // The connection is lost; the conversation and the cart go on.
    await aids.cut()
    await say('add the Rucksack Grat 28')
    await cards.getByRole('heading', { name: 'Rucksack Grat 28' }).waitFor()
    await confirm('Add 1 to cart')
    await feed.getByText(/Rucksack Grat 28 is sold out\. These are alike/).waitFor()
    await feed
      .getByRole('list', { name: /products$/ })
      .last()
      .getByRole('listitem')
      .first()
      .waitFor()
    assert.deepEqual(await told.allTextContents(), [`1 × ${TENT}`])
    await toCart()
    await line(TENT).waitFor()
    assert.equal(await contents.getByRole('listitem').count(), 1)
  },
)
