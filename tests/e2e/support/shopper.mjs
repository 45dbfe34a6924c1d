// What a shopper does and sees, by roles and names, the same in every file.
import assert from 'node:assert/strict'

/** The widget on a page, as a person meets it. `title`: the panel's heading. */
export function shopper(page, title = 'Nordhang') {
  const panel = page.getByRole('region', { name: title, exact: true })
  const feed = panel.getByRole('log')
  const composer = panel.getByRole('textbox', { name: 'Your message' })
  const launcher = page.getByRole('button', { name: /^Open the assistant/ })
  const contents = panel.getByRole('region', { name: 'Cart contents' })
  const bag = panel.getByRole('button', { name: /^Cart, / })
  return {
    panel,
    feed,
    composer,
    launcher,
    contents,
    bag,
    /** The open proposals. */
    cards: feed.getByRole('article'),
    /** A button of the panel. */
    button: (name, exact = typeof name === 'string') => panel.getByRole('button', { name, exact }),
    line: (name) => contents.getByRole('listitem').filter({ hasText: name }),
    async open() {
      await launcher.click()
      await panel.waitFor()
    },
    async say(words) {
      await composer.fill(words)
      await composer.press('Enter')
    },
    /** Presses the deed of a card once it reacts. */
    async confirm(name) {
      const deed = panel.getByRole('button', { name, exact: typeof name === 'string' })
      await deed.waitFor()
      await page.waitForTimeout(ARMED)
      await deed.click()
    },
    async toCart() {
      await bag.click()
      await contents.waitFor()
    },
  }
}

/** A card reacts this long after it appeared; a little more than the 500 ms of the contract. */
export const ARMED = 600

/** Puts pieces into the shop's cart from a page of the shop, past the widget, and says so as the shop's pages do. */
export async function fill(page, ...variants) {
  for (const [variantId, quantity = 1] of variants) {
    const status = await page.evaluate(
      async ([id, pieces]) => {
        const response = await fetch('/api/shop/cart/lines', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ variantId: id, quantity: pieces }),
        })
        window.dispatchEvent(new CustomEvent('handcart:cart-update'))
        return response.status
      },
      [variantId, quantity],
    )
    assert.ok(status < 300, `${variantId} could not be added: ${status}`)
  }
}

/** The shop's own word on the cart. */
export const cartOf = (page) => page.evaluate(async () => (await fetch('/api/shop/cart')).json())

/** Remembers the requests of a page: `count(method, pattern)`, `all`. */
export function requests(page) {
  const all = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    all.push({ method: request.method(), path: pathname, body: request.postData(), at: Date.now() })
  })
  const find = (method, path) =>
    all.filter((each) => each.method === method && (path instanceof RegExp ? path.test(each.path) : path === each.path))
  return { all, find, count: (method, path) => find(method, path).length }
}

/** The first variant of a product that can be bought; `words`: that its options mention. */
export async function variantOf(page, product, words = '') {
  return page.evaluate(
    async ([id, wanted]) => {
      const { variants } = await (await fetch(`/api/shop/products/${id}`)).json()
      const fits = (variant) => JSON.stringify(variant.options).includes(wanted)
      return variants.find((variant) => fits(variant) && variant.stock !== 0)?.id
    },
    [product, words],
  )
}
