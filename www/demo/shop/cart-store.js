/**
 * The cart as this page knows it: one copy, read by the header, the mini cart and the pages.
 *
 *   subscribe(show)   is called now and after every change
 *   refresh()         reads the cart from the server; tells nobody outside
 *   change(send)      runs a change whose answer is the whole cart; tells nobody outside
 *   addLine(), ...    the shop's own buttons: a change, and then the event that tells the widget
 *
 * Changes run one after the other. A read that overlapped a change is repeated, so an older answer never
 * replaces a newer one.
 */
import { request } from './api.js'

const EVENT = 'handcart:cart-update'
const COUNT = 'nordhang:count'
const LINES = '/api/shop/cart/lines'

const listeners = new Set()
let cart = null
let failure = null
let shown = ''
let version = 0 // grows with every change that was answered
let asked = 0 // reads sent
let taken = 0 // the newest read that was accepted
let queue = Promise.resolve()

export function subscribe(listener) {
  listeners.add(listener)
  listener({ cart, failure })
  return () => listeners.delete(listener)
}

function publish(nextCart, nextFailure = null) {
  const { notice: _, changedAt: __, ...lasting } = nextCart ?? {}
  const next = JSON.stringify([lasting, nextFailure?.message])
  if (next === shown) return
  ;[shown, cart, failure] = [next, nextCart, nextFailure]
  if (cart) remember(cart.count)
  for (const listener of listeners) listener({ cart, failure })
}

export async function refresh() {
  for (;;) {
    await queue
    const [before, ticket] = [version, ++asked]
    let answer
    try {
      answer = await request('GET', '/api/shop/cart')
    } catch (error) {
      if (!cart) publish(null, error)
      throw error
    }
    if (before !== version) continue
    if (ticket > taken) {
      taken = ticket
      publish(answer)
    }
    return cart
  }
}

export function change(send) {
  const run = queue.then(async () => {
    const answer = await send()
    version += 1
    publish(answer)
    return answer
  })
  queue = run.catch(() => {})
  return run
}

/** A change by the shop's own pages. The widget hears of it once the server has answered. */
async function ownChange(method, path, body) {
  try {
    const answer = await change(() => request(method, path, { body, key: crypto.randomUUID?.() }))
    announceChange()
    return answer
  } catch (error) {
    refresh().catch(() => {}) // perhaps it went through, perhaps the line is gone: show what is true
    throw error
  }
}

const line = (id) => `${LINES}/${encodeURIComponent(id)}`
export const addLine = (variantId, quantity = 1) => ownChange('POST', LINES, { variantId, quantity })
export const setQuantity = (id, quantity) => ownChange('PATCH', line(id), { quantity })
export const removeLine = (id) => ownChange('DELETE', line(id))
export const setCountry = (code) => ownChange('PUT', '/api/shop/cart/country', { code })

/** Tells the widget that the shop changed the cart. Never called for a mere read: that would go round in circles. */
export const announceChange = () => window.dispatchEvent(new CustomEvent(EVENT))

/** The last count of this tab, so that a new page need not start with an empty badge. */
export function lastCount() {
  try {
    return Number(sessionStorage.getItem(COUNT)) || 0
  } catch {
    return 0
  }
}

function remember(count) {
  try {
    sessionStorage.setItem(COUNT, String(count))
  } catch {
    // storage can be switched off; then the count appears with the first read
  }
}

// Another tab may have changed the cart while this one was away.
const again = () => refresh().catch(() => {})
window.addEventListener('pageshow', (event) => event.persisted && again())
window.addEventListener('online', again)
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && again())
