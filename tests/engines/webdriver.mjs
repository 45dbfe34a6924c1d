// The driver of tests/people/person.mjs over WebDriver, whoever carries its commands. Keys are the engine's own: trusted.

const KEYS = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
}
const down = (value) => ({ type: 'keyDown', value })
const up = (value) => ({ type: 'keyUp', value })

/**
 * `command(name, parameters)` resolves to what WebDriver answers; the names are `visit {url}`, `run {script, args}` (a function
 * body that calls its last argument when it is done) and `act {actions}`.
 */
export function webdriver(engine, command) {
  const keys = (actions) => command('act', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  return {
    engine,
    visit: (url) => command('visit', { url }),
    press(pressed) {
      const held = pressed.split('+').map((name) => KEYS[name] ?? name)
      return keys([...held.map(down), ...held.toReversed().map(up)])
    },
    type: (text) => keys([...text].flatMap((letter) => [down(letter), up(letter)])),
    async ask(fn, argument) {
      const script = `
        const done = arguments[arguments.length - 1]
        const run = async () => JSON.stringify((await (${fn})(JSON.parse(arguments[0]))) ?? null)
        run().then((answer) => done({ answer }), (error) => done({ failed: String(error) + error.stack }))`
      const { answer, failed } = await command('run', { script, args: [JSON.stringify(argument ?? null)] })
      if (failed) throw new Error(`${engine}: ${failed}`)
      return JSON.parse(answer)
    },
  }
}

/** Calls `look` every 50 ms until it answers something; `what` is said when it does not within `ms`. */
export async function waitFor(what, look, ms = 20_000) {
  const end = Date.now() + ms
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`${what}: nothing within ${ms / 1000} s`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
