// The screen: from what is new to what is seen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import './support/paper.mjs'
import { look, state, states, views, words } from './support/views.mjs'

/** A screen on a page in memory that finds nothing and has no focus. */
function screen() {
  const root = document.createElement('root')
  Object.assign(root, { querySelector: () => null, activeElement: null })
  const made = new views.Screen(
    root,
    look(),
    words,
    () => {},
    () => {},
  )
  return { made, root }
}

test('what is not told again is as it was', () => {
  const { drawing } = state('Lines, notices, progress, totals')
  const { made, root } = screen()
  made.draw(drawing)
  const before = root.show()
  assert(before.includes('Isomatte'))
  // The same once more, as the wasm tells it: no cart, no entries.
  made.draw({ ...drawing, entries: [], side: { ...drawing.side, cart: undefined } })
  assert.equal(root.show(), before)
  // One line is another, the third is gone, the others are named by their place.
  const [first, , , last] = drawing.side.cart.items
  const items = [0, { ...drawing.side.cart.items[1], quantity: 7 }, 3]
  made.draw({ ...drawing, entries: [], side: { ...drawing.side, pending: [], cart: { ...drawing.side.cart, items } } })
  const shown = views.cartOf(made.view).items
  assert.deepEqual(
    shown.map(({ name, quantity }) => [name, quantity]),
    [
      [first.name, 2],
      [drawing.side.cart.items[1].name, 7],
      [last.name, 1],
    ],
  )
  assert(!root.show().includes('Merino-Wandersocken'))
})

test('entries stand in their order', () => {
  const { drawing } = state('First run')
  const { made, root } = screen()
  const me = (id, text) => ({ id, kind: 'me', text })
  made.draw({ ...drawing, order: [0, 1], entries: [me(0, 'one'), me(1, 'two')] })
  made.draw({ ...drawing, order: [1, 2, 0], entries: [me(2, 'three')] })
  assert.deepEqual(root.show().match(/\[(one|two|three)\]/g), ['[two]', '[three]', '[one]'])
})

test('the host gets the cart as it was told, without what is the widget’s own', () => {
  const { made } = screen()
  assert.equal(views.cartOf(made.view), null)
  const { drawing } = state('In the panel, with a toast')
  made.draw(drawing)
  const cart = views.cartOf(made.view)
  assert.deepEqual(
    cart.items.map(({ key }) => key),
    ['1', '2', '3'],
  )
  assert(cart.items.every((item) => !('keyNumber' in item)))
  assert.equal(cart.shipping.destinationCountry, 'DE')
  assert(!('progress' in cart.shipping))
  assert.equal(cart.total, drawing.side.cart.total)
  assert.equal(cart.currency, 'EUR')
  cart.items[0].name = 'mine'
  cart.items.pop()
  assert.notEqual(views.cartOf(made.view).items[0].name, 'mine')
  assert.equal(views.cartOf(made.view).items.length, 3)
})

test('a picture tells nobody which page it is on, and a link gives no page away', () => {
  const found = { img: 0, a: 0 }
  for (const { drawing } of states()) {
    const { made, root } = screen()
    made.draw(drawing)
    for (const [tag, name] of root.show().matchAll(/<(img|a) \[[^>]*>/g)) {
      found[name] += 1
      assert.match(tag, name === 'img' ? /"referrerpolicy","no-referrer"/ : /"rel","noopener noreferrer"/)
    }
  }
  assert(found.img > 20 && found.a > 20, JSON.stringify(found))
})
