// The states of the widget that are looked at: how to get there from a fresh page of the demo shop. Each is a function of a
// journey's scene; `expected` are complaints of the browser itself that the state cannot be had without.
import { fill, shopper } from './shopper.mjs'

const OFFLINE = [/^Failed to load resource: net::ERR_INTERNET_DISCONNECTED/, /^Handcart: onGetCart failed/]
const BROKEN = [/^Failed to load resource: the server responded with a status of 50\d/, /^Handcart: onGetCart failed/]

async function opened({ page, shop }, ...variants) {
  await page.goto(shop)
  const widget = shopper(page)
  await widget.launcher.waitFor()
  if (variants.length) {
    await fill(page, ...variants)
    await page.getByRole('button', { name: /^Open the assistant, \d+ items? in cart$/ }).waitFor()
  }
  await widget.open()
  if (variants.length) await widget.bag.filter({ hasText: '€' }).waitFor()
  return widget
}

const THREE = [
  ['waldpfad-mid--42', 1],
  ['merino-wandersocken--39_42', 2],
  ['rucksack-grat-28', 1],
]

async function cart(scene, ...variants) {
  const widget = await opened(scene, ...variants)
  await widget.toCart()
  return widget
}

async function card(scene, sentence, variants, name) {
  const widget = await opened(scene, ...variants)
  await widget.say(sentence)
  await widget.button(name).waitFor()
  await scene.page.waitForTimeout(600)
  return widget
}

export const STATES = {
  closed: async ({ page, shop }) => {
    await page.goto(shop)
    await shopper(page).launcher.waitFor()
    await fill(page, ['rucksack-grat-28', 2])
    await page.getByRole('button', { name: 'Open the assistant, 2 items in cart' }).waitFor()
  },
  'first run': (scene) => opened(scene),
  products: async (scene) => {
    const { say, feed } = await opened(scene)
    await say('show me hiking boots under $100')
    await feed.getByRole('list', { name: /products$/ }).waitFor()
  },
  waiting: async (scene) => {
    await scene.aids.delay({ on: 'search', ms: 20_000 })
    const { say, feed } = await opened(scene)
    await say('show me hiking boots')
    await feed.getByText('Looking in the shop').waitFor()
  },
  'proposal to add': (scene) => card(scene, 'add two Rucksack Grat 28', [], 'Add 2 to cart'),
  'proposal with a choice': async (scene) => {
    const { say, cards } = await opened(scene)
    await say('add the Waldpfad Mid')
    await cards
      .or(scene.page.getByRole('list', { name: /products?$/ }))
      .first()
      .waitFor()
  },
  'proposal to change': (scene) => card(scene, 'change the socks to 5', THREE, 'Change to 5'),
  'proposal to remove': (scene) => card(scene, 'remove the boots', THREE, 'Remove 1 from cart'),
  dialog: async (scene) => {
    const { say } = await opened(scene, ...THREE)
    await say('empty my cart')
    await scene.page.getByRole('alertdialog').waitFor()
    await scene.page.waitForTimeout(600)
  },
  country: async (scene) => {
    const { say, feed } = await opened(scene, ['rucksack-grat-28', 1])
    await say('deliver to Austria')
    await feed.getByText('Delivery country is now Austria.').waitFor()
  },
  applied: async (scene) => {
    const { confirm, feed } = await card(scene, 'add two Rucksack Grat 28', [], 'Add 2 to cart')
    await confirm('Add 2 to cart')
    await feed.getByText('Added 2').waitFor()
  },
  adjusted: async (scene) => {
    const { confirm, feed } = await card(scene, 'add 4 Rucksack Grat 28', [], 'Add 4 to cart')
    await scene.aids.stock('rucksack-grat-28', 3)
    await confirm('Add 4 to cart')
    await feed.getByText('Added 3').waitFor()
  },
  rejected: async (scene) => {
    BROKEN.forEach(scene.allow)
    scene.allow(/status of 409/)
    const { confirm, feed } = await card(scene, 'add 4 Rucksack Grat 28', [], 'Add 4 to cart')
    await scene.aids.stock('rucksack-grat-28', 0)
    await confirm('Add 4 to cart')
    await feed.getByText('Nothing was added.').waitFor()
  },
  declined: async (scene) => {
    const { button, feed } = await card(scene, 'add two Rucksack Grat 28', [], 'Add 2 to cart')
    await button('Not now').click()
    await feed.getByText('Not added.').waitFor()
  },
  cart: (scene) => cart(scene, ...THREE),
  'cart with a toast': async (scene) => {
    const { button, panel } = await cart(scene, ...THREE)
    await button(/^Remove 1 Rucksack/).click()
    await panel.getByText('Removed 1 Rucksack Grat 28.').waitFor()
  },
  'sold out': async (scene) => {
    const { contents } = await cart(scene, ...THREE)
    await scene.aids.stock('rucksack-grat-28', 0)
    await scene.page.evaluate(() => window.dispatchEvent(new CustomEvent('handcart:cart-update')))
    await contents.getByText('Sold out').waitFor()
  },
  empty: async (scene) => {
    const { panel } = await opened(scene)
    await panel.getByRole('button', { name: /^Cart, / }).click()
    await panel.getByText('Your cart is empty').waitFor()
  },
  error: async (scene) => {
    BROKEN.forEach(scene.allow)
    await scene.aids.fail({ on: 'read', status: 503, times: 60 })
    const { panel } = await opened(scene)
    await panel.getByRole('button', { name: /^Cart, / }).click()
    await panel.getByText('Your cart could not be read').waitFor()
  },
  offline: async (scene) => {
    OFFLINE.forEach(scene.allow)
    const { panel } = await cart(scene, ...THREE)
    await scene.context.setOffline(true)
    await panel.getByText('You are offline.').waitFor()
  },
}
