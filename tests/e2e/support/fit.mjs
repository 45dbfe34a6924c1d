// A widget in a shop of two pairs of boots, whose agent proposes socks.
import { shopper } from './shopper.mjs'

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const ADD = { type: 'ADD_SUGGESTION', productId: 'socks', quantity: 2 }
export const STILL = { reducedMotion: 'reduce' }

/** Puts a stylesheet on the page, past its policy. */
export const style = (page, css) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets.push(sheet)
  }, css)

/** Starts it. */
export async function start({ page, server }, options = {}) {
  await page.evaluate((more) => {
    host.rows = [{ id: 'boots', quantity: 2 }]
    host.told = []
    return host.start({ theme: 'light', onError: ({ code, message }) => host.told.push([code, message]), ...more })
  }, options)
  server.answer = () => ({ aiResponse: 'Well.', results: [SOCKS], cartAction: ADD, quickReplies: ['Yes'] })
  return shopper(page, 'Helper')
}
