// The whole path, by mouse and by keyboard alone: a sentence, a confirmation, the shop's own cart, its checkout, the order.
import assert from 'node:assert/strict'
import { eventually, journey } from './support/journey.mjs'
import { ARMED, shopper } from './support/shopper.mjs'

const ASK = 'show me hiking boots under $100'
const TAKE = "I'll take the second one, size 42"
const BOOTS = 'Waldpfad Mid'
const PRICE = '79,95 €'
const TOTAL = '84,85 €'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const BUYER = [
  ['Name', 'Lena Berg'],
  ['E-mail', 'lena@example.org'],
  ['Street and number', 'Am Hang 3'],
  ['Postal code', '6020'],
  ['Town', 'Innsbruck'],
]

/** What the shop itself shows, past the widget: header, mini cart. */
async function shopShowsBoots(page) {
  await page.getByRole('button', { name: 'Cart, 1 item', exact: true }).waitFor()
}

async function miniCartShowsBoots(page) {
  const mini = page.getByRole('complementary', { name: 'Your cart' })
  await mini.getByRole('link', { name: BOOTS }).waitFor()
  assert.match((await mini.textContent()).replaceAll('\u00a0', ' '), /42.*79,95 €/)
}

async function cartPageShowsBoots(page, shop) {
  await page.goto(`${shop}cart.html`)
  const main = page.getByRole('main')
  await main.getByRole('link', { name: BOOTS }).waitFor()
  const words = (await main.textContent()).replaceAll('\u00a0', ' ')
  for (const each of ['42', PRICE, TOTAL]) assert.ok(words.includes(each), `the cart page says ${each}`)
}

async function outcomeIsTold(feed) {
  await feed.getByText(`Added 1 ${BOOTS}, Size 42.`, { exact: true }).waitFor()
  assert.equal(await feed.getByText('Your cart: 1 item, 84,85 €').count(), 1)
  assert.equal(await feed.getByRole('article').count(), 0, 'the card became its outcome')
}

async function ordered(page) {
  await page.waitForURL(/confirmation\.html\?order=/)
  await page.getByRole('heading', { name: 'Thank you, Lena.' }).waitFor()
  const main = page.getByRole('main')
  await main.getByText(BOOTS).first().waitFor()
  assert.ok((await main.textContent()).replaceAll('\u00a0', ' ').includes(TOTAL))
  await page.getByRole('button', { name: 'Cart, 0 items', exact: true }).waitFor()
}

function byMouse(name, options) {
  journey(`the boots get from a sentence to the confirmation page, by mouse, on ${name}`, options, async (scene) => {
    const { page, shop } = scene
    await page.goto(shop)
    const { open, composer, feed, button, cards, confirm, toCart, contents, line } = shopper(page)
    await open()
    await composer.fill(ASK)
    await button('Send').click()
    const products = feed.getByRole('list', { name: /products$/ })
    await products.getByRole('listitem').nth(1).getByRole('heading', { name: BOOTS }).waitFor()
    await composer.fill(TAKE)
    await button('Send').click()
    await cards.getByRole('heading', { name: BOOTS }).waitFor()
    const card = (await cards.textContent()).replaceAll('\u00a0', ' ')
    for (const each of ['The assistant suggests', 'Add to your cart', 'Size 42', PRICE, '0,00 €'])
      assert.ok(card.includes(each), `the card says ${each}`)
    await page.getByRole('button', { name: 'Cart, 0 items' }).first().waitFor()
    await confirm('Add 1 to cart')
    await outcomeIsTold(feed)
    await shopShowsBoots(page)

    await button('Close the assistant').click()
    await page.getByRole('button', { name: 'Open the assistant, 1 item in cart' }).waitFor()
    await page.getByRole('button', { name: 'Cart, 1 item', exact: true }).click()
    await miniCartShowsBoots(page)
    await cartPageShowsBoots(page, shop)

    await open()
    await toCart()
    assert.ok((await line(BOOTS).textContent()).includes('Size 42'))
    assert.ok((await contents.locator('xpath=..').textContent()).replaceAll('\u00a0', ' ').includes(TOTAL))
    await button('Check out').click()
    await page.waitForURL(/checkout\.html/)
    for (const [label, value] of BUYER) await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByRole('button', { name: 'Place order' }).click()
    await ordered(page)
  })
}

/** Presses Tab (or Shift+Tab) until the focus stands on a control of this name. */
async function tabTo(page, name, key = 'Tab', limit = 150) {
  const heard = []
  for (let step = 0; step < limit; step += 1) {
    const here = await page.evaluate(() => {
      let at = document.activeElement
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
      const label = at?.labels?.[0]?.textContent ?? ''
      return (at?.getAttribute?.('aria-label') ?? (label || (at?.textContent ?? ''))).trim()
    })
    if (name instanceof RegExp ? name.test(here) : here === name) return
    heard.push(here.slice(0, 30))
    await page.keyboard.press(key)
  }
  assert.fail(`Tab never reached ${name}; it passed ${heard.slice(-20).join(' | ')}`)
}

const focused = (locator) => eventually(async () => assert.ok(await locator.evaluate((at) => at.matches(':focus'))))

function byKeyboard(name, options) {
  journey(`the boots get from a sentence to the confirmation page, by keyboard, on ${name}`, options, async (scene) => {
    const { page, shop } = scene
    const { keyboard } = page
    await page.goto(shop)
    const { launcher, composer, feed, cards, contents } = shopper(page)
    await launcher.waitFor()
    await tabTo(page, 'Open the assistant', 'Shift+Tab')
    await keyboard.press('Enter')
    await focused(composer)
    await keyboard.type(ASK)
    await keyboard.press('Enter')
    await feed.getByRole('list', { name: /products$/ }).waitFor()
    await focused(composer)
    await keyboard.type(TAKE)
    await keyboard.press('Enter')
    await cards.getByRole('heading', { name: BOOTS }).waitFor()
    await focused(composer)
    await page.waitForTimeout(ARMED)
    await tabTo(page, 'Add 1 to cart', 'Shift+Tab')
    await keyboard.press('Enter')
    await outcomeIsTold(feed)
    await shopShowsBoots(page)
    const lost = await page.evaluate(() => document.activeElement === document.body)
    assert.equal(lost, false, 'the focus is still in the widget')

    await tabTo(page, /^Cart, 84,85/, 'Shift+Tab')
    await keyboard.press('Enter')
    await contents.waitFor()
    await tabTo(page, 'Check out')
    await keyboard.press('Enter')
    await page.waitForURL(/checkout\.html/)
    await page.getByLabel('Name', { exact: true }).waitFor()
    for (const [label, value] of BUYER) {
      await tabTo(page, label)
      await keyboard.type(value)
    }
    await keyboard.press('Enter')
    await ordered(page)
  })
}

byMouse('a desktop', {})
byMouse('a phone', PHONE)
byKeyboard('a desktop', {})
byKeyboard('a phone', PHONE)
