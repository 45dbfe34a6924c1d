// npm test: every check, the cheap ones first, with a table at the end. Goes on after a failure, so that one run tells all.
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
  ['redteam', 'redteam.mjs'],
]

async function step([name, file, ...args]) {
  say(`\n=== ${name}`)
  const began = Date.now()
  const done = await run(process.execPath, [at('www', 'tools', file), ...args], { label: name }).then(
    (out) => ({ out, ok: true }),
    ({ out = '', message }) => ({ out: out || message, ok: false }),
  )
  const closing = done.out.split('\n').findLast((line) => line.startsWith(`${name}: `))
  const figure = closing?.slice(name.length + 2) ?? 'FAILED, it ended without its closing line'
  return { name, figure, ok: done.ok && closing !== undefined, time: seconds(began) }
}

await command('test', import.meta.url, async () => {
  const results = []
  for (const each of STEPS) results.push(await step(each))
  say('')
  for (const { name, figure, ok, time } of results)
    say(`${ok ? 'passed' : 'FAILED'}  ${name.padEnd(14)}${time.padStart(7)} s  ${figure}`)
  const failed = results.filter(({ ok }) => !ok).length
  if (failed) process.exitCode = 1
  say(`\n${results.length - failed} passed, ${failed} failed`)
})
