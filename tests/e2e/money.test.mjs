// Money: what Intl prints in every locale and currency is read back exactly, or called ambiguous.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import test from 'node:test'
import * as page from '../types/money.page.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

function compare(name, locales, lines) {
  assert.ok(locales >= 300, `only ${locales} locales`)
  mkdirSync(`${root}/target/money`, { recursive: true })
  const file = `${root}/target/money/${name}.txt`
  writeFileSync(file, [...lines].join('\n'))
  const env = { ...process.env, MONEY_FIXTURE: file }
  const run = spawnSync(
    'cargo',
    ['test', '--quiet', '--workspace', '--test', 'money', 'what_intl', '--', '--nocapture'],
    {
      cwd: root,
      env,
      encoding: 'utf8',
    },
  )
  const figure = run.stdout.split('\n').find((line) => line.startsWith('money: '))
  console.log(`${name}: ${locales} locales. ${figure}`)
  assert.equal(run.status, 0, run.stdout + run.stderr)
  assert.match(figure, /, 0 wrong$/)
}

test("money against Node's Intl", () => {
  const locales = page.locales()
  const lines = new Set()
  for (const locale of locales) for (const line of page.texts(locale)) lines.add(line)
  compare('node', locales.length, lines)
})

const playwright = await import('playwright-core').catch(() => null)
const tools = await import('../../www/tools/chromium.mjs').catch(() => null)
const executablePath = tools?.chromium() ?? process.env.CHROMIUM

test(
  "money against Chromium's Intl",
  { skip: playwright && executablePath ? false : 'playwright-core or Chromium is not installed' },
  async () => {
    const browser = await playwright.chromium.launch({ executablePath, args: tools?.chromiumArgs ?? ['--no-sandbox'] })
    try {
      const tab = await browser.newPage()
      const source = readFileSync(`${root}/tests/types/money.page.mjs`, 'utf8').replaceAll(
        'export function',
        'function',
      )
      await tab.evaluate(`${source}\nglobalThis.money = { locales, texts }`)
      const locales = await tab.evaluate(() => globalThis.money.locales())
      const lines = new Set()
      for (let at = 0; at < locales.length; at += 20) {
        const some = await tab.evaluate(
          (some) => [...new Set(some.flatMap((locale) => globalThis.money.texts(locale)))],
          locales.slice(at, at + 20),
        )
        for (const line of some) lines.add(line)
      }
      compare('chromium', locales.length, lines)
    } finally {
      await browser.close()
    }
  },
)
