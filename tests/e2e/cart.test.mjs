// The cart side of the widget, in the demo shop: numbers, removal and undo, what blocks the checkout, offline, errors.
import assert from 'node:assert/strict'
import { eventually, journey } from './support/journey.mjs'
import { cartOf, fill, requests, shopper } from './support/shopper.mjs'

const LINES = /\/api\/shop\/cart\/lines/
const PACK = 'Rucksack Grat 28'
const LAMP = 'Stirnlampe Lumen 200'

/** The widget's cart with these variants in it. */
async function cartWith({ page, shop }, ...variants) {
  await page.goto(shop)
  const widget = shopper(page)
  await widget.launcher.waitFor()
  await fill(page, ...variants)
  await widget.open()
  const pieces = variants.reduce((sum, [, quantity = 1]) => sum + quantity, 0)
  await eventually(async () =>
    assert.match(await widget.bag.getAttribute('aria-label'), new RegExp(` ${pieces} items?$`)),
  )
  await widget.toCart()
  const quantity = (name) => widget.contents.getByRole('spinbutton', { name: `Quantity of ${name}` })
  return { ...widget, quantity }
}

const settled = (page, id, quantity) =>
  eventually(async () => {
    const line = (await cartOf(page)).lines.find(({ variantId }) => variantId === id)
    assert.equal(line?.quantity, quantity)
  })

journey('the stepper changes the shop’s own cart, by mouse', async (scene) => {
  const { page } = scene
  const { button, quantity, panel } = await cartWith(scene, ['rucksack-grat-28', 1])
  assert.equal(await button(`Decrease quantity of ${PACK}`).getAttribute('aria-disabled'), 'true')
  await button(`Increase quantity of ${PACK}`).click()
  await settled(page, 'rucksack-grat-28', 2)
  await eventually(async () => assert.equal(await quantity(PACK).inputValue(), '2'))
  await page.getByRole('button', { name: 'Cart, 2 items', exact: true }).waitFor()
  const { total } = await cartOf(page)
  await panel.getByText(total.text).first().waitFor()
  await button(`Decrease quantity of ${PACK}`).click()
  await settled(page, 'rucksack-grat-28', 1)
})

journey('the stepper changes the shop’s own cart, by keyboard: +, and a number with Enter', async (scene) => {
  const { page } = scene
  const { button, quantity } = await cartWith(scene, ['rucksack-grat-28', 1])
  await button(`Increase quantity of ${PACK}`).focus()
  await page.keyboard.press('Space')
  await settled(page, 'rucksack-grat-28', 2)
  await eventually(async () => assert.equal(await quantity(PACK).inputValue(), '2'))
  assert.ok(await button(`Increase quantity of ${PACK}`).evaluate((at) => at.matches(':focus')), 'the focus stays on +')
  await page.keyboard.press('Shift+Tab')
  assert.ok(await quantity(PACK).evaluate((at) => at.matches(':focus')))
  await quantity(PACK).selectText()
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await settled(page, 'rucksack-grat-28', 5)
  assert.ok(await quantity(PACK).evaluate((at) => at.matches(':focus')), 'the focus stays in the field')
})

journey('a number that is none is put back, and 0 removes the line', async (scene) => {
  const { page } = scene
  const asked = requests(page)
  const { quantity, panel } = await cartWith(scene, ['rucksack-grat-28', 2])
  for (const [typed, shown] of [
    ['', '2'],
    ['1.5', '2'],
    ['-3', '2'],
  ]) {
    await quantity(PACK).selectText()
    await page.keyboard.type(typed)
    if (!typed) await page.keyboard.press('Delete')
    await page.keyboard.press('Enter')
    await eventually(async () => assert.equal(await quantity(PACK).inputValue(), shown))
  }
  assert.equal(asked.count('PATCH', LINES), 0)
  await quantity(PACK).fill('0')
  await quantity(PACK).press('Enter')
  await panel.getByText('Your cart is empty').waitFor()
  assert.deepEqual((await cartOf(page)).lines, [])
})

journey('more than the shop has becomes what it has', async (scene) => {
  const { page } = scene
  const { quantity } = await cartWith(scene, ['rucksack-grat-28', 1])
  await quantity(PACK).fill('99')
  await quantity(PACK).press('Enter')
  const most = (await cartOf(page)).lines[0].max
  await settled(page, 'rucksack-grat-28', most)
  await eventually(async () => assert.equal(await quantity(PACK).inputValue(), String(most)))
})

journey('a quick series of + ends at the right number with few calls', async (scene) => {
  const { page, aids } = scene
  const asked = requests(page)
  const { button, quantity } = await cartWith(scene, ['stirnlampe-lumen-200', 1])
  await aids.delay({ on: 'cart', ms: 1000, times: 10 })
  const more = await button(`Increase quantity of ${LAMP}`).boundingBox()
  // Without a look in between: on a busy machine that alone takes longer than a call.
  for (let press = 1; press <= 8; press += 1) await page.mouse.click(more.x + more.width / 2, more.y + more.height / 2)
  await eventually(async () => assert.equal(await quantity(LAMP).inputValue(), '9'))
  await settled(page, 'stirnlampe-lumen-200', 9)
  await page.waitForTimeout(600)
  const calls = asked.find('PATCH', LINES).map(({ body }) => JSON.parse(body).quantity)
  assert.ok(calls.length <= 4, `called with ${calls}`)
  assert.equal(calls.at(-1), 9)
  assert.equal(await quantity(LAMP).inputValue(), '9')
  assert.equal((await cartOf(page)).count, 9)
})

journey('a removal can be undone, and the focus goes to the line that took its place', async (scene) => {
  const { page } = scene
  const { button, line, panel, contents } = await cartWith(scene, ['rucksack-grat-28', 2], ['stirnlampe-lumen-200', 1])
  await button(`Remove 2 ${PACK}`).focus()
  await page.keyboard.press('Enter')
  await line(PACK).waitFor({ state: 'detached' })
  const held = contents.getByRole('listitem').first().locator(':focus')
  await held.waitFor()
  assert.match((await held.getAttribute('aria-label')) ?? '', new RegExp(LAMP), 'the focus is on the next line')
  assert.deepEqual(
    (await cartOf(page)).lines.map(({ variantId }) => variantId),
    ['stirnlampe-lumen-200'],
  )

  await panel.getByText(`Removed 2 ${PACK}.`).waitFor()
  await button(new RegExp(`^Undo: Removed 2 ${PACK}`)).click()
  await line(PACK).waitFor()
  await settled(page, 'rucksack-grat-28', 2)
})

journey('removing the last line leaves the empty cart, with the focus on its heading', async (scene) => {
  const { page } = scene
  const { button, panel, composer } = await cartWith(scene, ['rucksack-grat-28', 1])
  await button(`Remove 1 ${PACK}`).focus()
  await page.keyboard.press('Enter')
  await panel.getByRole('heading', { name: 'Your cart is empty' }).waitFor()
  await panel.getByRole('heading', { name: 'Your cart', exact: true }).and(page.locator(':focus')).waitFor()
  await page.getByRole('button', { name: 'Cart, 0 items', exact: true }).waitFor()
  await button('Ask for a product').click()
  await composer.and(page.locator(':focus')).waitFor()
})

journey('a line that is sold out blocks the checkout until it is removed', async (scene) => {
  const { page, aids } = scene
  const { button, contents } = await cartWith(scene, ['rucksack-grat-28', 1], ['stirnlampe-lumen-200', 1])
  await aids.stock('rucksack-grat-28', 0)
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('handcart:cart-update')))
  await contents.getByText('Sold out. Remove it to check out.').waitFor()
  assert.equal(await button('Check out').getAttribute('aria-disabled'), 'true')
  await button('Check out').click({ force: true })
  await page.waitForTimeout(300)
  assert.ok(!page.url().includes('checkout'))
  await button(`Remove 1 ${PACK}`).click()
  await contents.getByText('Sold out').waitFor({ state: 'detached' })
  await button('Check out').click()
  await page.waitForURL(/checkout\.html/)
})

journey('offline is told, and coming back reads the cart', async (scene) => {
  const { page, context, allow } = scene
  allow(/^Failed to load resource: net::ERR_INTERNET_DISCONNECTED/)
  const asked = requests(page)
  const { panel, button, composer } = await cartWith(scene, ['rucksack-grat-28', 1])
  await context.setOffline(true)
  await panel.getByText('You are offline. The cart is as the shop last told it.').waitFor()
  await panel.getByRole('link', { name: PACK }).waitFor()
  await button('Back to the conversation').click()
  assert.equal(await composer.isDisabled(), true)
  assert.equal(await composer.getAttribute('placeholder'), 'Back when you are online')
  const before = asked.count('GET', '/api/shop/cart')
  await context.setOffline(false)
  await panel.getByText('You are offline.').waitFor({ state: 'detached' })
  // The shop's own header reads too.
  await eventually(() => assert.ok(asked.count('GET', '/api/shop/cart') >= before + 2))
  assert.equal(await composer.isDisabled(), false)
})

journey('a change while the connection is lost is told honestly, and nothing is sent twice', async (scene) => {
  const { page, context, allow } = scene
  allow(/^Failed to load resource: net::ERR_INTERNET_DISCONNECTED/)
  allow(/^Handcart: onGetCart failed/)
  const asked = requests(page)
  const { button, panel, quantity } = await cartWith(scene, ['rucksack-grat-28', 1])
  await context.setOffline(true)
  await button(`Increase quantity of ${PACK}`).click()
  await panel
    .getByText(/could not be reached|did not confirm in time/)
    .first()
    .waitFor()
  await context.setOffline(false)
  await page.waitForTimeout(2_000)
  assert.equal(asked.count('PATCH', LINES), 1)
  assert.equal(await quantity(PACK).inputValue(), '1')
  assert.equal((await cartOf(page)).count, 1)
})

journey('a cart that cannot be read is told, with a way to try again', async (scene) => {
  const { page, shop, aids, allow } = scene
  allow(/^Failed to load resource: the server responded with a status of 503/)
  allow(/^Handcart: onGetCart failed/)
  // More than the widget tries by itself: 1, 5 and 20 s after the first.
  await aids.fail({ on: 'read', status: 503, times: 50 })
  await page.goto(shop)
  const { open, panel, button } = shopper(page)
  await open()
  await panel.getByRole('button', { name: /^Cart, / }).click()
  await panel.getByText('Your cart could not be read').waitFor()
  await aids.reset()
  await button('Check again').click()
  await panel.getByText('Your cart is empty').waitFor()
})

journey('a failed read later keeps the cart that was known, marked as old', async (scene) => {
  const { page, aids, allow } = scene
  allow(/^Failed to load resource: the server responded with a status of 503/)
  allow(/^Handcart: onGetCart failed/)
  const { panel, button, line } = await cartWith(scene, ['rucksack-grat-28', 1])
  await aids.fail({ on: 'read', status: 503, times: 50 })
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('handcart:cart-update')))
  await panel.getByText('Your cart could not be read just now. This is how it was.').waitFor()
  await line(PACK).waitFor()
  await aids.reset()
  await button('Check again').click()
  await panel.getByText('could not be read').waitFor({ state: 'detached' })
})

journey('a shop that fails is told with its own words, and "Try again" is a new gesture', async (scene) => {
  const { page, shop, aids, allow } = scene
  allow(/^Failed to load resource: the server responded with a status of 500/)
  const asked = requests(page)
  await page.goto(shop)
  const { open, say, confirm, feed, button } = shopper(page)
  await open()
  await say('add the Rucksack Grat 28 to my cart')
  await aids.fail({ on: 'cart', status: 500 })
  await confirm('Add 1 to cart')
  await feed.getByText('The shop says: “A test asked for this answer.”').waitFor()
  await page.waitForTimeout(500)
  assert.equal(asked.count('POST', LINES), 1)
  await button('Try again').click()
  await confirm('Add 1 to cart')
  await feed.getByText(`Added 1 ${PACK}.`).waitFor()
  assert.equal(asked.count('POST', LINES), 2)
  assert.equal((await cartOf(page)).count, 1)
})

journey('a lost answer of a change that was carried out is found in the cart', async (scene) => {
  const { page, aids, allow } = scene
  allow(/^Failed to load resource: the server responded with a status of 500/)
  const { button, say, confirm, feed } = await cartWith(scene, ['stirnlampe-lumen-200', 1])
  const asked = requests(page)
  await button('Back to the conversation').click()
  await say('add the Rucksack Grat 28 to my cart')
  await aids.fail({ on: 'cart', status: 500, after: true })
  await confirm('Add 1 to cart')
  await feed.getByText(`Added 1 ${PACK}.`).waitFor()
  assert.equal(asked.count('POST', LINES), 1)
  assert.equal((await cartOf(page)).count, 2)
})

journey('the country changes the delivery, and can be undone', async (scene) => {
  const { page } = scene
  const { contents, button, panel } = await cartWith(scene, ['stirnlampe-lumen-200', 1])
  const country = contents.getByRole('combobox', { name: 'Deliver to' })
  assert.equal(await country.inputValue(), 'DE')
  await country.press('A')
  await eventually(async () => assert.equal((await cartOf(page)).country, 'AT'))
  const { total, delivery } = await cartOf(page)
  await panel.getByText(total.text).first().waitFor()
  await contents.getByText(delivery.text).first().waitFor()
  await button(/^Undo: Delivery country is now Austria/)
    .first()
    .click()
  await eventually(async () => assert.equal((await cartOf(page)).country, 'DE'))
  await eventually(async () => assert.equal(await country.inputValue(), 'DE'))
})
