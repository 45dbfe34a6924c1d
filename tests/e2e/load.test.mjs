// The loader under the faults of the network, the server and the page's policy: the right code, and a page as it was.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open } from './support/browser.mjs'
import { serveFiles } from './support/files.mjs'

const WASM = '/sdk/handcart_bg.wasm'
const WIDGET = '/sdk/widget.js'
const STRICT =
  "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
/** What Chromium itself says of a file that did not come or was refused. */
const OF_THE_BROWSER = /^(Failed to load (resource|module script)|Refused to|Connecting to|.*Content Security Policy)/

const html = () => ({ status: 200, type: 'text/html', body: '<!doctype html><title>The shop</title>' })
const typed = (type) => (answer) => ({ ...answer, type })
const foreign = (answer) => ({ ...answer, body: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) })
const missing = () => ({ status: 404, type: 'text/plain', body: 'no' })
const half = (answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length / 2) })
const lost = () => null

/** Calls init in the page until it settles, with the clock running fast. Answers what came of it. */
async function start(page, entry) {
  const settled = page.evaluate(async (name) => {
    const before = document.documentElement.outerHTML
    const told = []
    const onError = ({ code }) => told.push(code)
    const init = name === 'module' ? (await import('/sdk/handcart.js')).init : window.Handcart.init
    const result = await init({ onError }).then(
      (handle) => ({ handle: handle !== null }),
      ({ code, retryable, message }) => ({ code, retryable, message }),
    )
    return { ...result, told, untouched: document.documentElement.outerHTML === before }
  }, entry)
  let done = false
  const end = () => (done = true)
  settled.then(end, end)
  while (!done) await page.clock.runFor(250)
  return settled
}

async function scene({ policy = STRICT, faults, before, entry = 'module', tags = 1 }, look) {
  const scripts = entry === 'script tag' ? Array(tags).fill('/sdk/handcart.global.js') : []
  const files = await serveFiles({ policy, scripts, faults })
  const { context, page, complaints } = await open()
  try {
    await page.clock.install()
    if (before) await page.addInitScript(before)
    await page.goto(files.url)
    await look({ page, files, complaints, started: () => start(page, entry) })
    const ours = complaints.filter(({ kind, text }) => kind !== 'policy violation' && !OF_THE_BROWSER.test(text))
    assert.deepEqual(ours, [], 'nothing of ours in the console')
  } finally {
    await context.close()
    files.close()
  }
}

/** Takes the complaints out, as one text: what a test expected is no complaint any more. */
const messages = (complaints) =>
  complaints
    .splice(0)
    .map(({ text }) => text)
    .join()

function fails(name, code, setting) {
  test(`${name}: ${code}`, () =>
    scene(setting, async ({ started, files }) => {
      const { message, ...result } = await started()
      const retryable = code === 'network'
      assert.deepEqual(result, { code, retryable, told: [code], untouched: true }, message)
      assert.match(message, /^Handcart: /)
      if (setting.asks) assert.deepEqual(files.asked.filter((path) => path === setting.asks[0]).length, setting.asks[1])
    }))
}

function loads(name, setting) {
  test(`${name}: loads`, () =>
    scene(setting, async ({ started, complaints }) => {
      assert.equal((await started()).handle, true)
      assert.deepEqual(complaints, [])
    }))
}

loads('a strict policy with Trusted Types', {})
loads('a strict policy, by script tag', { entry: 'script tag' })
loads('wasm as application/octet-stream', { faults: { [WASM]: typed('application/octet-stream') } })
loads('wasm without a type', { faults: { [WASM]: typed('') } })

fails("a policy without 'wasm-unsafe-eval'", 'csp', { policy: "script-src 'self'" })
fails('the same, with wasm read as bytes', 'csp', {
  policy: "script-src 'self'",
  faults: { [WASM]: typed('text/plain') },
})
fails("connect-src 'none'", 'csp', { policy: `${STRICT}; connect-src 'none'`, asks: [WASM, 0] })
fails('wasm that is not there (404)', 'network', { faults: { [WASM]: missing }, asks: [WASM, 3] })
fails('wasm whose connection breaks', 'network', { faults: { [WASM]: lost } })
fails('a page of HTML in place of the wasm', 'corrupt', { faults: { [WASM]: html }, asks: [WASM, 1] })
fails('wasm that is cut short', 'corrupt', { faults: { [WASM]: half }, asks: [WASM, 1] })
fails('wasm that is cut short, read as bytes', 'corrupt', {
  faults: { [WASM]: (answer) => ({ ...half(answer), type: '' }) },
})
fails('wasm of another version', 'corrupt', { faults: { [WASM]: foreign }, asks: [WASM, 1] })
fails('a browser without WebAssembly', 'unsupported', { before: () => delete window.WebAssembly, asks: [WASM, 0] })
fails('a widget that is not there (404)', 'network', { faults: { [WIDGET]: missing }, asks: [WIDGET, 3] })
fails('a widget that is not there, by script tag', 'network', {
  faults: { [WIDGET]: missing },
  entry: 'script tag',
  asks: [WIDGET, 3],
})
fails('a widget that is cut short', 'corrupt', { faults: { [WIDGET]: half } })

for (const entry of ['module', 'script tag'])
  test(`after a failure of the network init works when it is called again (${entry})`, () => {
    let broken = true
    const faults = { [WIDGET]: (answer) => (broken ? null : answer) }
    return scene({ faults, entry }, async ({ started }) => {
      assert.equal((await started()).code, 'network')
      broken = false
      assert.equal((await started()).handle, true)
    })
  })

test('a failure of the network that mends itself is not told', () => {
  let left = 1
  const faults = { [WASM]: (answer) => (left-- > 0 ? null : answer) }
  return scene({ faults }, async ({ started }) => {
    const { handle, told } = await started()
    assert.deepEqual([handle, told], [true, []])
  })
})

test('many calls at once fetch each file once and give one handle', () =>
  scene({}, async ({ page, files, complaints }) => {
    const handles = await page.evaluate(async () => {
      const { init } = await import('/sdk/handcart.js')
      return new Set(await Promise.all(Array.from({ length: 20 }, () => init({})))).size
    })
    assert.equal(handles, 1)
    for (const path of [WIDGET, WASM]) assert.equal(files.asked.filter((asked) => asked === path).length, 1, path)
    assert.match(messages(complaints), /^Handcart: init was called twice/)
  }))

test('importing the module, and the script tag alone, fetch no widget and leave the page alone', () =>
  scene({ entry: 'script tag' }, async ({ page, files }) => {
    const before = await page.content()
    await page.evaluate(() => import('/sdk/handcart.js').then(() => undefined))
    assert.equal(await page.content(), before)
    assert.ok(!files.asked.includes(WIDGET))
  }))

test('the queue is replayed, one that throws stops no other, and later pushes run at once', () => {
  const before = () => {
    window.ran = []
    window.Handcart = [
      () => window.ran.push('first'),
      () => {
        throw new Error('of the host')
      },
      (handcart) => window.ran.push(typeof handcart.init),
    ]
  }
  return scene({ before, entry: 'script tag' }, async ({ page, complaints }) => {
    await page.evaluate(() => window.Handcart.push(() => window.ran.push('later')))
    assert.deepEqual(await page.evaluate(() => window.ran), ['first', 'function', 'later'])
    assert.match(messages(complaints), /a function in the queue threw.*of the host/s)
  })
})

test('a second copy of the script warns and leaves the first in place', () => {
  const before = () => {
    window.copies = []
    window.Handcart = [(handcart) => window.copies.push(handcart)]
  }
  return scene({ before, entry: 'script tag', tags: 2 }, async ({ page, complaints }) => {
    assert.equal(await page.evaluate(() => window.copies.length === 1 && window.copies[0] === window.Handcart), true)
    assert.match(messages(complaints), /a second copy of the script was ignored/)
  })
})

const GERMAN = '/sdk/messages/de.json'
/** Starts the widget in a page and answers what its button is called, with its language and direction. */
async function spoken(page, options) {
  await page.evaluate(async (given) => {
    const { init } = await import('/sdk/handcart.js')
    window.errors = []
    await init({ ...given, onError: ({ code, message }) => window.errors.push(`${code}: ${message}`) })
  }, options)
  return page.evaluate(() => {
    const root = document.querySelector('hand-cart').shadowRoot
    const { lang, dir } = root.querySelector('.hc')
    return [root.querySelector('#hc-launch').getAttribute('aria-label'), lang, dir]
  })
}

for (const [name, asked, answer] of [
  ['the option', { locale: 'de-AT' }, ['Assistent öffnen', 'de-AT', 'ltr']],
  ['the language of the page', {}, ['Assistent öffnen', 'de-CH', 'ltr']],
  ['from right to left', { locale: 'ar' }, ['فتح المساعد', 'ar', 'rtl']],
  ['from right to left, but for the host', { locale: 'ar', dir: 'ltr' }, ['فتح المساعد', 'ar', 'ltr']],
  ['none that we speak', { locale: 'zh-Hant-TW' }, ['Open the assistant', 'en', 'ltr']],
  ['one of the host', { locale: 'cs', messages: { open: 'Otevřít asistenta' } }, ['Otevřít asistenta', 'cs', 'ltr']],
])
  test(`the language: ${name}; only its file is fetched`, () =>
    scene({ policy: `${STRICT}; connect-src 'self'` }, async ({ page, files }) => {
      await page.evaluate(() => (document.documentElement.lang = 'de_CH'))
      assert.deepEqual(await spoken(page, asked), answer)
      const fetched = files.asked.filter((path) => path.includes('messages'))
      const language = answer[1].slice(0, 2)
      const own = ['de', 'ar'].includes(language) ? language : 'en'
      assert.deepEqual(fetched, [`/sdk/messages/${own}.json`])
      assert.deepEqual(await page.evaluate(() => window.errors), [])
    }))

for (const [name, fault] of [
  ['is not there', missing],
  ['is lost on the way', lost],
  ['is a page of HTML', html],
])
  test(`a language whose file ${name}: English, and the developer is told once`, () =>
    scene({ faults: { [GERMAN]: fault } }, async ({ page, files }) => {
      assert.deepEqual(await spoken(page, { locale: 'de' }), ['Open the assistant', 'en', 'ltr'])
      // A browser may repeat a lost request by itself.
      assert.ok(files.asked.includes(GERMAN))
      const errors = await page.evaluate(() => window.errors)
      assert.equal(errors.length, 1)
      assert.match(errors[0], /^network: messages\/de\.json could not be loaded: /)
    }))

test('the host replaces messages; one that does not fit is told, and ours stays', () =>
  scene({}, async ({ page, complaints }) => {
    const own = { open: 'Frag uns', openItmes: 'x', close: 'Zu {name}', items: { one: '{n} Teil', other: '{n} Teile' } }
    assert.deepEqual(await spoken(page, { locale: 'de', messages: own, open: true }), ['Frag uns', 'de', 'ltr'])
    await page.getByRole('button', { name: 'Assistent schließen' }).waitFor()
    const told = messages(complaints)
    assert.match(told, /messages\.openItmes: expected open,openItems,.*received openItmes/)
    assert.match(told, /messages\.close: expected , received \{name\}/)
  }))
