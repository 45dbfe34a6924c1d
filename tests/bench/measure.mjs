// Drives the bench's page: a fresh one for each visit, the contestants in turns, so that what disturbs one disturbs the other.

export const NAMES = ['widget', 'twin']

export const median = (all) => {
  const sorted = all.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** A page of its own for one piece of work; what the page complains of ends it. */
export async function visit(browser, url, work, { slower = 1 } = {}) {
  const context = await browser.newContext({ viewport: { width: 500, height: 800 }, locale: 'en-US' })
  try {
    const page = await context.newPage()
    const complaints = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(url)
    await page.waitForFunction(() => 'bench' in window)
    if (slower > 1) {
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
    }
    const found = await work(page)
    if (complaints.length) throw new Error(complaints.join('; '))
    return found
  } finally {
    await context.close()
  }
}

/** So many visits of each contestant, every other time in the opposite order: what each of them answered. */
export async function turns(browser, url, visits, work, options) {
  const found = Object.fromEntries(NAMES.map((name) => [name, []]))
  for (let round = 0; round < visits; round += 1)
    for (const name of round % 2 ? NAMES.toReversed() : NAMES)
      found[name].push(await visit(browser, url, (page) => page.evaluate(work.run, [name, ...work.args]), options))
  return found
}
