// A host whose callbacks do everything but what they should: the right sentence, no second call, a widget that goes on.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const ADD = {
  results: [SOCKS],
  aiResponse: 'Well.',
  cartAction: { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2 },
}
const calls = (page, name) => page.evaluate((which) => host.count(which), name)

/** The page must not notice: no error reached it, and its own part is as it was. */
async function pageIsUntouched(page) {
  assert.deepEqual(await page.evaluate(() => host.errors), [])
  const own = (await page.getByRole('main').innerHTML()).replace(/\n\s*/g, '')
  assert.equal(own, '<h1>A shop</h1><p>What stands here must stay as it is.</p>')
}

/** After all of it the same widget still adds a tent, with a host that behaves again. */
async function goesOn(page, server, { say, confirm, feed }) {
  await page.evaluate(() => (host.rude = {}))
  const tent = { id: 'tent', name: 'Tent', price: 289, currency: 'USD', inStock: true }
  server.answer = () => ({
    results: [tent],
    aiResponse: 'A tent.',
    cartAction: { type: 'ADD_SUGGESTION', productId: 'tent' },
  })
  const before = await calls(page, 'onAddToCart')
  await say('a tent')
  await confirm('Add 1 to cart')
  await feed.getByText('Added 1 Tent.').waitFor()
  assert.equal(await calls(page, 'onAddToCart'), before + 1)
  await pageIsUntouched(page)
}

/** One way of answering a change: `rude` runs in the page, `says` is what the shopper reads. */
function answers(name, rude, says, { within = 4_000, warns, applied = false } = {}) {
  hosted(`${name}: “${says}”`, async ({ page, server, allow, complaints }) => {
    if (warns) allow(warns)
    await page.evaluate(() => {
      host.rows = [{ id: 'boots', quantity: 1 }]
      return host.start({ open: true })
    })
    await page.evaluate(rude)
    const widget = shopper(page, 'Helper')
    server.answer = () => ADD
    await widget.say('socks')
    await widget.confirm('Add 2 to cart')
    await widget.feed.getByText(says).first().waitFor({ timeout: within })
    await page.waitForTimeout(400)
    assert.equal(await calls(page, 'onAddToCart'), 1, 'called once, and never again by itself')
    const shown = applied ? 'Cart, $104.95, 3 items' : 'Cart, $79.95, 1 item'
    await eventually(async () => assert.equal(await widget.bag.getAttribute('aria-label'), shown))
    if (warns)
      assert.ok(
        complaints.some(({ text }) => text.startsWith('Handcart: ')),
        'the developer is told',
      )
    await goesOn(page, server, widget)
  })
}

const REFUSED = 'The shop could not do this.'
answers(
  'throws',
  () =>
    (host.rude.onAddToCart = () => {
      throw new Error('The till is closed.')
    }),
  'The shop says: “The till is closed.”',
)
answers(
  'rejects',
  () => (host.rude.onAddToCart = () => Promise.reject(new Error('No socks today.'))),
  'The shop says: “No socks today.”',
)
answers('rejects with undefined', () => (host.rude.onAddToCart = () => Promise.reject()), REFUSED)
answers('rejects with a symbol', () => (host.rude.onAddToCart = () => Promise.reject(Symbol('no'))), REFUSED)
answers(
  'rejects with an object whose message throws',
  () => {
    const poison = {
      get() {
        throw new Error('poison')
      },
    }
    const bad = new Proxy({}, { ...poison, getPrototypeOf: poison.get, has: poison.get, ownKeys: poison.get })
    host.rude.onAddToCart = () => Promise.reject(bad)
  },
  REFUSED,
)
answers(
  'never settles',
  () => (host.rude.onAddToCart = () => new Promise(() => {})),
  'The shop did not confirm in time.',
  { within: 8_000 },
)
answers(
  'is a thenable that settles twice',
  () => {
    host.rude.onAddToCart = (good) => ({
      then(yes, no) {
        const answer = good()
        yes(answer)
        yes({ success: false, error: 'Second thoughts.' })
        no(new Error('Third thoughts.'))
      },
    })
  },
  'Added 2 Socks.',
  { applied: true },
)
answers(
  'is a thenable whose then throws',
  () =>
    (host.rude.onAddToCart = () => ({
      get then() {
        throw new Error('no then')
      },
    })),
  'The shop says: “no then”',
)
for (const [name, rude] of [
  ['null', () => (host.rude.onAddToCart = () => null)],
  ['a number', () => (host.rude.onAddToCart = () => 1)],
  ['a string', () => (host.rude.onAddToCart = () => 'ok')],
  ['a function', () => (host.rude.onAddToCart = () => () => true)],
  ['an empty object', () => (host.rude.onAddToCart = () => ({}))],
  ['success as text', () => (host.rude.onAddToCart = () => ({ success: 'yes', cart: host.state() }))],
])
  answers(`answers ${name}`, rude, 'Nothing was added.')
answers(
  'answers yes and does nothing',
  () => (host.rude.onAddToCart = () => ({ success: true })),
  'The shop agreed, but your cart did not change.',
)
answers(
  'answers no and does it',
  () =>
    (host.rude.onAddToCart = (good) => {
      good()
      return { success: false, error: 'Hm.' }
    }),
  'Added 2 Socks.',
  { applied: true },
)
answers(
  'answers yes without a cart',
  () =>
    (host.rude.onAddToCart = (good) => {
      good()
      return { success: true }
    }),
  'Added 2 Socks.',
  { applied: true },
)
answers('answers nothing and does it', () => (host.rude.onAddToCart = (good) => void good()), 'Added 2 Socks.', {
  applied: true,
})
answers(
  'answers a cart that throws when it is read',
  () => {
    host.rude.onAddToCart = (good) => {
      good()
      return {
        success: true,
        get cart() {
          throw new Error('not for you')
        },
      }
    }
  },
  'Added 2 Socks.',
  { applied: true },
)
answers(
  'answers a revoked proxy',
  () => {
    host.rude.onAddToCart = () => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return Promise.resolve().then(() => [proxy][0])
    }
  },
  'Nothing was added.',
)
answers(
  'recurses without end',
  () =>
    (host.rude.onAddToCart = () => {
      const again = () => again()
      return again()
    }),
  'Nothing was added.',
)
answers(
  'fires the update event from inside',
  () =>
    (host.rude.onAddToCart = (good) => {
      host.update()
      const answer = good()
      host.update()
      return answer
    }),
  'Added 2 Socks.',
  { applied: true },
)

hosted('an answer that comes after its time is not lost: the cart is read, and shown', async ({ page, server }) => {
  await page.evaluate(() => {
    host.rude.onAddToCart = (good) => new Promise((done) => setTimeout(() => done(good()), 6_500))
    return host.start({ open: true })
  })
  const { say, confirm, feed, bag } = shopper(page, 'Helper')
  server.answer = () => ADD
  await say('socks')
  await confirm('Add 2 to cart')
  await feed.getByText('The shop did not confirm in time.').waitFor({ timeout: 8_000 })
  await eventually(async () => assert.equal(await bag.getAttribute('aria-label'), 'Cart, $25.00, 2 items'))
  assert.equal(await calls(page, 'onAddToCart'), 1)
})

hosted('a callback that is gone after the start is a refusal', async ({ page, server }) => {
  await page.evaluate(() => host.start({ open: true }))
  await page.evaluate(() => delete host.config.onAddToCart)
  const { say, confirm, feed } = shopper(page, 'Helper')
  server.answer = () => ADD
  await say('socks')
  await confirm('Add 2 to cart')
  await feed.getByText('Nothing was added.').waitFor()
  await pageIsUntouched(page)
})

for (const [name, rude] of [
  [
    'throws',
    () =>
      (host.rude.onCheckout = () => {
        throw new Error('no')
      }),
  ],
  ['rejects', () => (host.rude.onCheckout = () => Promise.reject(new Error('no')))],
])
  hosted(`a checkout that ${name} is told, and can be tried again`, async ({ page, allow, complaints }) => {
    allow('Handcart: onCheckout')
    await page.evaluate(() => {
      host.rows = [{ id: 'boots', quantity: 1 }]
      return host.start({ open: true })
    })
    await page.evaluate(rude)
    const { toCart, button, panel } = shopper(page, 'Helper')
    await toCart()
    await button('Check out').click()
    await button('Back to the conversation').click()
    await panel.getByText('The shop’s checkout did not open.').waitFor()
    assert.ok(complaints.some(({ text }) => text.includes('Handcart: onCheckout')))
    await toCart()
    await page.evaluate(() => (host.rude = {}))
    await button('Check out').click()
    assert.equal(await calls(page, 'onCheckout'), 2)
    await pageIsUntouched(page)
  })

hosted('without onCheckout there is no checkout button', async ({ page }) => {
  await page.evaluate(() => {
    host.rows = [{ id: 'boots', quantity: 1 }]
    return host.start({ open: true, without: ['onCheckout'] })
  })
  const { toCart, panel } = shopper(page, 'Helper')
  await toCart()
  await panel.getByText('Total').last().waitFor()
  assert.equal(await panel.getByRole('button', { name: /check out/i }).count(), 0)
})

for (const [name, rude] of [
  [
    'throws',
    () =>
      (host.rude.onGetCart = () => {
        throw new Error('down')
      }),
  ],
  ['rejects with undefined', () => (host.rude.onGetCart = () => Promise.reject())],
  ['never settles', () => (host.rude.onGetCart = () => new Promise(() => {}))],
  ['answers null', () => (host.rude.onGetCart = () => null)],
  ['answers text', () => (host.rude.onGetCart = () => '<html>')],
  ['answers items that are no list', () => (host.rude.onGetCart = () => ({ ...host.state(), items: new Set([1]) }))],
])
  hosted(`a cart read that ${name} is told, and "Check again" reads it`, async ({ page, allow, complaints }) => {
    allow(/^Handcart: /)
    await page.evaluate(rude)
    await page.evaluate(() => host.start({ open: true }))
    const { panel, button, contents } = shopper(page, 'Helper')
    await panel.getByRole('button', { name: /^Cart, / }).click()
    await panel.getByText('Your cart could not be read').waitFor({ timeout: 8_000 })
    assert.ok(
      complaints.some(({ text }) => text.startsWith('Handcart: ')),
      'the developer is told',
    )
    await page.evaluate(() => {
      host.rude = {}
      host.rows = [{ id: 'boots', quantity: 1 }]
    })
    await button('Check again').click()
    await contents.getByText('Boots').waitFor()
    await pageIsUntouched(page)
  })

hosted(
  'onCartChanged and listeners that throw are the page’s business, and told',
  async ({ page, server, allow, complaints }) => {
    allow(/^Handcart: (onCartChanged|a listener)/)
    await page.evaluate(async () => {
      host.rude.onCartChanged = () => {
        throw new Error('mine')
      }
      await host.start({ open: true })
      host.handle.on('outcome', () => {
        throw new Error('mine too')
      })
    })
    const { say, confirm, feed } = shopper(page, 'Helper')
    server.answer = () => ADD
    await say('socks')
    await confirm('Add 2 to cart')
    await feed.getByText('Added 2 Socks.').waitFor()
    await eventually(() => assert.equal(complaints.filter(({ text }) => text.startsWith('Handcart: ')).length, 2))
    await pageIsUntouched(page)
  },
)
