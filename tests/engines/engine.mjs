// What every engine must do: the two main errands by keyboard, the two main flows as they are heard, a whole story, and to draw
// the widget as it is meant. The scripts are those of tests/people/, which Chromium runs as well.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demo } from '../e2e/support/shop.mjs'
import { ANNOUNCED } from '../people/announced.mjs'
import { KEYBOARD } from '../people/keyboard.mjs'
import { person } from '../people/person.mjs'
import { relay } from './relay.mjs'

const PACK = 'Rucksack Grat 28'
/** The first one waits for the engine to start. */
const LIMIT = 150_000

/** From a sentence to the cart and back. */
async function story(who) {
  await who.arrive()
  await who.open()
  await who.say('show me backpacks')
  await who.sees(PACK, '[role=log]')
  await who.say('add two Rucksack Grat 28')
  await who.sees('Add 2 to cart', '[part=proposal]')
  await who.holds()
  await who.back('button', 'Add 2 to cart')
  await who.rest()
  await who.press('Enter')
  await who.on('group', `Added 2 ${PACK}.`)
  await who.holds('2 rucksack-grat-28')
  await who.cart()
  await who.sees('262,90 €', '[part=cart]')
  await who.back('button', 'Back to the conversation')
  await who.press('Enter')
  await who.on('textbox', 'Your message')
  await who.back('button', `Undo: Added 2 ${PACK}.`)
  await who.press('Enter')
  await who.on('group', `Undone. ${PACK} is out of your cart again.`)
  await who.holds()
  await who.kept()
}

/** How the widget stands there. Runs in the page. */
function drawn() {
  const root = document.querySelector('hand-cart').shadowRoot
  const at = (selector) => root.querySelector(selector)
  const frame = at('[part=panel]').parentElement
  const style = (selector) => getComputedStyle(at(selector))
  const { width, height, right, bottom } = at('[part=panel]').getBoundingClientRect()
  const ink = (theme) => {
    frame.dataset.theme = theme
    const { backgroundColor, color } = style('[part=header]')
    return [backgroundColor, color]
  }
  const [light, dark] = [ink('light'), ink('dark')]
  frame.dataset.theme = ''
  return {
    mode: root.mode,
    size: [width, height],
    inside: right <= innerWidth && bottom <= innerHeight,
    themes: CSS.supports('color', 'light-dark(red, red)') && CSS.supports('color', 'oklch(from red l c h)'),
    differ: light[0] !== dark[0] && light[1] !== dark[1],
    main: style('[data-a=send]').borderRadius,
    scrolls: style('[role=log]').overflowY,
    hidden: style('[part=launcher]').display,
    regions: [...root.querySelectorAll('[role=status], [role=alert]')].map((region) => region.textContent),
  }
}

/** `open`: starts the engine, as `{ driver, fresh, close }`. */
export function runIn(name, open) {
  let engine
  before(async () => {
    engine = await open()
  })
  after(() => engine?.close())

  const here = (title, body) =>
    test(`${name}: ${title}`, { timeout: LIMIT }, async () => {
      const { shop, aids } = await demo()
      const between = await relay(shop)
      const { driver } = engine
      try {
        const who = person(driver, between.url)
        await body(who, { aids })
        assert.deepEqual(
          await driver.ask(() => JSON.parse(document.querySelector('[data-wrong]').dataset.wrong)),
          [],
          'nothing went wrong in the page',
        )
      } finally {
        await engine.fresh()
        between.close()
      }
    })

  here('the widget stands there as it is meant', async (who) => {
    await who.arrive()
    assert.equal(await who.driver.ask(() => navigator.userAgent.includes('Firefox')), name === 'Firefox')
    await who.open()
    const { size, main, ...rest } = await who.driver.ask(drawn)
    assert.deepEqual(size, [400, 704])
    assert.match(main, /^99px/)
    assert.deepEqual(rest, {
      mode: 'open',
      inside: true,
      themes: true,
      differ: true,
      scrolls: 'auto',
      hidden: 'none',
      regions: ['', ''],
    })
  })

  here('from a sentence to the cart and back', story)
  for (const [title, { both, run }] of Object.entries(KEYBOARD))
    if (both) here(`somebody without a mouse ${title}`, run)
  for (const [title, { both, run }] of Object.entries(ANNOUNCED)) if (both) here(`said aloud: ${title}`, run)
}
