// A lane: one page in a browser context of its own, a shop and an agent of its own, and a witness of all that leaves it.
import { serveShop } from './shop.mjs'

const USUAL = { viewport: { width: 1000, height: 900 }, locale: 'en-US', timezoneId: 'UTC', colorScheme: 'light' }
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
/** The only other host that may be asked for pictures. */
export const PICTURES = 'https://pictures.example'

/** Opens a lane. `faults`: mistakes planted in what is served; `plant`: a function that runs in the page before each attack. */
export async function openLane(browser, faults = {}) {
  const server = await serveShop(faults)
  const context = await browser.newContext(USUAL)
  context.setDefaultTimeout(10_000)
  const seen = { requests: [], complaints: [] }
  const note = (kind) => (text) => seen.complaints.push(`${kind}: ${text}`)
  await context.route(
    ({ hostname }) => hostname.endsWith('.example'),
    (route) => route.fulfill({ status: 200, contentType: 'image/gif', body: PIXEL }),
  )
  const page = await context.newPage()
  context.on('page', (other) => note('a window was opened')(other.url()))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && note('console')(message.text()))
  page.on('pageerror', (error) => note('uncaught error')(error.stack ?? String(error)))
  page.on('crash', () => note('crash')(page.url()))
  page.on('dialog', (dialog) => (note('a dialog')(dialog.message()), dialog.dismiss()))
  page.on('websocket', (socket) => seen.requests.push({ method: 'WEBSOCKET', url: socket.url(), body: null }))
  page.on('framenavigated', (frame) => note('a navigation')(frame.url()))
  page.on('request', (request) => {
    seen.requests.push({
      method: request.method(),
      url: request.url(),
      body: request.postData(),
      headers: request.headers(),
    })
  })
  await page.goto(`${server.shop}/shop.html`)
  await page.evaluate(() => witness.until(() => window.red && window.audit))
  seen.complaints.length = 0
  return {
    page,
    seen,
    ...server,
    async end() {
      await context.close()
      server.close()
    },
  }
}
