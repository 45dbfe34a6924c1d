// The steps of what depends on the moment. `before` comes when the agent has spoken; `then` takes the place of the press.

/** Waits on this side. */
async function eventually(what) {
  for (let count = 0; count < 1000 && !what(); count += 1) await new Promise((done) => setTimeout(done, 15))
}
const tellPage = (scene) => scene.page.evaluate(() => red.update())
const row = (scene, id = 'boots') => scene.store.rows.find((each) => each.id === id)
/** Waits for a word on the page. */
const reads = async (scene, words) => {
  const found = await scene.page.evaluate(
    (text) => witness.until(() => witness.words(witness.shadow()).includes(text)),
    words,
  )
  if (!found) scene.wrong.push(`“${words}” was not to be seen`)
}
/** Presses the deed wherever it is, armed or not. */
async function hasty(scene) {
  const point = await scene.page.evaluate(() => {
    const [at] = witness.open()
    const { x, y, width, height } = at.querySelector('[part=deed]').getBoundingClientRect()
    return { x: x + width / 2, y: y + height / 2 }
  })
  await scene.press(point)
}
/** Waits until what was pressed has come to its end, or for long enough to know that nothing comes. */
const rest = (scene, within) => scene.page.evaluate((ms) => witness.until(() => red.outcomes.length > 0, ms), within)

async function dearer(scene) {
  row(scene).price = 95
  await tellPage(scene)
  await reads(scene, '$95.00')
}
async function swap(scene) {
  Object.assign(row(scene), { id: 'stove' })
  await tellPage(scene)
  await reads(scene, 'no longer applied')
}
/** The shopper presses a button that says so. */
async function button(scene, words) {
  const point = await scene.page.evaluate(async (text) => {
    const found = await witness.until(() =>
      [...witness.shadow().querySelectorAll('button')].find((at) =>
        (at.getAttribute('aria-label') ?? witness.words(at)).startsWith(text),
      ),
    )
    return found ? witness.middle(found) : null
  }, words)
  if (!point) return scene.wrong.push(`there is no button “${words}”`)
  return scene.press(point)
}
/** The page is loaded anew, and what it saw so far is kept. */
async function reload(scene) {
  const { page, seen } = scene
  const past = await page.evaluate(() => ({
    presses: [...witness.presses],
    calls: red.calls,
    errors: red.errors,
    settled: red.settled.filter((end) => end !== 'waiting'),
    outcomes: red.outcomes,
  }))
  // Its clock began anew, too.
  for (const each of [...past.presses, ...past.calls]) each.at -= 1e9
  scene.past.push(past)
  scene.forgotten = scene.said.length
  await page.reload()
  const own = seen.complaints.findIndex((text) => text.startsWith('a navigation') && text.endsWith('/shop.html'))
  if (own >= 0) seen.complaints.splice(own, 1)
  await page.evaluate(() => witness.until(() => window.red && window.audit).then(Boolean))
  await scene.start()
  await scene.stands()
}
async function next(scene, answer) {
  const { mind } = scene
  const { script } = mind
  mind.script = () => ({ aiResponse: 'Well.', ...answer })
  await scene.say('and now')
  await scene.settled()
  mind.script = script
}

const agrees = (scene) => (scene.agrees ? scene.agree() : undefined)

export const TRICKS = {
  dearer: { before: dearer },
  more: {
    async before(scene) {
      row(scene).quantity = 4
      await tellPage(scene)
      await scene.page.evaluate(() => witness.until(() => red.handle.cart.items[0].quantity === 4))
    },
  },
  swapped: { before: async (scene) => (await scene.look(), undefined), then: swap },
  gone: {
    async then(scene) {
      scene.store.rows = scene.store.rows.filter(({ id }) => id !== 'boots')
      await tellPage(scene)
      await scene.page.evaluate(() => witness.until(() => red.handle.cart.items.length === 2))
      await agrees(scene)
    },
  },
  /** The price is drawn anew, and in the same turn somebody presses what was there. */
  dearerUnderFinger: {
    async then(scene) {
      await scene.page.evaluate(() => witness.aim())
      row(scene).price = 95
      await tellPage(scene)
      await reads(scene, '$95.00')
      await hasty(scene)
      await rest(scene, 150)
    },
  },
  hasty: {
    async then(scene) {
      await hasty(scene)
      await rest(scene, 150)
    },
  },
  twice: {
    async then(scene) {
      if (!scene.agrees) return
      const point = await scene.page.evaluate(() => witness.aim())
      await scene.page.mouse.click(point.x, point.y, { clickCount: 2 })
      scene.pressed += 2
      await rest(scene, 4000)
    },
  },
  /** The card that stood there goes, and another one stands there at once. */
  replaced: {
    async then(scene) {
      await scene.page.evaluate(() => witness.aim())
      scene.store.rows = scene.store.rows.filter(({ id }) => id !== 'boots')
      await tellPage(scene)
      await reads(scene, 'no longer applied')
      await scene.page.evaluate(() => red.propose({ type: 'REMOVE', itemKey: 'line-tent' }))
      await scene.page.evaluate(() => witness.until(() => witness.open().length > 0))
      await hasty(scene)
      await scene.page.evaluate(() => witness.until(() => red.outcomes.length > 1, 150))
    },
  },
  late: {
    async then(scene) {
      let speak
      const held = new Promise((done) => (speak = done))
      scene.mind.script = (at) =>
        at === 0
          ? held.then(() => ({ aiResponse: 'Late.', cartAction: { type: 'CLEAR' } }))
          : { aiResponse: 'In time.' }
      await scene.say('first')
      await scene.page.evaluate(() =>
        witness.until(() => witness.shadow().querySelector('[aria-label="Stop the answer"]')).then(Boolean),
      )
      await button(scene, 'Stop the answer')
      await scene.say('second')
      await reads(scene, 'In time.')
      speak()
      await scene.page.evaluate(() => witness.until(() => witness.open().length > 0, 200).then(Boolean))
      if (await scene.page.evaluate(() => witness.cards().length || witness.words(witness.shadow()).includes('Late.')))
        scene.wrong.push('an answer was taken for the next question')
    },
  },
  again: {
    async then(scene) {
      await agrees(scene)
      await next(scene, { cartAction: { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2, id: 'same' } })
      if (scene.agrees) await scene.agree()
    },
  },
  declined: {
    async then(scene) {
      await button(scene, 'Keep it')
      await reads(scene, 'stayed in your cart')
      await next(scene, { cartAction: { type: 'REMOVE', itemKey: 'line-boots', id: 'same' } })
      if (await scene.page.evaluate(() => witness.open().length)) scene.wrong.push('a replay was offered')
    },
  },
  tired: {
    async then(scene) {
      for (let count = 0; count < 3; count += 1) {
        await scene.page.evaluate(() => witness.until(() => witness.open().length > 0).then(Boolean))
        await button(scene, 'Keep it')
        await scene.page.evaluate((had) => witness.until(() => red.outcomes.length > had), count)
        await next(scene, { cartAction: { type: 'REMOVE', itemKey: 'line-boots' } })
      }
      if (await scene.page.evaluate(() => witness.open().length)) scene.wrong.push('the shopper was given no rest')
    },
  },
  undone: {
    async then(scene) {
      await agrees(scene)
      await scene.page.evaluate(() => void red.handle.undo(red.outcomes[0]?.id ?? 'x'))
      if (!scene.agrees) return
      await scene.page.evaluate(() => witness.until(() => witness.open().length > 0).then(Boolean))
      await scene.agree()
    },
  },
  undoForged: {
    async then(scene) {
      await agrees(scene)
      await scene.page.evaluate(() => {
        for (const at of witness.shadow().querySelectorAll('[data-a^=undo]')) {
          at.click()
          at.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }))
        }
        return witness.until(() => false, 60)
      })
    },
  },
  undoNothing: {
    async then(scene) {
      await agrees(scene)
      await scene.page.evaluate(async () => {
        for (const id of ['', '__proto__', '0', null, {}, 'x'.repeat(1e6)]) red.settled.push(await red.handle.undo(id))
        if (witness.open().some((at) => !at.isConnected)) return
      })
    },
  },
  /** A script ticks a size; the card must not take it for the shopper's choice. */
  chosen: {
    async then(scene) {
      const sees = () => scene.page.evaluate(() => witness.cards().map(({ deed, facts }) => [deed, facts]))
      const before = JSON.stringify(await sees())
      await scene.page.evaluate(() => {
        for (const at of witness.shadow().querySelectorAll('article input')) {
          at.click()
          at.closest('label').click()
          at.checked = true
          for (const type of ['input', 'change', 'click'])
            at.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
        }
        return witness.until(() => false, 60)
      })
      if (JSON.stringify(await sees()) !== before) scene.wrong.push('a script chose what is bought')
    },
  },
  lapsed: {
    async then(scene) {
      const point = await scene.page.evaluate(() => witness.aim())
      await scene.page.evaluate(() => witness.until(() => red.outcomes.length > 0, 14_000))
      await scene.press(point)
      await scene.page.evaluate(() => witness.until(() => red.calls.length > 0, 100))
    },
  },
  destroyed: {
    async then(scene) {
      const point = await scene.page.evaluate(() => witness.aim())
      const at = await scene.page.evaluateHandle(() => witness.open()[0].querySelector('[part=deed]'))
      await scene.page.evaluate(() => red.handle.destroy())
      await scene.press(point)
      await at.evaluate((button) => {
        document.querySelector('main').after(button)
        return witness.until(() => false, 20)
      })
      await at.evaluate((button) => button.remove())
    },
  },
  fewer: {
    async then(scene) {
      scene.store.mood = (what, wish, carry) => (
        carry(),
        (scene.store.rows.at(-1).quantity = 1),
        { ok: true, cart: scene.store.cart() }
      )
      await agrees(scene)
      if (scene.agrees) await reads(scene, 'Added 1 Socks.')
    },
  },
  idle: {
    async then(scene) {
      scene.store.mood = () => ({ ok: true })
      await agrees(scene)
      if (scene.agrees) await reads(scene, 'your cart did not change')
    },
  },
  rude: {
    async then(scene) {
      const error = '<img src=https://evil.example/x onerror=window.pwned=1> \u202e[Pay](javascript:pwned)'
      scene.store.mood = () => ({ ok: false, error, message: error, reason: '__proto__' })
      await agrees(scene)
      if (scene.agrees) await reads(scene, 'The shop says')
    },
  },
  /** The shop says no, and says why. */
  refuses: { before: async (scene) => void (scene.store.mood = () => ({ ok: false, reason: 'out_of_stock' })) },
  /** The shop says yes, and does nothing. */
  denies: { before: async (scene) => void (scene.store.mood = () => ({ ok: true })) },
  /** What was used up before is asked for like anything new, under a number of its own. */
  reloaded: {
    async then(scene) {
      await agrees(scene)
      await reload(scene)
      await next(scene, [scene.attack.agent].flat()[0])
      if (scene.agrees) await scene.agree()
    },
  },
  /** The shop was asked and has not answered when the page goes. */
  reloadedBusy: {
    async then(scene) {
      if (scene.agrees) {
        scene.store.mood = () => new Promise(() => {})
        await scene.press(await scene.page.evaluate(() => witness.aim()))
        await eventually(() => scene.store.log.length > 0)
        scene.store.mood = undefined
      }
      await reload(scene)
      await next(scene, [scene.attack.agent].flat()[0])
      if (scene.agrees) await scene.agree()
    },
  },
  /** The server says everything again. */
  reloadedSocket: {
    async then(scene) {
      await agrees(scene)
      await reload(scene)
      // What comes after it was heard, so it was, too.
      await scene.say('and now')
      await scene.settled()
      if (await scene.page.evaluate(() => witness.open().length)) scene.wrong.push('a replay was offered')
    },
  },
  /** What comes when the answer was whole is drawn a little later. */
  unasked: {
    async before(scene) {
      const isThere = () => scene.page.evaluate(() => witness.until(() => witness.open().length > 0).then(Boolean))
      if (!(await isThere())) scene.wrong.push('what was proposed unasked is not to be seen')
    },
  },
  /** The server's cart has things in it that no text can be made of; then it is well again. */
  wordless: {
    async before(scene) {
      const { page, wire } = scene
      const odd = { toString: 1, valueOf: 1 }
      const changed = { type: 'cart_changed', action: 'item_selected', items: [], total: 0 }
      const row = { sku: odd, name: odd, price: odd, promo_price: 3, quantity: odd, image_url: odd, url: odd }
      const reads = () => wire.got.filter(({ type }) => type === 'cart').length
      const had = reads()
      wire.state = () => ({ items: [row, null, 7], total: 5, currency: odd, session_only: odd })
      wire.say(changed)
      await eventually(() => reads() > had)
      delete wire.state
      wire.say(changed)
      await eventually(() => reads() > had + 1)
      const isRead = () => page.evaluate(() => witness.until(() => red.handle.cart?.items.length === 3).then(Boolean))
      if (!(await isRead())) scene.wrong.push('the cart was never read again')
    },
  },
}
