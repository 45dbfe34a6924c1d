// A window with the gallery in it, one state after the other.

/** Packaged, so that the fonts of the machine do not matter. Their ranges say which letters each has. */
const FACES = [
  [
    'Inter',
    'inter/inter-latin',
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212, U+FEFF, U+FFFD',
  ],
  ['Inter', 'inter/inter-latin-ext', 'U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1E9F, U+1EF2-1EFF'],
  [
    'Noto Sans Arabic',
    'noto-sans-arabic/noto-sans-arabic-arabic',
    'U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC',
  ],
]
const FONTS = FACES.flatMap(([family, file, range]) =>
  [400, 600].map(
    (weight) =>
      `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url(/fonts/${file}-${weight}-normal.woff2); unicode-range: ${range} }`,
  ),
).join('\n')
const PACKAGED = `${FONTS}\n:root { --hc-font: Inter, "Noto Sans Arabic", sans-serif }`

const USUAL = { viewport: { width: 1280, height: 800 }, locale: 'en-US', timezoneId: 'UTC', colorScheme: 'light' }

/** What keeps letters and colours the same everywhere. */
export const steadyArgs = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb']

/**
 * Opens one. `options`: those of Playwright's newContext, and
 * `choice`: the gallery's switches. `packaged`: whether the packaged fonts are used.
 */
export async function openWindow(browser, url, { choice = {}, packaged = true, ...options } = {}) {
  const context = await browser.newContext({ ...USUAL, reducedMotion: 'reduce', bypassCSP: true, ...options })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${url}?${new URLSearchParams({ state: 'first-run', motion: 'off', ...choice })}`)
  await page.waitForSelector('html[data-drawn]')
  if (packaged) {
    await page.addStyleTag({ content: PACKAGED })
    await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())))
  }
  return {
    page,
    complaints,
    states: await page.evaluate(() => window.gallery.states),
    /** Draws a state, and waits until it stands there whole. */
    show: (id) => page.evaluate(drawn, id),
    /**
     * Draws a state, and waits only until it has its place. `choice`: more of the gallery's switches. `css`: what is added to
     * the widget's styles.
     */
    async place(id, choice = {}, css = '') {
      await page.evaluate(([state, given]) => void window.gallery.show(state, given), [id, choice])
      if (css) await page.evaluate(added, css)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
    },
    close: () => context.close(),
  }
}

/** Adds to the styles of what stands there. */
export const restyle = ({ page }, css) => page.evaluate(added, css)

/** Runs in the page. */
function added(css) {
  const { shadowRoot } = document.querySelector('hand-cart')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet]
}

/** Runs in the page. */
async function drawn(id) {
  const root = window.gallery.show(id)
  const pictures = [...root.querySelectorAll('img[src]')]
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})))
  await document.fonts.ready
  // Twice: what follows from the size of something is drawn one frame later.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((next) => requestAnimationFrame(next))
}
