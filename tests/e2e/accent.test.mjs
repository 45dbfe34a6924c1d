// Any colour of a shop: what is drawn of it can be read, in light and in dark, as the browser itself computes and paints it.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'

/** Seven steps of each part, and what else a shop may write. */
const CUBE = [0, 43, 85, 128, 170, 213, 255]
const COLOURS = [
  ...CUBE.flatMap((r) => CUBE.flatMap((g) => CUBE.map((b) => `rgb(${r} ${g} ${b})`))),
  ...Array.from({ length: 33 }, (_, at) => `rgb(${at * 8} ${at * 8} ${at * 8})`),
  ...['yellow', 'white', 'black', '#ffd400', '#e4003a', 'transparent', 'rgb(255 255 255 / .1)', 'rgb(0 0 0 / .5)'],
  ...['#ffff0040', 'hsl(60deg 100% 50%)', 'hwb(90 10% 10%)', 'lab(60% 80 -80)', 'lch(70% 120 140)', 'oklch(.6 .4 260)'],
  ...['color(display-p3 1 0 0)', 'color(display-p3 0 1 0)', 'color(display-p3 0 0 1)', 'color(rec2020 0 1 1)'],
  ...[
    'color(srgb 1.4 -.2 .3)',
    'color-mix(in oklab, red, blue)',
    'light-dark(white, black)',
    'currentColor',
    'CanvasText',
  ],
]
/** Words on what, and the least that is enough (WCAG 2.2, 1.4.3 and 1.4.11). */
const PAIRS = [
  ['--on', '--main', 4.5],
  ['--act', '--card', 4.5],
  ['--act', '--bg', 4.5],
  ['--act', '--fill', 4.5],
  ['--ink', '--tint', 4.5],
  ['--soft', '--fill', 4.5],
  ['--edge', '--card', 3],
  ['--edge', '--fill', 3],
]

/** The contrast of each pair for each colour. Runs in the page. */
function measure([colours, pairs]) {
  const element = document.querySelector('hand-cart')
  const frame = element.shadowRoot.firstElementChild
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const probe = frame.appendChild(document.createElement('i'))
  const painted = (name) => {
    probe.style.backgroundColor = `var(${name})`
    canvas.fillStyle = '#f0f'
    canvas.fillStyle = getComputedStyle(probe).backgroundColor
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const linear = (part) => (part <= 10.31475 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a)
    return (more + 0.05) / (less + 0.05)
  }
  const found = { worst: {}, bad: [], count: 0 }
  for (const theme of ['light', 'dark']) {
    frame.dataset.theme = theme
    for (const colour of colours) {
      element.style.setProperty('--hc-accent', colour)
      for (const [words, ground, least] of pairs) {
        const [ink, paper] = [painted(words), painted(ground)]
        const ratio = contrast(ink, paper)
        const name = `${theme} ${words} on ${ground}`
        found.count += 1
        found.worst[name] = Math.min(found.worst[name] ?? 21, ratio)
        if (ratio < least || ink[3] < 255 || paper[3] < 255) found.bad.push([name, colour, ratio, ink, paper])
      }
    }
  }
  probe.remove()
  return found
}

const started = (page, options = {}) =>
  page.evaluate((more) => {
    host.told = []
    return host.start({ onError: ({ code, message }) => host.told.push([code, message]), ...more })
  }, options)

hosted(
  'whatever the colour of the shop, words can be read and controls be seen',
  { limit: 120_000 },
  async ({ page }) => {
    await started(page)
    const { worst, bad, count } = await page.evaluate(measure, [COLOURS, PAIRS])
    assert.equal(count, COLOURS.length * PAIRS.length * 2)
    assert.ok(COLOURS.length > 390)
    console.log(
      `  ${COLOURS.length} colours: ${Object.entries(worst)
        .map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`)
        .join('; ')}`,
    )
    assert.deepEqual(bad.slice(0, 20), [])
  },
)

hosted('what is computed is what is painted, also of colours that no screen has', async ({ page }) => {
  await started(page, { theme: 'light' })
  await page.getByRole('button', { name: /^Open the assistant/ }).waitFor()
  for (const colour of ['#ffd400', 'color(display-p3 0 1 0)', 'oklch(.6 .4 260)', 'rgb(255 0 0 / .2)']) {
    await page.evaluate((value) => document.querySelector('hand-cart').style.setProperty('--hc-accent', value), colour)
    await page.mouse.move(1, 1)
    await page.waitForTimeout(300)
    const shown = (
      await page.screenshot({ clip: { x: 1216, y: 765, width: 2, height: 2 }, animations: 'disabled' })
    ).toString('base64')
    const [painted, computed] = await page.evaluate(async (png) => {
      const canvas = new OffscreenCanvas(2, 2).getContext('2d', { willReadFrequently: true })
      const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0))
      canvas.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0)
      const painted = [...canvas.getImageData(0, 0, 1, 1).data]
      canvas.fillStyle = getComputedStyle(
        document.querySelector('hand-cart').shadowRoot.querySelector('#hc-launch'),
      ).backgroundColor
      canvas.fillRect(0, 0, 2, 2)
      return [painted, [...canvas.getImageData(0, 0, 1, 1).data]]
    }, shown)
    assert.ok(
      painted.every((part, at) => Math.abs(part - computed[at]) <= 2),
      `${colour}: ${painted} and ${computed}`,
    )
  }
})

const TOLD = {
  '#2f5d50': null,
  'oklch(50% .2 30)': null,
  '#ffd400': /received "#ffd400"; words and outlines in it are drawn darker on light ground$/,
  'rgb(128 128 128)': /; buttons are drawn (lighter|darker)$/,
  'rgb(0 60 60 / 40%)': /; it is drawn without being see-through$/,
  'bottle green': /^--hc-accent: expected a colour, received "bottle green"; the default is drawn$/,
}
for (const [colour, message] of Object.entries(TOLD))
  hosted(`the developer hears once what becomes of ${colour}`, async ({ page }) => {
    await page.evaluate((value) => document.body.style.setProperty('--hc-accent', value), colour)
    const asked = []
    page.on('request', (request) => asked.push(request.url().split('/').at(-1)))
    await started(page, { theme: 'light' })
    await eventually(() => assert.ok(asked.includes('fit.js')))
    await page.waitForTimeout(300)
    const told = await page.evaluate(() => host.told)
    assert.deepEqual(
      told.map(([code]) => code),
      message ? ['style'] : [],
    )
    if (message) assert.match(told[0][1], message)
    const main = await page.evaluate(
      () =>
        getComputedStyle(document.querySelector('hand-cart').shadowRoot.querySelector('#hc-launch')).backgroundColor,
    )
    assert.match(main, /^oklch\([\d. e-]+\)$/, 'a colour, and not see-through')
    if (colour === 'bottle green') assert.match(main, /^oklch\(0\.44/, 'the default')
  })

/** Until the widget has looked at the page, a second after its start, and what it asked for then has been asked for. */
const looked = (page) =>
  page.evaluate(async () => {
    // Timers of one page end in their order, however busy the machine is.
    await new Promise((done) => setTimeout(done, 1_050))
    await fetch('/favicon.svg', { cache: 'no-store' })
  })
const times = (server) => server.asked.filter((each) => each === 'GET /sdk/fit.js').length

hosted('a page without a colour of its own fetches nothing for it', async ({ page, server }) => {
  await started(page)
  await looked(page)
  assert.equal(times(server), 0)
})

hosted('a widget that ended within its first second fetches nothing, whatever the page sets', async (given) => {
  const { page, server } = given
  await page.evaluate(() => document.body.style.setProperty('--hc-accent', '#ffd400'))
  for (const options of [{}, { open: true }, { container: 'main' }]) {
    await started(page, options)
    await page.evaluate(() => host.handle.destroy())
    await looked(page)
    assert.equal(times(server), 0, JSON.stringify(options))
  }
  assert.deepEqual(await page.evaluate(() => host.told), [])
  // One that stays does.
  await started(page)
  await looked(page)
  assert.equal(times(server), 1)
})

for (const effect of ['filter: brightness(1)', 'transform: translateX(0)', 'contain: paint', 'perspective: 900px'])
  hosted(`a body with ${effect} does not carry the widget away`, async ({ page }) => {
    await page.evaluate((css) => {
      document.body.style.cssText = `${css}; block-size: 3000px; --hc-accent: #204080; --hc-inset-block: 33px`
      document.body.style.setProperty('color-scheme', 'dark')
    }, effect)
    await started(page)
    const launcher = page.getByRole('button', { name: /^Open the assistant/ })
    const bottom = async () => {
      const { y, height } = await launcher.boundingBox()
      return y + height
    }
    await eventually(async () => assert.equal(await bottom(), 800 - 33))
    await page.evaluate(() => scrollTo(0, 500))
    assert.equal(await bottom(), 800 - 33, 'it stays when the page is scrolled')
    assert.match((await page.evaluate(() => host.told)).join(), /^style,<body> has a filter/)
    const looks = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector('hand-cart'))
      return [style.getPropertyValue('--hc-accent'), style.colorScheme]
    })
    assert.deepEqual(looks, ['#204080', 'dark'], 'what the body says counts all the same')
    await page.evaluate(() => host.handle.destroy())
    assert.equal(await page.locator('hand-cart').count(), 0)
  })
