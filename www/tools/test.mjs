// npm test: every check, the cheap ones first, with a table at the end. Goes on after a failure, so that one run tells all.
// What failed is told once more under the table: of a long output some keep only the end.
import { failing } from './failing.mjs'
import { at } from './paths.mjs'
import { command, run, say, seconds } from './run.mjs'

const STEPS = [
  ['check', 'check.mjs'],
  ['test:native', 'test-native.mjs'],
  ['laws', 'laws.mjs'],
  ['test:sdk', 'test-node.mjs', 'sdk'],
  ['test:widget', 'test-node.mjs', 'widget'],
  ['build', 'build.mjs'],
  ['size', 'size.mjs'],
  ['test:package', 'test-node.mjs', 'package'],
  ['test:browser', 'test-browser.mjs'],
  ['test:e2e', 'test-node.mjs', 'e2e'],
  ['look', 'look.mjs'],
  ['test:engines', 'test-engines.mjs'],
  ['redteam', 'redteam.mjs'],
]

/** Of a line that is told again. */
const LONGEST = 400

const minutes = (ms) => `${Math.floor(ms / 60_000)} min ${Math.floor(ms / 1_000) % 60} s`

async function step([name, file, ...args]) {
  const began = Date.now()
  const done = await run(process.execPath, [at('www', 'tools', file), ...args], { label: name }).then(
    (out) => ({ out, ok: true }),
    ({ out = '', message }) => ({ out: out || message, ok: false }),
  )
  const closing = done.out.split('\n').findLast((line) => line.startsWith(`${name}: `))
  const figure = closing?.slice(name.length + 2) ?? 'FAILED, it ended without its closing line'
  return { name, figure, out: done.out, ok: done.ok && closing !== undefined, time: seconds(began) }
}

await command('test', import.meta.url, async () => {
  const began = Date.now()
  const results = []
  for (const each of STEPS) {
    const lost = results.filter(({ ok }) => !ok).map(({ name }) => name)
    const failed = lost.length ? `, failed so far: ${lost.join(', ')}` : ''
    say(`\n=== ${results.length + 1} of ${STEPS.length}: ${each[0]} (after ${minutes(Date.now() - began)}${failed})`)
    results.push(await step(each))
  }
  say('')
  for (const { name, figure, ok, time } of results)
    say(`${ok ? 'passed' : 'FAILED'}  ${name.padEnd(14)}${time.padStart(7)} s  ${figure}`)
  say(`        ${'all'.padEnd(14)}${seconds(began).padStart(7)} s`)
  const failed = results.filter(({ ok }) => !ok)
  for (const { name, out } of failed) {
    say(`\n--- what failed in ${name}`)
    for (const line of failing(out)) say(line.slice(0, LONGEST))
  }
  if (failed.length) process.exitCode = 1
  say(`\n${results.length - failed.length} passed, ${failed.length} failed`)
})
