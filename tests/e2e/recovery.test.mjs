// The wasm instance is lost (law I11): the page sees nothing, the widget goes on with another one, nothing is sent twice.
//
// The release has no hook for it, so the failure is a real one: the page keeps the memory of each instance, and overwrites
// all of it. The next step inside the wasm ends in a trap.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const ADD = { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2, product: SOCKS, id: 'once' }
const RESTARTED = 'The assistant was restarted.'
const ENDED = 'The assistant is not available right now. Your cart is safe in the shop.'

/** Keeps the memory of each instance: `ruin()` overwrites that of the last one. */
function keepMemories() {
  const { Instance } = WebAssembly
  const memories = []
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given)
      memories.push(Object.values(this.exports).find((each) => each instanceof WebAssembly.Memory))
    }
  }
  window.instances = () => memories.length
  window.ruin = () => new Uint8Array(memories.at(-1).buffer).fill(0xff)
}

/** A page on which the widget runs, its panel open, its cart read. `told`: what `onError` heard. */
function scene(name, body, { rows = [{ id: 'boots', quantity: 1 }], ...options } = {}) {
  hosted(name, async ({ page, server, ...rest }) => {
    await page.addInitScript(keepMemories)
    await page.reload()
    const before = await page.evaluate(() => document.documentElement.outerHTML)
    await page.evaluate(
      async ([rows, options]) => {
        host.rows = rows
        host.told = []
        host.outcomes = []
        await host.start({ open: true, onError: ({ code }) => host.told.push(code), ...options })
        host.handle.on('outcome', (outcome) => host.outcomes.push(outcome))
        await host.handle.refresh()
      },
      [rows, options],
    )
    const widget = shopper(page, 'Helper')
    await body({ page, server, widget, ...rest })
    assert.deepEqual(await page.evaluate(() => host.errors), [], 'nothing reached the page')
    assert.equal(server.asked.filter((path) => path.endsWith('.wasm')).length, 1, 'the wasm is fetched once')
    await page.evaluate(() => host.handle.destroy())
    await page.evaluate(() => host.handle.destroy())
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before, 'the document is as it was')
  })
}

const calls = (page, name) => page.evaluate((which) => host.count(which), name)
const told = (page) => page.evaluate(() => host.told)
const instances = (page) => page.evaluate(() => instances())

/** The next entry traps: the host's own event is one. */
async function lose(page) {
  await page.evaluate(() => {
    ruin()
    host.update()
  })
}

/** The widget that follows works: a tent is proposed, confirmed, added and told. */
async function goesOn(page, { confirm, feed }) {
  await page.evaluate(() => {
    host.rude = {}
    const product = { id: 'tent', name: 'Tent', price: 289, currency: 'USD' }
    host.tent = host.handle.propose({ type: 'ADD_SUGGESTION', productId: 'tent', quantity: 1, product })
  })
  await confirm('Add 1 to cart')
  await feed.getByText('Added 1 Tent.').waitFor()
  assert.equal((await page.evaluate(() => host.tent)).result, 'applied')
}

scene('lost while it rests: it says so, reads the cart and goes on', async ({ page, widget }) => {
  const reads = await calls(page, 'onGetCart')
  await page.evaluate(() => host.rows.push({ id: 'socks', quantity: 2 }))
  await lose(page)
  await widget.feed.getByText(RESTARTED).waitFor()
  await widget.feed.getByText('Your cart is as the shop has it.').waitFor()
  await eventually(async () => assert.equal(await widget.bag.getAttribute('aria-label'), 'Cart, $104.95, 3 items'))
  assert.ok((await calls(page, 'onGetCart')) > reads)
  assert.deepEqual(await told(page), ['panic'])
  assert.equal(await instances(page), 2)
  await goesOn(page, widget)
})

scene('lost with a card open: the card is gone, its promise ends, and its id is used up', async ({ page, widget }) => {
  await page.evaluate((action) => (host.first = host.handle.propose(action)) && undefined, ADD)
  await widget.feed.getByRole('button', { name: 'Add 2 to cart' }).waitFor()
  await page.evaluate(() => (host.read = host.handle.refresh()) && undefined)
  await lose(page)
  await widget.feed.getByText(RESTARTED).waitFor()
  assert.equal(await widget.cards.count(), 0)
  const { result, code, detail } = await page.evaluate(() => host.first)
  assert.deepEqual(
    [result, code, detail],
    ['rejected', 'not-enabled', 'the widget was destroyed or restarted, or the caller gave up before'],
  )
  await page.evaluate(() => host.read)
  const again = await page.evaluate((action) => host.handle.propose(action), ADD)
  assert.deepEqual([again.result, again.code], ['rejected', 'policy'])
  assert.equal(await calls(page, 'onAddToCart'), 0)
  await goesOn(page, widget)
})

/** Confirms the socks; the host does not answer before `host.answer()`. */
async function inFlight(page, { confirm }) {
  await page.evaluate((action) => {
    host.rude.onAddToCart = (good, ...args) => {
      host.operation = args[3]
      return new Promise((done) => (host.answer = () => done(good())))
    }
    host.first = host.handle.propose(action)
  }, ADD)
  await confirm('Add 2 to cart')
  await eventually(async () => assert.equal(await calls(page, 'onAddToCart'), 1))
}

scene('lost with a change in flight: it is unknown, once, and the host is called once', async ({ page, widget }) => {
  await inFlight(page, widget)
  await lose(page)
  await widget.feed.getByText('The shop did not confirm in time.').waitFor()
  await widget.feed.getByRole('button', { name: 'Check again' }).waitFor()
  const [outcome, operation, aborted] = await page.evaluate(async () => [
    await host.first,
    host.operation.id,
    host.operation.signal.aborted,
  ])
  assert.deepEqual([outcome.result, outcome.operation, outcome.name], ['unknown', operation, 'Socks'])
  assert.deepEqual(
    [outcome.action.type, outcome.action.productId, outcome.change],
    ['ADD_SUGGESTION', 'socks', undefined],
  )
  assert.equal(aborted, false, 'what the shopper agreed to may still come true')
  assert.equal(await widget.bag.getAttribute('aria-label'), 'Cart, $79.95, 1 item')
  await page.evaluate(() => host.answer())
  await eventually(async () => assert.equal(await widget.bag.getAttribute('aria-label'), 'Cart, $104.95, 3 items'))
  await page.waitForTimeout(500)
  assert.equal(await calls(page, 'onAddToCart'), 1)
  assert.deepEqual(await page.evaluate(() => host.outcomes.map(({ result }) => result)), ['unknown'])
  await goesOn(page, widget)
  for (const name of ['id', 'operation']) {
    const ids = await page.evaluate((which) => host.outcomes.map((outcome) => outcome[which]), name)
    assert.notEqual(ids[0], ids[1], name)
  }
})

scene('lost while a line is changed: the outcome names it', async ({ page, widget }) => {
  await page.evaluate(() => {
    host.rude.onUpdateQuantity = () => new Promise(() => {})
  })
  await widget.bag.click()
  await widget.contents.getByRole('button', { name: 'Increase quantity of Boots' }).click()
  await eventually(async () => assert.equal(await calls(page, 'onUpdateQuantity'), 1))
  await lose(page)
  await eventually(async () => {
    const [outcome] = await page.evaluate(() => host.outcomes)
    assert.deepEqual(
      [outcome.result, outcome.name, outcome.action.type, outcome.action.itemKey, outcome.action.quantity],
      ['unknown', 'Boots', 'UPDATE_QUANTITY', 'line-boots', 2],
    )
  })
  assert.equal(await calls(page, 'onUpdateQuantity'), 1)
})

scene('lost in a timer of its own', async ({ page, widget }) => {
  await page.evaluate((action) => {
    host.first = host.handle.propose(action)
    ruin() // the card is armed after 500 ms
  }, ADD)
  await widget.feed.getByText(RESTARTED).waitFor()
  assert.deepEqual(await told(page), ['panic'])
  await goesOn(page, widget)
})

scene('lost under a press', async ({ page, widget }) => {
  await page.evaluate((action) => (host.first = host.handle.propose(action)) && undefined, ADD)
  const deed = widget.feed.getByRole('button', { name: 'Add 2 to cart' })
  await deed.waitFor()
  await page.waitForTimeout(700)
  await page.evaluate(() => ruin())
  await deed.click()
  await widget.feed.getByText(RESTARTED).waitFor()
  assert.equal(await calls(page, 'onAddToCart'), 0)
  assert.equal(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id), 'hc-msg')
  await goesOn(page, widget)
})

scene('lost inside a callback: what still stands inside it asks for nothing', async ({ page, widget }) => {
  await page.evaluate((action) => {
    host.rude.canAddToCart = () => {
      ruin()
      return true
    }
    host.first = host.handle.propose(action)
  }, ADD)
  await widget.feed.getByText(RESTARTED).waitFor()
  assert.equal((await page.evaluate(() => host.first)).result, 'rejected')
  await goesOn(page, widget)
})

scene('a callback that calls the widget without end takes one instance with it', async ({ page, widget }) => {
  const depth = await page.evaluate((action) => {
    let depth = 0
    host.rude.canAddToCart = () => {
      depth += 1
      host.handle.propose({ ...action, id: `deep-${depth}` })
      return true
    }
    host.first = host.handle.propose(action)
    host.rude = {}
    return depth
  }, ADD)
  assert.ok(depth > 10, `${depth} deep`)
  await widget.feed.getByText(RESTARTED).waitFor()
  assert.deepEqual(await told(page), ['panic'])
  assert.equal(await instances(page), 2)
  await goesOn(page, widget)
})

scene('destroyed when it was lost just now: nothing follows', async ({ page }) => {
  await page.evaluate(() => {
    ruin()
    host.update()
    host.handle.destroy()
  })
  await page.waitForTimeout(300)
  assert.equal(await instances(page), 1)
})

for (const container of [undefined, 'main'])
  scene(
    `lost three times in a minute${container ? ', in a container' : ''}: a sentence, and nothing more`,
    async (all) => {
      const { page, widget } = all
      for (const time of [1, 2]) {
        await lose(page)
        await eventually(async () => assert.equal(await instances(page), time + 1))
        await page.evaluate(() => host.handle.refresh())
      }
      await inFlight(page, widget)
      await lose(page)
      const sentence = page.getByText(ENDED)
      await sentence.waitFor()
      assert.equal(await widget.panel.count(), 0)
      assert.equal((await page.evaluate(() => host.first)).result, 'unknown')
      assert.deepEqual(await told(page), ['panic', 'panic', 'panic'])
      const before = await page.evaluate(() => host.calls.length)
      const quiet = await page.evaluate(async (action) => {
        host.update()
        host.handle.open()
        return [(await host.handle.propose(action)).result, await host.handle.refresh()]
      }, ADD)
      assert.deepEqual(quiet, ['rejected', null])
      await page.waitForTimeout(700)
      assert.deepEqual([await page.evaluate(() => host.calls.length), await instances(page)], [before, 3])
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await sentence.waitFor({ state: 'detached' })
    },
    container ? { container } : {},
  )

scene('two widgets: one that is lost takes no other with it', async ({ page, widget }) => {
  await page.evaluate(async () => {
    const place = document.createElement('div')
    document.body.append(place)
    host.toldBySecond = []
    const onError = ({ code, message }) => host.toldBySecond.push([code, message.slice(0, 40)])
    host.second = await host.init({ container: place, title: 'Second', cart: host.config, onError })
  })
  await page.evaluate(() => {
    ruin() // the memory of the second
    host.update()
  })
  const second = shopper(page, 'Second')
  await second.panel.waitFor()
  const error = ['panic', 'the widget was lost and is started again:'.slice(0, 40)]
  await eventually(async () => assert.deepEqual(await page.evaluate(() => host.toldBySecond), [error]))
  assert.deepEqual(await told(page), [])
  await goesOn(page, widget)
  await page.evaluate(() => {
    host.second.destroy()
    document.querySelector('body > div')?.remove()
  })
})
