// Chromium, launched once for each test file, and pages that remember every complaint the browser made about them.
import { mkdirSync } from 'node:fs'
import { after } from 'node:test'
import { chromium as playwright } from 'playwright-core'
import { chromium, chromiumArgs } from '../../../www/tools/chromium.mjs'
import { at } from '../../../www/tools/paths.mjs'

const SHOTS = at('target', 'shots')
/** What a page is unless a test asks for something else. */
const USUAL = { viewport: { width: 1280, height: 800 }, locale: 'en-US', timezoneId: 'UTC', colorScheme: 'light' }

/** By their arguments. */
const launched = new Map()
after(async () => {
  for (const browser of launched.values()) await (await browser).close()
})

/** The browser of this file. `args`: more arguments of Chromium. */
export function browser(args = []) {
  const key = args.join(' ')
  if (!launched.has(key)) {
    const executablePath = chromium()
    if (!executablePath) throw new Error('no Chromium: run npm run setup, or set CHROMIUM')
    launched.set(key, playwright.launch({ executablePath, args: [...chromiumArgs, ...args] }))
  }
  return launched.get(key)
}

function listen(page, complaints) {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push({ kind: `console ${message.type()}`, text: `${message.text()} (${message.location().url})` })
  })
  page.on('pageerror', (error) => complaints.push({ kind: 'uncaught error', text: error.stack ?? String(error) }))
  page.on('crash', () => complaints.push({ kind: 'crash', text: page.url() }))
}

/**
 * A fresh context with a page in it.
 * `options`: those of Playwright's newContext (viewport, colorScheme, reducedMotion, forcedColors, javaScriptEnabled, ...),
 * and `args`: more arguments of Chromium.
 * Answers `{ context, page, complaints }`; `complaints` grows with every console error or warning, uncaught error and
 * policy violation of every page of the context: `{ kind, text }`.
 */
export async function open({ args = [], ...options } = {}) {
  const context = await (await browser(args)).newContext({ ...USUAL, ...options })
  context.setDefaultTimeout(10_000)
  const complaints = []
  context.on('page', (page) => listen(page, complaints))
  await context.exposeBinding('handcartTestViolation', (_, text) => complaints.push({ kind: 'policy violation', text }))
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      window.handcartTestViolation(`${effectiveDirective} ${blockedURI} (${sourceFile}:${lineNumber})`),
    ),
  )
  return { context, page: await context.newPage(), complaints }
}

/** Saves target/shots/<name>.png. `what`: a page or a locator. */
export async function shot(what, name, options = {}) {
  mkdirSync(SHOTS, { recursive: true })
  const path = `${SHOTS}/${name.replace(/[^\w.-]+/g, '-')}.png`
  await what.screenshot({ path, animations: 'disabled', ...options })
  return path
}

/**
 * Calls `look` until it no longer throws, and answers what it gives. Throws its last error after `within` ms.
 * For what has no locator to wait for.
 */
export async function eventually(look, within = 5_000) {
  const until = Date.now() + within
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}
