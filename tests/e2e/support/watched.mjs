// One test in one fresh context, failed when the browser complained: the part that journey() and hosted() share.
import assert from 'node:assert/strict'
import { open, shot } from './browser.mjs'

/** `options`: those of `open`. `body({ page, context, complaints, allow })`; a failed test leaves a picture. */
export async function watched(name, options, body) {
  const { context, page, complaints } = await open(options)
  const allowed = []
  const isAllowed = ({ text }) =>
    allowed.some((pattern) => (pattern instanceof RegExp ? pattern.test(text) : text.includes(pattern)))
  const unexpected = () => complaints.filter((complaint) => !isAllowed(complaint))
  try {
    await body({ page, context, complaints, allow: (pattern) => allowed.push(pattern) })
    // A turn of each page, so that what it still has to say has been said.
    for (const each of context.pages()) await each.evaluate(() => null).catch(() => null)
    assert.equal(unexpected().length, 0, 'the browser complained (printed above)')
  } catch (error) {
    await shot(page, `failed-${name}`).catch(() => {})
    for (const { kind, text } of unexpected()) console.log(`${name}: ${kind}: ${text}`)
    throw error
  } finally {
    await context.close()
  }
}
