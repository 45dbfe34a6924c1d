/** Answers that arrive in pieces: a stream of events over HTTP, and what the page's own function gives. */
import type { AgentFunction, AgentTurn } from '../../contract/types'
import type { Body, Hears } from '../agent'
import { record, words } from './json'
import { Growing } from './pace'

/** Longest event, in characters. */
const EVENT = 1_048_576
/** Most parts of one answer: a function that never ends must not hold the page. */
const PARTS = 10_000

/**
 * Reads `text/event-stream`. `event` is told of each event with its name and data, `alive` of a comment. Give it pieces of
 * text as they come, and `''` with `last` at the end: an event that lacks its empty line counts. `alive` is told once for
 * each piece: a flood of comments must not hold the page.
 */
export function events(event: (type: string, data: string) => void, alive: () => void) {
  let rest = ''
  let type = ''
  let data: string[] | undefined
  let size = 0
  return (piece: string, last = false): void => {
    let isAlive = false
    rest += piece
    if (last) rest += '\n\n'
    // The end of a line may be cut in two: a CR at the end of a piece waits for what follows it.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    if (rest.length > EVENT) throw new Error('an event is too long')
    for (const line of lines) {
      if (!line) {
        if (data) event(type, data.join('\n'))
        type = ''
        data = undefined
        size = 0
        continue
      }
      const [, name, value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? []
      if (name === '') {
        if (!isAlive) alive()
        isAlive = true
      } else if (name === 'event') type = value
      else if (name === 'data') (data ??= []).push(value)
      // A line that came whole has not been counted above, and many short ones are a long event, too.
      size += line.length
      if (size > EVENT || (data && data.length > PARTS)) throw new Error('an event is too long')
    }
  }
}

/** Reads a stream of `text` events that ends with `answer` or `error`; one that is cut is a failure of the network. */
export async function read(response: Response, to: Hears): Promise<void> {
  const growing = new Growing(to)
  let ended = false
  const end = (work: () => void) => {
    if (!ended) work()
    ended = true
  }
  const take = events(
    (type, data) => {
      const value = record(data)
      if (ended) return
      if (type === 'text' && typeof value?.['delta'] === 'string') growing.add(value['delta'])
      else if (type === 'answer') end(() => growing.answered(value ?? null))
      else if (type === 'error') end(() => growing.failed(words(value?.['code'] ?? 'host-error')))
    },
    () => to.heard('', true),
  )
  const reader = response.body?.getReader()
  // A mark at the very beginning is left out by the decoder.
  const decoder = new TextDecoder()
  try {
    while (reader && !ended) {
      const { done, value } = await reader.read()
      take(decoder.decode(value, { stream: !done }), done)
      if (done) break
    }
  } catch {
    // Cut, or too long: what was heard stays.
  }
  end(() => growing.failed('network'))
  reader?.cancel().catch(() => {})
}

/** What the parts of an answer amount to: words are appended, anything else is replaced. */
function merge(answer: Record<string, unknown>, growing: Growing, part: unknown): void {
  if (typeof part === 'string') return growing.add(part)
  if (typeof part !== 'object' || part === null) return
  const { aiResponse, ...rest } = part as Record<string, unknown>
  const inner = aiResponse as { text?: unknown; message?: unknown } | null | undefined
  const words = typeof aiResponse === 'object' ? (inner?.text ?? inner?.message) : aiResponse
  if (typeof words === 'string') growing.add(words)
  Object.assign(answer, rest)
}

/** Asks a function of the page. What it throws is told to the developer, and to the shopper as no answer. */
export async function respond(agent: AgentFunction, body: Body, signal: AbortSignal, to: Hears): Promise<void> {
  const growing = new Growing(to)
  try {
    // The body was made without prototypes; what a host gets is an object like any other.
    const turn = { ...structuredClone(body), signal } as AgentTurn
    const said: unknown = await agent.respond(turn)
    if (typeof said === 'string') return growing.answered({ aiResponse: said })
    const parts = (said as Partial<AsyncIterable<unknown>> | null | undefined)?.[Symbol.asyncIterator]?.call(said)
    if (!parts) return growing.answered(said)
    const stop = async () => {
      try {
        await parts.return?.()
      } catch {
        // Nobody waits for it.
      }
    }
    signal.addEventListener('abort', stop, { once: true })
    const answer = {}
    for (let count = 0; !signal.aborted; count += 1) {
      if (count === PARTS) void stop()
      const { done, value } = count < PARTS ? await parts.next() : { done: true, value: undefined }
      if (done) break
      merge(answer, growing, value)
      // A function that gives its parts without a pause must let the page draw and the shopper stop it.
      if (count % 100 === 99) await new Promise((next) => setTimeout(next))
    }
    signal.removeEventListener('abort', stop)
    growing.answered({ ...answer, aiResponse: growing.words })
  } catch (error) {
    let code: unknown
    try {
      code = (error as { code?: unknown }).code
    } catch {
      // It tells nothing.
    }
    growing.failed(typeof code === 'string' ? code : 'host-error', 'agent.respond failed', error)
  }
}
