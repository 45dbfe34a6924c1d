// Who may call: a signature over `{timestamp}.{body}` by a secret that both sides know, and a timestamp of now.
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds by which the two clocks may differ, or a request may be late. */
export const WINDOW = 300

/** `sha256=` and 64 hexadecimal digits. */
export function sign(secret, timestamp, body) {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

/**
 * Why a request is not to be trusted, or `undefined` when it is. `body` is the text as it came: parse it afterwards,
 * never sign what was parsed and written again. `now` in seconds.
 */
export function distrust(secret, headers, body, now = Date.now() / 1000) {
  // Handcart sends VIZOCHOK's names, too; a store needs to look at one of the two.
  const timestamp = headers['x-handcart-timestamp'] ?? headers['x-vizochok-timestamp']
  const signature = headers['x-handcart-signature'] ?? headers['x-vizochok-signature']
  if (!timestamp || !signature) return 'unsigned'
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > WINDOW) return 'old_timestamp'
  const given = Buffer.from(signature)
  const right = Buffer.from(sign(secret, timestamp, body))
  // In constant time: how long it takes must not tell how much of a guess was right.
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'wrong_signature'
}
