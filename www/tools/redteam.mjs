// npm run redteam [-- part of a name...]: hostile proposals against the real widget in Chromium. At first nobody presses
// anything but scripts, then a shopper agrees to everything. Then the same with faults planted, to see that somebody notices.
// `--built`: what stands in dist/ is good enough.
import { build } from './build.mjs'
import { chromium, chromiumArgs } from './chromium.mjs'
import { Failure, command, say, seconds } from './run.mjs'
import { ensure } from './setup.mjs'

/** What the corpus must at least bring about, or its silence says nothing. */
const LEAST = { proposals: 500, cards: 300, refused: 300, executed: 300 }
/** And each door of it. */
const EACH = { proposals: 10, cards: 8, refused: 5, executed: 8 }
const LANES = 6
/** The browser's own agent is one of the doors. */
const WEBMCP = '--enable-features=WebMCP'

await command('redteam', import.meta.url, async (args) => {
  const only = args.filter((arg) => !arg.startsWith('--'))
  await ensure('browser')
  if (!args.includes('--built')) await build()
  const { chromium: playwright } = await import('playwright-core')
  const { attack } = await import('../../tests/redteam/support/attack.mjs')
  const { corpus } = await import('../../tests/redteam/corpus/index.mjs')
  const wanted = corpus.filter(({ family, name }) => only.every((part) => `${family}: ${name}`.includes(part)))
  if (!wanted.length) throw new Failure('no attack is called so')
  const browser = await playwright.launch({ executablePath: chromium(), args: [...chromiumArgs, WEBMCP] })
  const began = Date.now()
  const tell = ({ family, name, agrees }, wrong) => {
    say(`\n${family}: ${name} (${agrees ? 'pressed' : 'not pressed'})`)
    for (const each of wrong) say(`  ${each.slice(0, 600)}`)
  }
  try {
    const sum = await attack(browser, wanted, LANES, tell)
    say(
      `${sum.plays} plays: ${sum.cards} cards, ${sum.refused} refusals, ${sum.executed} calls, ${sum.facts} facts compared, ${sum.forged} controls forged (${seconds(began)} s)`,
    )
    for (const [door, { proposals, cards, refused, executed }] of Object.entries(sum.doors))
      if (proposals) say(`  ${door}: ${proposals} proposals, ${cards} cards, ${refused} refusals, ${executed} calls`)
    if (sum.failed) throw new Failure(`${sum.failed} of ${sum.plays} plays broke what must hold`)
    if (!only.length)
      for (const [what, least] of Object.entries(LEAST))
        if (sum[what] < least) throw new Failure(`only ${sum[what]} ${what}, at least ${least} are needed`)
    if (!only.length)
      for (const [door, counts] of Object.entries(sum.doors))
        for (const [what, least] of Object.entries(EACH))
          if (counts[what] < least) throw new Failure(`only ${counts[what]} ${what} by ${door}, at least ${least}`)
    let found = ''
    if (!only.length) {
      const { plant } = await import('../../tests/redteam/support/faults.mjs')
      const { blind, planted } = await plant(browser, corpus)
      if (blind.length) throw new Failure(`nobody noticed: ${blind.join('; ')}`)
      found = `, ${planted}/${planted} planted faults found`
    }
    if (sum.stumbled) found += `, ${sum.stumbled} plays held only alone`
    const share = sum.facts ? '100 %' : 'none'
    return `${sum.proposals} proposals, ${sum.without} executed without exact consent, ${sum.strays} foreign requests, ${share} of displayed facts equal executed arguments${found} (${seconds(began)} s)`
  } finally {
    await browser.close()
  }
})

// Nothing that a broken play left open keeps the step from ending.
setTimeout(() => process.exit(), 10_000).unref()
