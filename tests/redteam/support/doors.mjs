// The doors by which an attacker comes in: how the words of an attack are brought to each, and when they have been heard.

/** `agent` speaks over HTTP, `turns` are the steps of answers for the other doors, `tools` are calls, `propose` is page code. */
export const doorOf = ({ door, propose }) => door ?? (propose ? 'page code' : 'endpoint')

/** The doors in the order in which they are told. */
export const DOORS = ['endpoint', 'page code', 'tools', 'webmcp', 'socket', 'stream', 'respond']

/** An event as it stands in a stream. */
export const event = (type, data) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`

const isPlain = (value) => typeof value === 'object' && value !== null && !(value instanceof Uint8Array)

/** The steps of an answer, with the mark in what is said. */
const steps = (turn, mark, marked) => turn.map((step) => (isPlain(step) ? marked(step, mark) : step))

/** Prepares who speaks. `marked`: puts the mark into words. */
export function brief({ mind, wire }, attack, mark, marked) {
  const turns = (attack.turns ?? []).map((turn) => steps(turn, mark, marked))
  wire.reset()
  wire.begin(mark)
  wire.script = (at) => turns[at] ?? [{ type: 'text_delta', text: `Yes. ${mark}` }]
  wire.resume = attack.resume
  wire.elsewhere = attack.elsewhere ?? 0
  if (attack.door === 'stream')
    mind.script = (at) => {
      const parts = turns[at] ?? [{ type: 'answer', data: { aiResponse: `Yes. ${mark}` } }]
      return { events: parts.map((step) => (isPlain(step) ? event(step.type, step.data) : step)) }
    }
  return turns
}

/** Calls the tools of an attack, and waits until each call was answered or stands before the shopper. */
export async function call({ page, attack, mark, wrong }, marked) {
  const isNative = attack.door === 'webmcp'
  await page.evaluate(
    ([calls, native]) =>
      // Then the calls below wait for nothing but what they ask for.
      Promise.resolve(native || red.handle.tools()).then(() => {
        for (const [name, input] of calls) red.call(name, input, native)
      }),
    [attack.tools.map(([name, input]) => [name, marked(input, mark)]), isNative],
  )
  if (!(await page.evaluate(() => witness.until(() => red.isHeard()).then(Boolean))))
    wrong.push('a call of a tool was neither answered nor shown')
}

/** Whether the browser's own agent sees the tools. */
export const offered = (page, are) =>
  page.evaluate(
    (should) => witness.until(async () => (await document.modelContext.getTools()).length > 0 === should),
    are,
  )
