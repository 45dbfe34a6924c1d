// The page around the widget: policies, starting twice, going away without a trace, coming back.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually, journey } from './support/journey.mjs'
import { fill, requests, shopper } from './support/shopper.mjs'

const reads = (page) => page.evaluate(() => host.count('onGetCart'))
const settledReads = (page, least = 1) =>
  eventually(async () => {
    const before = await reads(page)
    assert.ok(before >= least)
    await page.waitForTimeout(400)
    assert.equal(await reads(page), before)
  })

const PAGES = [
  '',
  '?category=packs',
  '?q=boots',
  'product.html?id=waldpfad-mid',
  'cart.html',
  'checkout.html',
  'confirmation.html',
  'nowhere',
]
for (const path of PAGES)
  journey(`/${path} obeys the strictest policy with the widget open`, async ({ page, shop, allow }) => {
    if (path === 'nowhere') allow(/Failed to load resource.* 404/)
    const response = await page.goto(shop + path)
    const policy = response.headers()['content-security-policy']
    for (const each of [
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
      assert.ok(policy.includes(each), `${policy} has ${each}`)
    const { launcher, open, say, feed, button } = shopper(page)
    await launcher.waitFor()
    await fill(page, ['rucksack-grat-28', 1])
    await open()
    await say('show me boots')
    await feed.getByRole('list', { name: /products?$/ }).waitFor()
    await button(/^Cart, .* 1 item$/).click()
    await page.getByRole('region', { name: 'Cart contents' }).waitFor()
    await page.waitForTimeout(200)
  })

hosted(
  'init twice for one place gives the same handle, and says so to the developer',
  async ({ page, allow, complaints }) => {
    allow('Handcart: init was called twice for the same place; the first widget stays')
    const same = await page.evaluate(async () => {
      await host.start()
      const first = host.handle
      await host.start()
      return first === host.handle && document.querySelectorAll('hand-cart').length === 1
    })
    assert.equal(same, true)
    await settledReads(page)
    assert.equal(await reads(page), 1)
    assert.equal(complaints.length, 1)
  },
)

hosted('two places have two widgets', async ({ page }) => {
  await page.evaluate(async () => {
    for (const id of ['left', 'right']) {
      const place = document.createElement('div')
      place.id = id
      document.querySelector('main').append(place)
    }
    host.rows = [{ id: 'boots', quantity: 1 }]
    await host.start({ container: '#left', title: 'Left' })
    window.left = host.handle
    await host.start({ container: document.querySelector('#right'), title: 'Right' })
  })
  for (const title of ['Left', 'Right']) {
    const panel = page.getByRole('region', { name: title, exact: true })
    await panel.getByText('Boots').first().waitFor()
    assert.ok((await panel.boundingBox()).width > 400, 'it has the room of its container')
  }
  await page.evaluate(() => window.left.destroy())
  assert.equal(await page.getByRole('region', { name: 'Left' }).count(), 0)
  await page.getByRole('region', { name: 'Right', exact: true }).getByText('Boots').first().waitFor()
})

hosted('destroy leaves the document as it was, and nothing that listens', async ({ page }) => {
  const before = await page.evaluate(() => [document.documentElement.outerHTML, Object.keys(window).sort().join()])
  await page.evaluate(async () => {
    await host.start({ open: true })
    host.old = host.handle
  })
  await settledReads(page)
  const told = await page.evaluate(async () => {
    host.old.destroy()
    host.old.destroy()
    const { length } = host.calls
    host.update()
    for (const type of ['online', 'offline', 'focus']) window.dispatchEvent(new Event(type))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    document.dispatchEvent(new Event('visibilitychange'))
    host.old.open()
    const ended = await host.old.propose({ type: 'CLEAR' })
    return [
      await host.old.refresh(),
      ended.result,
      await new Promise((done) => setTimeout(() => done(host.calls.length - length), 2_500)),
    ]
  })
  assert.deepEqual(told, [null, 'rejected', 0])
  assert.deepEqual(
    await page.evaluate(() => [document.documentElement.outerHTML, Object.keys(window).sort().join()]),
    before,
  )
  await page.evaluate(() => host.start({ open: true }))
  await page.getByRole('region', { name: 'Helper' }).waitFor()
  await settledReads(page, 2)
})

for (const where of [
  'onGetCart',
  'onAddToCart',
  'canAddToCart',
  'onCheckout',
  'onCartChanged',
  'outcome',
  'cart',
  'close',
])
  hosted(`destroy inside ${where} is quiet, and final`, async ({ page, server }) => {
    await page.evaluate(async (name) => {
      host.rows = [{ id: 'boots', quantity: 1 }]
      await host.start({ open: true })
      const end = () => host.handle.destroy()
      if (name.startsWith('on') || name === 'canAddToCart')
        host.rude[name] = (good) => {
          end()
          return good()
        }
      else host.handle.on(name, end)
    }, where)
    const { say, panel, confirm } = shopper(page, 'Helper')
    server.answer = () => ({
      results: [{ id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }],
      cartAction: { type: 'ADD_SUGGESTION', productId: 'socks' },
    })
    if (where === 'onGetCart' || where === 'cart')
      await page.evaluate(() => {
        host.rows.push({ id: 'tent', quantity: 1 })
        host.update()
      })
    else if (where === 'close') await page.getByRole('button', { name: 'Close the assistant' }).click()
    else if (where === 'onCheckout') {
      await panel.getByRole('button', { name: /^Cart, .*1 item/ }).click()
      await panel.getByRole('button', { name: 'Check out' }).click()
    } else {
      await say('socks')
      if (where !== 'canAddToCart') await confirm('Add 1 to cart')
    }
    await page.locator('hand-cart').waitFor({ state: 'detached' })
    const called = await page.evaluate(() => host.calls.length)
    await page.evaluate(() => host.update())
    await page.waitForTimeout(1_000)
    assert.ok((await page.evaluate(() => host.calls.length)) - called <= 0, 'nothing is called after it')
    assert.deepEqual(await page.evaluate(() => host.errors), [])
  })

hosted('init, destroy and init in one breath leave one widget', async ({ page }) => {
  await page.evaluate(async () => {
    const first = host.start({ title: 'First' })
    await first
    host.handle.destroy()
    await Promise.all([host.start({ title: 'Second' })])
  })
  assert.equal(await page.locator('hand-cart').count(), 1)
  await settledReads(page, 2)
  await page.evaluate(() => host.update())
  await settledReads(page, 3)
  assert.equal(await reads(page), 3, 'one listener')
})

hosted(
  'wrong options are refused with every problem in one message, and the page stays as it was',
  async ({ page }) => {
    const { code, message, told, same } = await page.evaluate(async () => {
      const before = document.documentElement.outerHTML
      const told = []
      const wrong = {
        container: '#nowhere',
        title: 7,
        theme: 'pink',
        timeouts: { mutation: 1 },
        agent: { endpoint: 'javascript:alert(1)', headers: [] },
        cart: {
          enabled: 'yes',
          onGetCart: 'soon',
          externalUpdateEvent: 'my event',
          initialCount: -1,
          onCheckout: null,
        },
        onError: ({ code: each }) => told.push(each),
      }
      const failure = await host.init(wrong).catch((error) => error)
      return { code: failure.code, message: failure.message, told, same: document.documentElement.outerHTML === before }
    })
    assert.deepEqual([code, told, same], ['config', ['config'], true])
    const problems = message.split('\n').slice(1)
    for (const option of [
      'container',
      'title',
      'theme',
      'timeouts.mutation',
      'agent.endpoint',
      'agent.headers',
      'cart.enabled',
      'cart.onGetCart',
      'cart.onAddToCart',
      'cart.onRemoveFromCart',
      'cart.onUpdateQuantity',
      'cart.initialCount',
      'cart.externalUpdateEvent',
      'cart.onCheckout',
    ])
      assert.equal(
        problems.filter((line) => line.startsWith(`- ${option}: expected `)).length,
        1,
        `${option} in\n${message}`,
      )
    assert.equal(problems.length, 14, message)
  },
)

hosted('without an agent the panel opens at the cart, in a corner as in a narrow container', async ({ page }) => {
  for (const container of [undefined, '#narrow']) {
    await page.evaluate(async (place) => {
      host.rows = [{ id: 'boots', quantity: 1 }]
      document
        .querySelector('main')
        .insertAdjacentElement('beforeend', Object.assign(document.createElement('div'), { id: 'narrow' }))
      document.querySelector('#narrow').style.setProperty('width', '380px')
      await host.start({ agent: undefined, open: true, container: place })
    }, container)
    const { panel } = shopper(page, 'Helper')
    await panel.getByRole('region', { name: 'Cart contents' }).getByText('Boots').waitFor({ timeout: 3_000 })
    await page.evaluate(() => host.handle.destroy())
  }
})

/** Makes the page believe that it is hidden, or seen again. */
const hide = (page, hidden) =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state })
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (state ? 'hidden' : 'visible'),
    })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

hosted(
  'a page that was hidden for a minute reads when it is seen again; time in which nobody looks does not count',
  async ({ page, server }) => {
    await page.clock.install()
    await page.evaluate(() => host.start({ open: true, timeouts: { prompt: 30_000 } }))
    await page.clock.runFor(2_000)
    const { say, cards } = shopper(page, 'Helper')
    server.answer = () => ({
      results: [{ id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }],
      cartAction: { type: 'ADD_SUGGESTION', productId: 'socks' },
    })
    await say('socks')
    await cards.first().waitFor()
    const before = await reads(page)
    await hide(page, true)
    await page.clock.runFor(10_000)
    await hide(page, false)
    await page.clock.runFor(1_000)
    assert.equal(await reads(page), before, 'ten seconds are no absence')
    await hide(page, true)
    await page.clock.runFor(70_000)
    assert.equal(await reads(page), before, 'nothing is read while nobody looks')
    await hide(page, false)
    await page.clock.runFor(1_000)
    await eventually(async () => assert.equal(await reads(page), before + 1))
    assert.equal(await cards.count(), 1, 'the proposal is still open')
    await page.clock.runFor(40_000)
    assert.equal(await cards.count(), 0)
  },
)

hosted('an event while the page is hidden is not lost', async ({ page }) => {
  await page.evaluate(() => host.start())
  await settledReads(page)
  await hide(page, true)
  await page.evaluate(() => host.update())
  await page.waitForTimeout(600)
  await hide(page, false)
  await eventually(async () => assert.equal(await reads(page), 2))
})

journey('coming back by the back button shows the cart as it is now', async ({ page, shop, context }) => {
  const asked = requests(page)
  await page.goto(shop)
  await shopper(page).launcher.waitFor()
  await page.goto(`${shop}cart.html`)
  const other = await context.newPage()
  await other.goto(shop)
  await fill(other, ['rucksack-grat-28', 2])
  await other.close()
  const before = asked.count('GET', '/api/shop/cart')
  await page.goBack()
  await page.getByRole('button', { name: 'Open the assistant, 2 items in cart' }).waitFor()
  assert.ok(asked.count('GET', '/api/shop/cart') > before)
})

hosted('a page out of the back/forward cache reads once', async ({ page }) => {
  await page.evaluate(() => host.start())
  await settledReads(page)
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await settledReads(page, 2)
  assert.equal(await reads(page), 2)
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false })))
  await page.waitForTimeout(600)
  assert.equal(await reads(page), 2)
})

hosted(
  'a host that fires the event in its own read is read less and less, and told once',
  async ({ page, allow, complaints }) => {
    allow('Handcart: reading the cart fires the cart-update event')
    await page.clock.install()
    await page.evaluate(() => {
      host.rude.onGetCart = (good) => {
        host.update()
        return good()
      }
      return host.start()
    })
    for (let minute = 0; minute < 60; minute += 1) await page.clock.runFor(60_000)
    const count = await reads(page)
    assert.ok(count > 10 && count <= 150, `${count} reads in an hour`)
    assert.equal(complaints.length, 1)
  },
)

hosted('the host gets its cart back in the words of the contract, wherever it gets it', async ({ page }) => {
  const fields = await page.evaluate(async () => {
    host.rows = [{ id: 'boots', quantity: 1 }]
    await host.start()
    const told = []
    host.handle.on('cart', (cart) => told.push(cart))
    const refreshed = await host.handle.refresh()
    host.rows[0].quantity = 2
    await host.handle.refresh()
    await new Promise((done) => setTimeout(done, 50))
    return [refreshed, host.handle.cart, told.at(-1)].map((cart) => Object.keys(cart.items[0]).sort())
  })
  const known =
    'compareAtPrice discounts externalId id image key lineTotal maxQuantity minQuantity name price quantity step stock url variant'
  for (const each of fields)
    assert.deepEqual(
      each.filter((name) => !known.split(' ').includes(name)),
      [],
    )
})

hosted(
  'what the developer should know reaches onError, or one line in the console',
  async ({ page, allow, complaints }) => {
    allow(/^Handcart: /)
    await page.evaluate(() => {
      host.rude.onGetCart = () => null
      host.told = []
      return host.start({ onError: (error) => host.told.push(error.message) })
    })
    await eventually(async () => assert.ok((await page.evaluate(() => host.told.length)) >= 1))
    assert.deepEqual(complaints, [], 'nothing is said twice')
    await page.evaluate(() => {
      host.handle.destroy()
      return host.start()
    })
    await eventually(() => assert.ok(complaints.length >= 1))
  },
)
