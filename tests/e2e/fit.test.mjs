// The widget on pages that were not made for it: their styles do not reach in, and the widget moves nothing of theirs.
import assert from 'node:assert/strict'
import { start, STILL, style } from './support/fit.mjs'
import { hosted } from './support/host.mjs'
import { ARMED } from './support/shopper.mjs'

/**
 * What a browser makes of every element of the widget: where it stands, and every style. The first time it is kept; then it
 * answers how many there are and what differs. Runs in the page.
 */
function compared(state) {
  const { shadowRoot } = document.querySelector('hand-cart')
  const all = []
  for (const at of shadowRoot.querySelectorAll('*')) {
    const { x, y, width, height } = at.getBoundingClientRect()
    const path = at.tagName + (at.getAttribute('class') ?? '')
    all.push(`${path} rect ${[x, y, width, height].map(Math.round)}`)
    for (const pseudo of [undefined, '::before', '::after']) {
      const style = getComputedStyle(at, pseudo)
      if (pseudo && style.content === 'none') continue
      for (let at = 0; at < style.length; at += 1)
        // A page's own properties may come in; none of ours is called like them.
        if (!style[at].startsWith('--'))
          all.push(`${path}${pseudo ?? ''} ${style[at]} ${style.getPropertyValue(style[at])}`)
    }
  }
  window.kept ??= {}
  const wanted = (window.kept[state] ??= all)
  const differs = wanted.flatMap((each, at) => (all[at] === each ? [] : [`${each} became ${all[at]}`]))
  return [all.length, all.length - wanted.length, ...differs.slice(0, 12)]
}

/** The launcher, and the conversation with a card, as they stand on this page. */
async function look(given, options) {
  const { page } = given
  await start(given, options)
  const states = {}
  if (!options?.container) {
    await page.locator('#hc-launch').waitFor({ state: 'attached' })
    await page.waitForFunction(() => document.querySelector('hand-cart').shadowRoot.textContent.includes('2'))
    states.launcher = await page.evaluate(compared, 'launcher')
    await page.evaluate(() => host.handle.open())
  }
  await page.evaluate(() => host.handle.ask('go on'))
  const card = page.locator("hand-cart article [data-a^='confirm']:not([aria-disabled])")
  await card.waitFor({ state: 'attached' })
  await page.mouse.move(1, 1)
  await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.blur())
  states.talk = await page.evaluate(compared, 'talk')
  await page.evaluate(() => host.handle.destroy())
  return states
}

const BOX =
  'display: block !important; position: relative !important; float: left !important; margin: 13px !important; padding: 17px !important; border: 9px solid red !important; inline-size: 333px !important; block-size: 200px !important; inset: 7px !important; z-index: -1 !important; overflow: hidden !important'
const EFFECTS =
  'transform: rotate(3deg) scale(.5) !important; filter: blur(2px) !important; opacity: .3 !important; clip-path: circle(9px) !important; contain: strict !important; will-change: transform !important; perspective: 9px !important; mix-blend-mode: multiply !important; zoom: 1.4 !important; content-visibility: hidden !important'
const WORDS =
  'font: italic 900 40px/3 cursive !important; letter-spacing: 9px !important; word-spacing: 9px !important; text-transform: uppercase !important; text-indent: 40px !important; text-align: right !important; white-space: pre !important; color: red !important; text-shadow: 2px 2px red !important; font-variant: small-caps !important; hyphens: auto !important; word-break: break-all !important; line-break: anywhere !important; quotes: none !important; list-style: square !important; -webkit-text-fill-color: lime !important; tab-size: 1 !important'
const HOSTILE = {
  'all: unset': '* { all: unset !important }',
  'all: initial': '* { all: initial !important }',
  boxes: `hand-cart, :not(html, body, main) { ${BOX} }`,
  effects: `hand-cart, body > * { ${EFFECTS} }`,
  words: `* { ${WORDS} }`,
  'direction and writing mode':
    '* { direction: rtl !important; writing-mode: vertical-rl !important; text-orientation: upright !important; unicode-bidi: bidi-override !important }',
  'what is inherited':
    '* { visibility: hidden !important; pointer-events: none !important; user-select: none !important; cursor: wait !important; caret-color: red !important; accent-color: red !important; border-collapse: collapse !important; image-rendering: pixelated !important; orphans: 9 !important; touch-action: none !important }',
  'resets by element':
    'button, input, select, textarea, a, p, h2, h3, ul, li, dl, dd, section, article, header, dialog, fieldset, svg, path, img { all: revert !important; display: inline !important; background: red !important; font-size: 3px !important } .hc, .hc-panel, [role], [part] { display: none !important }',
  'nothing is to be seen':
    'hand-cart { display: none !important; visibility: collapse !important } body > :last-child { display: none !important }',
  'a large root': 'html { font-size: 400% !important } body { font-size: 3rem !important; line-height: 5 !important }',
  'a page that is held still':
    'html, body { overflow: hidden !important; position: fixed !important; inset: 0 !important; touch-action: none }',
  'a body that is laid out':
    'body { display: grid !important; grid-template-columns: 1fr 1fr !important; gap: 50px !important; place-items: center } body > * + * { margin-top: 99px !important }',
  'a dark page': 'html { color-scheme: dark !important } * { color-scheme: dark !important }',
}

for (const [kind, options] of Object.entries({ floating: {}, inline: { container: '#place' } }))
  hosted(
    `nothing that a page says in its styles is to be seen in a ${kind} widget`,
    { ...STILL, limit: 240_000 },
    async (given) => {
      const { page } = given
      const place = () =>
        page.evaluate(() => {
          document.adoptedStyleSheets = []
          document.querySelector('#place')?.remove()
          const made = document.createElement('div')
          made.id = 'place'
          // Where it stands is the page's business: with a size of its own, and out of reach of what is tried here.
          for (const [name, value] of Object.entries({
            position: 'fixed',
            inset: '20px auto auto 20px',
            inlineSize: '420px',
            blockSize: '600px',
            margin: '0',
            padding: '0',
            border: '0',
            display: 'block',
            transform: 'none',
            filter: 'none',
            opacity: '1',
            zoom: '1',
            direction: 'ltr',
            writingMode: 'horizontal-tb',
            clipPath: 'none',
            contain: 'none',
            perspective: 'none',
            willChange: 'auto',
            contentVisibility: 'visible',
            mixBlendMode: 'normal',
            visibility: 'visible',
            overflow: 'visible',
            float: 'none',
          }))
            made.style.setProperty(
              name.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`),
              value,
              'important',
            )
          document.body.append(made)
        })
      await place()
      const { talk } = await look(given, options)
      assert.ok(talk[0] > 10_000, 'there is something to compare')
      const wrong = {}
      for (const [name, css] of Object.entries(HOSTILE)) {
        await place()
        await style(page, css)
        for (const [state, [, ...found]] of Object.entries(await look(given, options)))
          if (found.join() !== '0') wrong[`${name}, ${state}`] = found
      }
      assert.deepEqual(wrong, {})
    },
  )

/**
 * Notes every shift of the layout, whoever caused it, also those that a browser forgives because somebody had pressed
 * something. Inside a conversation a card that becomes a line makes room; nothing of the page may move, ever.
 */
const watchShifts = (page) =>
  page.evaluate(() => {
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries())
        window.shifts.push([value, hadRecentInput, sources.map(({ node }) => node?.className || node?.localName)])
    }).observe({ type: 'layout-shift', buffered: true })
    const filler = document.createElement('div')
    filler.id = 'filler'
    for (let at = 0; at < 40; at += 1)
      filler.append(Object.assign(document.createElement('p'), { textContent: `Row ${at}` }))
    document.body.append(filler)
  })
const placed = (page) =>
  page.evaluate(() => [
    document.documentElement.scrollHeight,
    document.documentElement.scrollWidth,
    ...[...document.querySelectorAll('body *:not(hand-cart)')].map((at) => at.getBoundingClientRect().top + scrollY),
  ])

for (const [kind, options] of Object.entries({ floating: {}, inline: { container: '#place' } }))
  hosted(`a ${kind} widget shifts nothing: at the start, open, talking, closed, gone`, async (given) => {
    const { page } = given
    await watchShifts(page)
    await page.evaluate((isInline) => {
      if (!isInline) return
      const place = Object.assign(document.createElement('div'), { id: 'place' })
      Object.assign(place.style, { inlineSize: '420px', blockSize: '560px' })
      document.querySelector('main').append(place)
    }, kind === 'inline')
    await page.waitForTimeout(700)
    await page.evaluate(() => (window.shifts.length = 0))
    const before = await placed(page)
    const { open, say, feed, button } = await start(given, options)
    const same = async (when) => assert.deepEqual(await placed(page), before, when)
    await page.locator('#hc-panel, #hc-launch').first().waitFor()
    await same('started')
    if (kind === 'floating') await open()
    await same('open')
    await page.waitForTimeout(300)
    assert.deepEqual(await page.evaluate(() => window.shifts), [], 'nothing at all has moved so far')
    await say('go on')
    await button('Add 2 to cart').waitFor()
    await feed.getByText('Well.').waitFor()
    await page.waitForTimeout(ARMED)
    await button('Add 2 to cart').click()
    await feed
      .getByText(/Added 2/)
      .first()
      .waitFor()
    await same('talked')
    await page.evaluate(() => host.handle.update({ locale: 'de', theme: 'dark' }))
    await page.evaluate(() => host.handle.close())
    await same('closed')
    await page.waitForTimeout(700)
    const shifts = await page.evaluate(() => window.shifts)
    assert.deepEqual(
      shifts.filter(([, , sources]) => sources.some((name) => name && !name.startsWith('hc'))),
      [],
      'nothing of the page moved; what the browser does not name is inside the widget',
    )
    if (kind === 'floating') {
      await page.evaluate(() => host.handle.destroy())
      await same('gone')
    }
  })

hosted('a shop moves it: away from the edges, below its own layers, out of sight', STILL, async (given) => {
  const { page } = given
  const { launcher, open, panel } = await start(given)
  const place = async (at) => {
    const { x, y, width, height } = await at.boundingBox()
    return [1280 - x - width, 800 - y - height]
  }
  await launcher.waitFor()
  assert.deepEqual(await place(launcher), [20, 20])
  await style(page, 'body { --hc-inset-inline: 4px; --hc-inset-block: 90px; --hc-z: 7 }')
  assert.deepEqual(await place(launcher), [4, 90])
  await open()
  assert.deepEqual(await place(panel), [4, 90])
  const { y, height } = await panel.boundingBox()
  assert.deepEqual([y, height], [20, 690], 'it ends below the upper edge')
  await page.evaluate(() => host.handle.update({ position: 'start' }))
  assert.equal((await panel.boundingBox()).x, 4)
  // A layer of the shop's own.
  const onTop = () => page.evaluate(() => document.elementFromPoint(50, 400)?.localName)
  await page.evaluate(() => {
    const layer = document.createElement('aside')
    Object.assign(layer.style, { position: 'fixed', inset: 0, zIndex: 6 })
    document.body.append(layer)
  })
  assert.equal(await onTop(), 'hand-cart')
  await page.evaluate(() => (document.querySelector('aside').style.zIndex = 8))
  assert.equal(await onTop(), 'aside')
  await page.evaluate(() => (document.querySelector('hand-cart').hidden = true))
  assert.equal(await panel.isVisible(), false)
  await page.evaluate(() => (document.querySelector('hand-cart').hidden = false))
  assert.equal(await panel.isVisible(), true)
})

hosted('light and dark are the page’s, and not the system’s', { colorScheme: 'dark' }, async (given) => {
  const { page } = given
  const { open, panel } = await start(given, { theme: 'auto' })
  await open()
  const light = () =>
    panel.evaluate((at) => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d')
      canvas.fillStyle = getComputedStyle(at).backgroundColor
      canvas.fillRect(0, 0, 1, 1)
      return canvas.getImageData(0, 0, 1, 1).data[0] > 128
    })
  assert.equal(await light(), true, 'a page that says nothing is light')
  await style(page, ':root { color-scheme: light dark }')
  assert.equal(await light(), false)
  await style(page, ':root { color-scheme: light }')
  assert.equal(await light(), true)
  await style(page, 'hand-cart { color-scheme: dark }')
  assert.equal(await light(), false)
  await page.evaluate(() => host.handle.update({ theme: 'light' }))
  assert.equal(await light(), true)
})

hosted('print has no trace of it', async (given) => {
  const { page } = given
  const { open, panel } = await start(given)
  await open()
  const before = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await panel.isVisible(), false)
  assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), before)
})
