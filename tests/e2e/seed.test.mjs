// Neuroon's published CartConfig sample, as a host wrote it: only the name before `.init` is ours. No agent, no extras.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { myShop } from './support/myshop.mjs'
import { shopper } from './support/shopper.mjs'

function sample(name, body) {
  const shop = myShop()
  hosted(name, { path: 'seed.html', routes: shop.routes }, async (scene) => {
    // The sample names its `token` beside the cart; what we do not know is ignored, and said once.
    scene.allow('Handcart: unknown options were ignored: token')
    const { page } = scene
    const panel = page.locator('#neuroon-search').getByRole('region').first()
    await panel.waitFor()
    await body({ ...scene, shop, widget: { ...shopper(page), panel: page.locator('hand-cart') } })
  })
}

sample('the sample shows the cart of the shop', async ({ page }) => {
  const contents = page.getByRole('region', { name: 'Cart contents' })
  await contents.getByRole('link', { name: 'Trail Runner' }).waitFor()
  const words = (await page.locator('hand-cart').evaluate((at) => at.shadowRoot.textContent)).replaceAll('\u00a0', ' ')
  for (const each of ['Size: 42, Color: Black', '89,99 €', '94,89 €']) assert.ok(words.includes(each), each)
  await page.getByRole('textbox', { name: 'Your message' }).waitFor({ state: 'detached' })
})

sample('the sample changes a quantity, with this.onGetCart()', async ({ page, shop }) => {
  await page.getByRole('button', { name: 'Increase quantity of Trail Runner' }).click()
  await page.getByText('184,88 €').first().waitFor()
  assert.deepEqual(shop.log, [['PATCH', '/api/cart/a1', { quantity: 2 }]])
})

sample('the sample removes a line, and Undo brings it back through onAddToCart', async ({ page, shop }) => {
  await page.getByRole('button', { name: 'Remove 1 Trail Runner' }).click()
  await page.getByText('Your cart is empty').waitFor()
  assert.deepEqual(shop.log, [['DELETE', '/api/cart/a1', undefined]])
  await page.getByRole('button', { name: /^Undo: Removed 1 Trail Runner/ }).click()
  await page.getByRole('link', { name: 'Trail Runner' }).waitFor()
  assert.deepEqual(shop.log[1], ['POST', '/api/cart/add', { productId: '101', quantity: 1 }])
})

/** A proposal by the page's own code; answers a promise of the outcome, as JSON. */
const propose = (page, action) =>
  page.evaluate(async (what) => {
    const handle = await window.Handcart.init({ container: '#neuroon-search', cart: { enabled: false } })
    return handle.propose(what)
  }, action)

const SOCKS = { id: 'p-102', externalId: '102', name: 'Merino socks', price: 12.5, currency: 'EUR', inStock: true }

sample('the sample adds a proposed product by its external id', async ({ page, shop, allow }) => {
  allow('init was called twice for the same place')
  await page.getByRole('region', { name: 'Cart contents' }).waitFor()
  const outcome = propose(page, { type: 'ADD_SUGGESTION', productId: 'p-102', quantity: 3, product: SOCKS })
  const deed = page.getByRole('button', { name: 'Add 3 to cart' })
  await deed.waitFor()
  await page.waitForTimeout(600)
  await deed.click()
  const { result, change, cart } = await outcome
  assert.deepEqual([result, change, cart.totalItems], ['applied', { before: 0, after: 3 }, 4])
  assert.deepEqual(shop.log, [['POST', '/api/cart/add', { productId: '102', quantity: 3 }]])
})

sample('the sample tells its own error when the shop fails', async ({ page, shop, allow }) => {
  allow('init was called twice for the same place')
  allow(/Failed to load resource.*\b500\b/)
  shop.broken = true
  await page.getByRole('region', { name: 'Cart contents' }).waitFor()
  const outcome = propose(page, { type: 'ADD_SUGGESTION', productId: 'p-102', product: SOCKS })
  const deed = page.getByRole('button', { name: 'Add 1 to cart' })
  await deed.waitFor()
  await page.waitForTimeout(600)
  await deed.click()
  const { result, error } = await outcome
  assert.deepEqual([result, error], ['rejected', 'Could not add item'])
  await page.getByText('The shop says: “Could not add item”').first().waitFor()
})

sample('the sample goes to its checkout', async ({ page }) => {
  await page.getByRole('button', { name: 'Check out' }).click()
  await page.waitForURL(/\/checkout$/)
  await eventually(async () => assert.equal(await page.title(), 'Checkout'))
})
