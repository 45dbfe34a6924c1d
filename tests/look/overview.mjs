// The gallery as a person opens it, under the policy of the demo shop: every state on its stage, and the switches.

/** What the stages show, each in its frame. Runs in the page. */
const stages = () =>
  [...document.querySelectorAll('article')].map((article) => {
    const frame = article.querySelector('iframe')
    const element = frame.contentDocument.querySelector('hand-cart')
    const root = element?.shadowRoot.querySelector('.hc')
    const parts = [...(root?.querySelectorAll('.hc-panel, .hc-launch, .hc-tease') ?? [])]
    return {
      id: article.id,
      theme: root?.dataset.theme,
      dir: root?.dir,
      lang: root?.lang,
      accent: element?.style.getPropertyValue('--hc-accent'),
      wide: frame.contentWindow.innerWidth,
      seen: parts.some((part) => part.checkVisibility()),
    }
  })

/** What is wrong with it, a line each. */
export async function overviewFaults(browser, url, states) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const found = []
  page.on('console', (message) => found.push(`the gallery says: ${message.text()}`))
  page.on('pageerror', (error) => found.push(`the gallery fails: ${error}`))
  const hold = (ok, what) => ok || found.push(`the gallery: ${what}`)
  const arrive = async (query) => {
    await page.goto(url + query)
    await page.waitForSelector('html[data-drawn]')
    return page.evaluate(stages)
  }
  const asked = await arrive('?theme=dark&lang=ar&width=320&accent=%23ff5a4e&motion=nonsense')
  hold(asked.length === states, `${asked.length} stages for ${states} states`)
  for (const { id, theme, dir, lang, accent, wide, seen } of asked) {
    hold(seen, `nothing is seen of ${id}`)
    const is = [theme, dir, lang, accent, wide].join(' ')
    hold(is === 'dark rtl ar #ff5a4e 320', `${id} is ${is}`)
  }
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  hold(sideways <= 0, `it scrolls sideways by ${sideways} px`)
  await page.getByRole('combobox', { name: 'Theme', exact: true }).selectOption('light')
  await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('de')
  await page.waitForFunction(() => location.search.includes('lang=de'))
  const switched = await page.evaluate(stages)
  for (const { id, theme, lang, dir } of switched)
    hold(theme === 'light' && lang === 'de' && !dir, `${id} did not follow the switches`)
  const [{ id }] = asked.slice(-1)
  const link = page.locator(`[id="${id}"]`).getByRole('link', { name: 'alone' })
  hold((await link.getAttribute('href')).includes(`state=${id}`), `${id} has no address of its own`)
  await context.close()
  return found
}
