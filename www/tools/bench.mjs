// npm run bench: the widget beside a twin that draws the same markup by hand, in Chromium, in turns. Only ratios of one run say
// something. What is above its ceiling (`[bench]` in wasm-pack.toml) fails. `--built`: what stands in dist/ is good enough;
// `--quick`: fewer visits, and nothing fails.
import { build } from './build.mjs'
import { chromium, chromiumArgs } from './chromium.mjs'
import { paces } from './matrix.mjs'
import { Failure, command, say, seconds } from './run.mjs'
import { ensure } from './setup.mjs'

const LINES = 250
const EVENTS = 10_000

await command('bench', import.meta.url, async (args) => {
  const began = Date.now()
  const isQuick = args.includes('--quick')
  await ensure('browser')
  if (!args.includes('--built')) await build()
  const { chromium: playwright } = await import('playwright-core')
  const { median, turns, visit } = await import('../../tests/bench/measure.mjs')
  const { serveBench } = await import('../../tests/bench/serve.mjs')
  const made = {}
  const server = await serveBench(made)
  const { url } = server
  const browser = await playwright.launch({ executablePath: chromium(), args: chromiumArgs })
  const figures = []
  const tell = (name, figure, unit, detail) => {
    const ceiling = paces[name]
    figures.push({ name, figure, isOver: ceiling !== undefined && figure > ceiling })
    const digits = unit === 'x' ? 2 : figure < 10 ? 1 : 0
    const most = ceiling === undefined ? '' : `, at most ${ceiling}`
    say(`  ${name.padEnd(22)} ${figure.toFixed(digits)} ${unit}${most}${detail ? ` (${detail})` : ''}`)
  }
  const ratio = (name, ours, theirs) =>
    tell(name, median(ours) / median(theirs), 'x', `${median(ours).toFixed(3)} ms to ${median(theirs).toFixed(3)} ms`)
  try {
    const learnt = await visit(browser, url, (page) => page.evaluate(() => window.learn()))
    made['/learnt.js'] = Object.entries(learnt)
      .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)}\n`)
      .join('')

    say(`bench: ${LINES} lines, script and with layout, to the twin`)
    const run = { run: ([name, ...rest]) => window.bench.run(name, ...rest), args: [LINES, 5, isQuick ? 4 : 10] }
    const steps = await turns(browser, url, isQuick ? 2 : 8, run)
    const [{ drawn: ours }] = steps.widget
    const [{ drawn: theirs }] = steps.twin
    for (const step of ['mount', 'same', 'more', 'less'])
      if (ours[step] !== theirs[step]) {
        const at = [...ours[step]].findIndex((each, place) => each !== theirs[step][place])
        const near = (text) => text.slice(Math.max(0, at - 80), at + 40)
        throw new Failure(`${step}: the twin draws something else: ${near(ours[step])} / ${near(theirs[step])}`)
      }
    for (const step of Object.keys(ours))
      for (const [place, what] of ['script', 'layout'].entries()) {
        const times = (name) => steps[name].flatMap(({ times }) => times[step].map((pair) => pair[place]))
        ratio(`${step}-${what}`, times('widget'), times('twin'))
      }
    const count = { run: ([name, ...rest]) => window.bench.writes(name, ...rest), args: [LINES] }
    const { widget } = await turns(browser, url, 1, count)
    tell('same-writes', Math.max(...widget), 'writes to the page')

    say('bench: from nothing to a cart of two lines')
    const init = { run: ([name]) => window.bench.init(name), args: [] }
    for (const slower of [1, 4]) {
      const found = await turns(browser, url, isQuick ? 4 : 15, init, { slower })
      ratio(slower === 1 ? 'init' : 'init-slow-cpu', found.widget, found.twin)
    }

    say(`bench: ${EVENTS} events in one turn of the loop`)
    const burst = { run: ([name, ...rest]) => window.bench.burst(name, ...rest), args: [EVENTS] }
    const bursts = await turns(browser, url, isQuick ? 2 : 6, burst)
    const script = (name) => bursts[name].map(({ script }) => script)
    ratio('burst', script('widget'), script('twin'))
    tell('burst-reads', Math.max(...bursts.widget.map(({ asked }) => asked)), 'reads')

    const late = await visit(browser, url, (page) => page.evaluate(() => window.bench.latency(5000)))
    tell('latency', late, 'µs around a read of two lines')
    const tasks = { run: ([name, ...rest]) => window.bench.long(name, ...rest), args: [50] }
    const long = await turns(browser, url, isQuick ? 2 : 5, tasks, { slower: 4 })
    tell('long-tasks', median(long.widget.map((all) => all.length)), 'tasks over 50 ms, four times slower')
  } finally {
    await browser.close()
    server.close()
  }
  const over = figures.filter(({ isOver }) => isOver)
  if (over.length && !isQuick) throw new Failure(`above the ceiling: ${over.map(({ name }) => name).join(', ')}`)
  const main = ['mount-layout', 'same-script', 'more-layout'].map(
    (name) => `${name} ${figures.find((each) => each.name === name).figure.toFixed(2)}`,
  )
  return `${figures.length - over.length} of ${figures.length} under their ceilings, to the twin: ${main.join(', ')} (${seconds(began)} s)`
})
