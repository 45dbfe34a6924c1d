// The reference backend's own socket, with the cart that it keeps for the conversation.
import assert from 'node:assert/strict'
import { eventually, journey } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

journey(
  'an agent behind a socket: found, asked, added, counted, and still there after a reload',
  async ({ page, shop }) => {
    const start = () =>
      page.evaluate(async () => {
        const { init } = await import('/sdk/handcart.js')
        const container = document.createElement('div')
        document.body.prepend(container)
        container.style.cssText = 'height: 600px; width: 400px'
        window.changes = []
        window.warnings = []
        await init({
          container,
          title: 'By socket',
          agent: {
            socket: '/api/v1/ws/chat',
            apiKey: 'demo-token',
            storeId: 'nordhang',
            onCartChanged: ({ action, items, total }) => window.changes.push([action, items.length, total > 0]),
          },
          onError: ({ message }) => window.warnings.push(message),
        })
      })
    await page.goto(shop)
    await start()
    const { say, feed, confirm, bag, cards, toCart, contents, line } = shopper(page, 'By socket')
    await say('add the Rucksack Grat 28 to my cart')
    await cards.first().waitFor()
    await confirm('Add 1 to cart')
    await feed.getByText('Added 1 Rucksack Grat 28.').waitFor()
    await eventually(async () => assert.match(await bag.getAttribute('aria-label'), /1 item/))
    assert.deepEqual(await page.evaluate(() => window.changes), [['item_selected', 1, true]])
    await toCart()
    await line('Rucksack Grat 28').waitFor()
    await contents.getByText('This cart lives in this conversation').waitFor()
    assert.deepEqual(await page.evaluate(() => window.warnings), [])
    // The connection goes with the page; the conversation and its cart stay.
    await page.reload()
    await start()
    await eventually(async () => assert.match(await bag.getAttribute('aria-label'), /1 item/))
    await say('what is in my cart?')
    await line('Rucksack Grat 28').waitFor()
    assert.deepEqual(await page.evaluate(() => window.warnings), [])
  },
)
