// npm run test:engines: the main journeys in Firefox and in WebKit, by their own drivers. Chromium has all of them in test:e2e.
// `--built`: what stands in dist/ is good enough.
import { backend } from './backend.mjs'
import { build } from './build.mjs'
import { nodeCounts, verdict } from './counts.mjs'
import { at } from './paths.mjs'
import { command, run } from './run.mjs'
import { ensure } from './setup.mjs'

const ENGINES = { Firefox: 'firefox', WebKit: 'webkit' }

await command('test:engines', import.meta.url, async (args) => {
  await ensure('engines')
  if (!args.includes('--built')) await build()
  await backend({ tested: true })
  const all = { passed: 0, failed: 0 }
  const each = []
  for (const [name, file] of Object.entries(ENGINES)) {
    const files = ['--test', '--test-concurrency=1', '--test-reporter=spec', at('tests', 'engines', `${file}.test.mjs`)]
    const { passed, failed } = await run(process.execPath, files, { label: name }).then(nodeCounts, ({ out = '' }) => {
      const counts = nodeCounts(out)
      return { passed: counts.passed, failed: counts.failed || 1 }
    })
    all.passed += passed
    all.failed += failed
    each.push(`${name} ${passed}`)
  }
  return `${verdict(all)} (${each.join(', ')})`
})
