// Somebody without a mouse at a driver of any engine:
//
//   driver.visit(url)             goes to a page
//   driver.press('Shift+Tab')     presses a key, with what is held down before it
//   driver.type('words')          types
//   driver.ask(fn, argument)      runs a function of page.mjs in the page, and answers what it gives
//   driver.engine                 'Chromium', 'Firefox' or 'WebKit'
//   driver.pass(ms)               lets time pass in the page, where the engine can; else it is waited for
//
// After every press the keyboard must be somewhere, and be seen to be there. Nothing here clicks or moves the focus.
import assert from 'node:assert/strict'
import { books, fill, focus, heard, listen, lost, stands } from './page.mjs'

/** A card reacts this long after it stood still, and a little more. */
const ARMED = 700
const STOPS = 90
const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** Calls `look` until it no longer throws; throws its last error after `within` ms. */
export async function until(look, within = 8_000) {
  const end = Date.now() + within
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > end) throw error
      await pause(40)
    }
  }
}

const fits = (name, wanted) => (wanted instanceof RegExp ? wanted.test(name) : name === wanted)

export function person(driver, shop) {
  const { press, type, ask } = driver

  /** Where the keyboard is; fails where it is nowhere, or where nobody can see it. */
  async function here() {
    const at = await ask(focus)
    assert.ok(at, 'the keyboard is nowhere')
    if (at.inside && at.role !== 'region')
      assert.ok(at.visible && at.seen, `nobody sees that the keyboard is on ${JSON.stringify(at)}`)
    return at
  }

  /** Waits until the keyboard is on it. */
  const on = (role, name) =>
    until(async () => {
      const at = await here()
      assert.ok(
        at.role === role && fits(at.name, name),
        `the keyboard is on ${at.role} "${at.name}", not on ${role} "${name}"`,
      )
      return at
    })

  /** Goes from stop to stop until it is on it. */
  async function to(role, name, key = 'Tab') {
    const stops = []
    for (let stop = 0; stop < STOPS; stop += 1) {
      const at = await ask(focus)
      if (at?.role === role && fits(at.name, name)) return on(role, name)
      stops.push(at ? `${at.role} "${at.name}"` : 'nowhere')
      await press(key)
      if (at?.inside) await until(here, 1_000)
    }
    throw new assert.AssertionError({
      message: `no way to ${role} "${name}" by ${key}: ${stops.slice(-25).join(', ')}`,
    })
  }

  /** Waits until a text stands in the widget; a release has no class names to go by. */
  const sees = (words, selector = '[part=panel]') =>
    until(async () => assert.ok(await ask(stands, [selector, words]), `"${words}" does not stand in ${selector}`))
  const gone = (words, selector = '[part=panel]') =>
    until(async () => assert.ok(!(await ask(stands, [selector, words])), `"${words}" still stands in ${selector}`))

  return {
    driver,
    press,
    type,
    here,
    on,
    to,
    back: (role, name) => to(role, name, 'Shift+Tab'),
    sees,
    gone,
    rest: (ms = ARMED) => (driver.pass ?? pause)(ms),
    /** Opens the shop, with pieces in its cart, and listens from then on. */
    async arrive(variants = [], path = 'checkout.html') {
      await driver.visit(shop + path)
      await sees('', '[part=launcher]')
      await ask(listen)
      if (!variants.length) return
      await ask(fill, variants)
      const pieces = variants.reduce((sum, [, quantity]) => sum + quantity, 0)
      await sees(String(pieces), '[part=launcher]')
    },
    /** Opens the panel from the launcher; the keyboard is in the composer then. */
    async open() {
      await to('button', /^Open the assistant/)
      await press('Enter')
      await on('textbox', 'Your message')
    },
    async say(words) {
      await type(words)
      await press('Enter')
    },
    /** The cart side, from anywhere in the conversation. */
    async cart() {
      await to('button', /^Cart, /, 'Shift+Tab')
      await press('Enter')
      await sees('', '[role=region]')
    },
    /** The shop's own books show exactly these lines. */
    holds: (...lines) => until(async () => assert.deepEqual(await ask(books), lines)),
    /** A screen reader has said exactly this since the page was there, and says no more. */
    async heard(...texts) {
      const said = async () => assert.deepEqual(await ask(heard), texts)
      await until(said)
      await pause(700)
      await said()
    },
    /** The field under the keyboard holds these words. */
    says: (words) => until(async () => assert.equal((await here()).value, words)),
    /** The page is another one now. */
    arrived: (path) => until(async () => assert.ok((await ask(() => location.pathname)).endsWith(path))),
    /** What it has said. */
    said: () => ask(heard),
    /** The keyboard never fell out of everything. */
    async kept() {
      assert.deepEqual(await ask(lost), [], 'the keyboard was never lost')
    },
  }
}
