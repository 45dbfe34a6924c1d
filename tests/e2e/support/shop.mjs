// The demo shop of www/demo on the real backend, started once for each test file, and what it can be made to do.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { serve } from '../../../www/tools/backend.mjs'
import { webhookStore } from '../../../www/tools/store.mjs'

let served
after(async () => (await served)?.child.kill())

function backend() {
  if (!served) {
    const lines = []
    const start = async () =>
      serve({
        port: 0,
        args: ['--database', 'sqlite::memory:', '--test-aids', ...(await webhookStore())],
        onLine: (line) => lines.push(line),
      })
    const started = start()
    served = started.catch((error) => {
      throw new Error(`${error.message}\n${lines.join('\n')}`)
    })
  }
  return served
}

function aidsOf(shop) {
  const ask = async (what, body = {}) => {
    const answer = await fetch(`${shop}api/test/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(shop).origin },
      body: JSON.stringify(body),
    })
    assert.ok(answer.ok, `/api/test/${what} answered ${answer.status}: ${await answer.text()}`)
  }
  return {
    stock: (variantId, stock) => ask('stock', { variantId, stock }),
    price: (productId, amount) => ask('price', { productId, amount }),
    delay: (fault) => ask('delay', fault),
    fail: (fault) => ask('fail', { status: 500, ...fault }),
    cut: () => ask('cut'),
    reset: () => ask('reset'),
  }
}

/** The shop as on its first day: `{ shop, aids }`. `journey.mjs` says what the aids do. */
export async function demo() {
  const { url: shop } = await backend()
  const aids = aidsOf(shop)
  await aids.reset()
  return { shop, aids }
}
