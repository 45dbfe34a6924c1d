// Host data that nobody should send: shown as far as it can be, never changed where it is unclear, and no code of it runs.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const changes = (page) =>
  page.evaluate(() => host.calls.filter(([name]) => /^on(Add|Remove|Update|Clear|Set)/.test(name)))

/** Opens the cart of a shop whose `rows` are made in the page. */
async function cartWith(page, make) {
  await page.evaluate(make)
  await page.evaluate(() => host.start({ open: true }))
  const widget = shopper(page, 'Helper')
  await widget.panel.getByRole('button', { name: /^Cart, / }).click()
  return widget
}

async function isWell(page) {
  assert.deepEqual(await page.evaluate(() => host.errors), [])
}

hosted(
  'two lines with one key are shown and cannot be changed; the others can',
  async ({ page, allow, complaints }) => {
    allow('Handcart: two lines of the cart share a key')
    const { contents, button, line } = await cartWith(page, () => {
      const twins = ['boots', 'socks'].map((id) => ({ id, key: 'twin', quantity: 1 }))
      host.rows = [...twins, { id: 'tent', quantity: 1 }]
    })
    await line('Tent').waitFor()
    assert.equal(await contents.getByRole('listitem').count(), 3)
    assert.equal(await contents.getByText('This line can be changed in the shop’s own cart.').count(), 2)
    assert.equal(await contents.getByRole('spinbutton').count(), 1)
    assert.equal(await button(/^Remove/).count(), 1)
    await button('Increase quantity of Tent').click()
    await eventually(async () => assert.deepEqual(await changes(page), [['onUpdateQuantity', 'line-tent', 2]]))
    assert.equal(complaints.filter(({ text }) => text.includes('share a key')).length, 1, 'the developer is told once')
    await isWell(page)
  },
)

hosted('a quantity that is no whole number is "?" and cannot be changed', async ({ page }) => {
  const { contents } = await cartWith(page, () => {
    const odd = [NaN, -1, 1.5, 1e308, Infinity, null, {}, 'many', '0x10', -0.5, [3], true]
    host.rows = odd.map((quantity, at) => ({ id: `odd-${at}`, quantity }))
    host.rude.onGetCart = (good) => ({ ...good(), totalItems: 12 })
  })
  await contents.getByText('odd-11').waitFor()
  assert.equal(await contents.getByRole('spinbutton').count(), 0)
  assert.equal(await contents.getByText('× ?').count(), 12)
  await isWell(page)
})

hosted('numbers as text and big integers are numbers', async ({ page }) => {
  const { contents } = await cartWith(page, () => {
    host.rows = [
      { id: 'text', quantity: '2' },
      { id: 'big', quantity: 3n },
    ]
    host.rude.onGetCart = (good) => {
      host.rows.reduce = () => 5
      return { ...good(), totalItems: 5 }
    }
  })
  assert.equal(await contents.getByRole('spinbutton', { name: 'Quantity of text' }).inputValue(), '2')
  assert.equal(await contents.getByRole('spinbutton', { name: 'Quantity of big' }).inputValue(), '3')
})

hosted('10,000 lines are drawn 250 at a time, without a long pause', { limit: 120_000 }, async ({ page }) => {
  const { contents, button } = await cartWith(page, () => {
    host.rows = Array.from({ length: 10_000 }, (_, at) => ({ id: `thing-${at}`, quantity: 1 }))
    window.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
    }).observe({ entryTypes: ['longtask'] })
  })
  await contents.getByText('thing-249', { exact: true }).waitFor()
  assert.equal(await contents.getByRole('listitem').count(), 250)
  await button('Show 250 more').click()
  await contents.getByText('thing-499', { exact: true }).waitFor()
  assert.equal(await contents.getByRole('listitem').count(), 500)
  assert.equal(await page.getByText('10000 items').or(page.getByText('10,000 items')).count(), 1)
  const longest = await page.evaluate(() => window.longest)
  // What grows with the square of the lines takes minutes; a busy machine takes seconds.
  assert.ok(longest < 4_000, `the page stood still for ${Math.round(longest)} ms`)
  await isWell(page)
})

const FIELDS = [
  'key',
  'id',
  'externalId',
  'name',
  'price',
  'quantity',
  'image',
  'url',
  'variant',
  'maxQuantity',
  'lineTotal',
  'stock',
  'discounts',
]

hosted('a getter that throws loses its own field and nothing else', async ({ page }) => {
  const { contents } = await cartWith(
    page,
    `(() => {
    const fields = ${JSON.stringify(FIELDS)}
    host.rows = fields.map((field, at) => ({ id: 'thing-' + at, quantity: 1 }))
    host.rude.onGetCart = (good) => {
      const state = good()
      state.items = state.items.map((item, at) =>
        Object.defineProperty(item, fields[at], { get() { throw new Error(fields[at]) }, enumerable: true }))
      return state
    }
  })()`,
  )
  await contents.getByText('thing-12').waitFor()
  assert.equal(await contents.getByRole('listitem').count(), FIELDS.length)
  // Without a key or a quantity, and with neither id: three lines that cannot be changed at most.
  assert.ok((await contents.getByRole('spinbutton').count()) >= FIELDS.length - 3)
  await isWell(page)
})

for (const [name, make] of [
  [
    'a proxy whose every trap throws',
    () =>
      (host.rude.onGetCart = () => {
        const no = () => {
          throw new Error('trap')
        }
        return Promise.resolve().then(() => ({
          then: undefined,
          items: new Proxy([], { get: no, has: no, ownKeys: no, getOwnPropertyDescriptor: no }),
        }))
      }),
  ],
  [
    'a revoked proxy',
    () =>
      (host.rude.onGetCart = () => {
        const { proxy, revoke } = Proxy.revocable([], {})
        revoke()
        return { ...host.state(), items: proxy }
      }),
  ],
  [
    'an endless iterator',
    () =>
      (host.rude.onGetCart = () => ({
        ...host.state(),
        items: {
          *[Symbol.iterator]() {
            for (;;) yield {}
          },
        },
      })),
  ],
  [
    'something like an array of 2^32-1',
    () => (host.rude.onGetCart = () => ({ ...host.state(), items: { length: 2 ** 32 - 1 } })),
  ],
])
  hosted(`${name} for items is a cart that could not be read`, async ({ page, allow }) => {
    allow(/^Handcart: /)
    const { panel, button, contents } = await cartWith(page, make)
    await panel.getByText('Your cart could not be read').waitFor()
    // The shop is well again from the press on, not before: the widget tries again by itself, too.
    await page.evaluate(() =>
      addEventListener(
        'click',
        () => {
          host.rude = {}
          host.rows = [{ id: 'boots', quantity: 1 }]
        },
        { capture: true, once: true },
      ),
    )
    await button('Check again').click()
    await contents.getByText('Boots').waitFor()
    await isWell(page)
  })

hosted('a cycle, a sparse list and a changed object do no harm', async ({ page }) => {
  const { contents } = await cartWith(page, () => {
    host.rows = [{ id: 'boots', quantity: 1 }]
    host.rude.onGetCart = (good) => {
      const state = good()
      state.self = state
      state.items[0].parent = state
      state.items.length = 3
      setTimeout(() => {
        state.items[0].name = 'Changed behind your back'
        state.total = '$0.01'
      })
      return state
    }
  })
  await contents.getByText('Boots').waitFor()
  await page.evaluate(() => host.update())
  await page.waitForTimeout(600)
  assert.equal(await contents.getByText('behind your back').count(), 0)
  await isWell(page)
})

const HOSTILE = [
  '<img src=x onerror="window.pwned=1">',
  '<script>window.pwned=1</script>',
  '"><svg onload=window.pwned=1>',
  '{{constructor.constructor("window.pwned=1")()}}',
  '\u202egnp.exe',
  '\ud800 alone',
  'nul\u0000inside',
  `combining ${'\u0301'.repeat(500)}`,
  'مرحبا',
  'x'.repeat(1_000_000),
  '{n} {name} {button}',
]
const LINKS = [
  'javascript:window.pwned=1',
  ' javascript:window.pwned=1',
  'java\nscript:window.pwned=1',
  'JAVASCRIPT:window.pwned=1',
  'data:text/html,<script>parent.pwned=1</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:null/1',
  '\u0001javascript:window.pwned=1',
]

hosted('hostile text is text, and hostile addresses never reach the page', async ({ page, allow }) => {
  // The browser itself says that a picture is not there.
  allow(/^Failed to load resource/)
  const { contents, panel } = await cartWith(
    page,
    `(() => {
    const [texts, links] = ${JSON.stringify([HOSTILE, LINKS])}
    host.rows = texts.map((text, at) => ({ id: 'thing-' + at, quantity: 1, name: text, variant: text, price: text.slice(0, 64) }))
      .concat(links.map((link, at) => ({ id: 'link-' + at, quantity: 1, name: 'Link ' + at, url: link, image: link })))
  })()`,
  )
  await contents.getByText('Link 8').waitFor()
  const found = await page.evaluate(() => {
    const all = [...document.querySelector('hand-cart').shadowRoot.querySelectorAll('*')]
    const addresses = all.flatMap((at) =>
      ['href', 'src', 'srcset', 'action', 'xlink:href'].map((name) => at.getAttribute(name)).filter(Boolean),
    )
    return {
      bad: addresses.filter((address) => !/^(https?:|\/|#)/.test(address)),
      strange: all.filter((at) => /^(script|iframe|object|embed|style|base|meta|link)$/i.test(at.localName)).length,
      handlers: all.flatMap((at) => at.getAttributeNames().filter((name) => /^on|^style$/.test(name))),
      pwned: window.pwned,
      longest: Math.max(...all.map((at) => (at.children.length ? 0 : at.textContent.length))),
    }
  })
  assert.deepEqual(
    { ...found, longest: undefined },
    { bad: [], strange: 0, handlers: [], pwned: undefined, longest: undefined },
  )
  assert.ok(found.longest <= 300, `the longest text has ${found.longest} characters`)
  const words = await panel.textContent()
  assert.ok(words.includes('<script>window.pwned=1</script>'), 'shown as it is')
  for (const sign of ['\u202e', '\u0000', '\ud800']) assert.ok(!words.includes(sign), `without ${escape(sign)}`)
  for (const name of ['Increase', 'Remove'])
    assert.ok((await contents.getByRole('button', { name: new RegExp(`^${name}`) }).count()) >= 20)
  await isWell(page)
})

hosted('a key goes back to the host as the very value that it gave', async ({ page }) => {
  const { button } = await cartWith(page, () => {
    host.rows = [{ id: 'boots', key: '../orders/7?x=#\ud800', quantity: 1 }]
    host.good.onUpdateQuantity = (key) => {
      host.same = key === host.rows[0].key
      return { success: true, cart: host.state() }
    }
  })
  await button('Increase quantity of Boots').click()
  await eventually(async () => assert.equal(await page.evaluate(() => host.same), true))
})

hosted('numbers for keys and ids are taken and given back as numbers', async ({ page }) => {
  const { button } = await cartWith(page, () => {
    host.rows = [{ id: 7, key: 42, quantity: 1, name: 'Seven' }]
    host.good.onUpdateQuantity = (key, quantity) => {
      host.got = [typeof key, key]
      host.rows[0].quantity = quantity
      return { success: true, cart: host.state() }
    }
  })
  await button('Increase quantity of Seven').click()
  await eventually(async () => assert.deepEqual(await page.evaluate(() => host.got), ['number', 42]))
})

/** What old libraries leave in the prototypes, and what somebody may plant there. Runs in the page. */
const pollute = () => {
  Object.assign(Object.prototype, {
    maxQuantity: 1,
    url: 'javascript:window.pwned=1',
    stock: 'out',
    cartAction: { type: 'CLEAR' },
  })
  Object.prototype.extend = Array.prototype.extend = () => 'polluted'
  Array.prototype.toJSON = () => 'polluted'
}

for (const when of ['before', 'after'])
  hosted(`prototypes polluted ${when} the start change nothing`, async ({ page, server }) => {
    await page.evaluate(() => {
      host.state = () => ({
        items: [{ key: 'line-boots', id: 'boots', name: 'Boots', price: '$79.95', quantity: 1 }],
        totalItems: 1,
        subtotal: '$79.95',
        total: '$79.95',
        currency: 'USD',
      })
    })
    if (when === 'before') await page.evaluate(pollute)
    await page.evaluate(() => host.start({ open: true }))
    if (when === 'after') await page.evaluate(pollute)
    const { say, feed, cards, bag, button, contents } = shopper(page, 'Helper')
    await bag.filter({ hasText: '$79.95' }).waitFor()
    await say('hello')
    await feed.getByText('Yes.').waitFor()
    assert.equal(server.searches[0].cartSnapshot.items[0].key, 'line-boots')
    assert.equal(await cards.or(page.getByRole('alertdialog')).count(), 0, 'nothing was proposed')
    await page.evaluate(() => host.update())
    await bag.click()
    await contents.getByText('Boots').waitFor()
    assert.equal(await contents.getByRole('link').count(), 0)
    await button('Increase quantity of Boots').click()
    await eventually(async () => assert.deepEqual(await changes(page), [['onUpdateQuantity', 'line-boots', 2]]))
    await isWell(page)
  })

hosted(
  'a picture that cannot be loaded leaves an even place, without a sign of the browser',
  async ({ page, allow }) => {
    allow(/^Failed to load resource/)
    const { line } = await cartWith(page, () => {
      host.rows = [{ id: 'boots', quantity: 1, name: 'Boots', image: '/nowhere.png' }]
    })
    const picture = line('Boots').locator('img')
    await eventually(async () => assert.equal(await picture.getAttribute('src'), null))
    const { x, y, width, height } = await picture.boundingBox()
    assert.ok(width >= 56 && Math.abs(width - height) < 1, `a square, not ${width} x ${height}`)
    // Without its round corners.
    const clip = { x: x + 4, y: y + 4, width: width - 8, height: height - 8 }
    const bytes = [...(await page.screenshot({ clip }))]
    const colours = await page.evaluate(async (png) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(png)]))
      const drawn = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      drawn.drawImage(bitmap, 0, 0)
      return new Set(new Uint32Array(drawn.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size
    }, bytes)
    assert.equal(colours, 1)
    await isWell(page)
  },
)
