/** The shopping agent, whatever carries the words to it. */
import type { AgentEndpoint, AgentFunction, CartConfig, InitOptions } from '../contract/types'
import type { Words } from './dom/words'
import type { Edge } from './edge'
import { json } from './transport/json'

/** Who waits for an answer. Nothing counts after `answered` or `failed`. */
export interface Hears {
  /** The agent's words so far, or what it does meanwhile; the latter may be empty: a sign of life. */
  heard(text: string, isStatus: boolean): void
  /** What came, whatever it is: the wasm reads it. */
  answered(answer: unknown): void
  /** With a code; `why` is told to the developer. */
  failed(code: string, why?: string, cause?: unknown): void
}

/** What a message holds, as the wasm writes it (`contract/dialect/neuroon.rs`). */
export interface Body {
  query: string
  conversationId?: string
  /** Not of the wasm: it may change while the widget lives. */
  language?: string
  /** What ended since the last message (`past.ts`). */
  outcomes?: object[]
}

/** Where an agent comes in that speaks unasked. */
export type Page = Pick<Edge, 'with' | 'warn'>

/** An agent that can be asked. None of its methods throws. */
export interface Agent {
  ask(body: Body, signal: AbortSignal, to: Hears): void
  /** Begins to listen, until `signal` ends it. What it cannot send waits for a connection. */
  listen?(signal: AbortSignal, page: Page): void
  /** A cart that the agent's server keeps. */
  cart?: CartConfig
  /** The language is another from now on. */
  speak?(words: Words): void
}

/** The options of a widget whose agent can be asked. */
export type Options = Omit<InitOptions, 'agent'> & { agent?: Agent }

/** What most pages never need is a file of its own. */
const stream = () => import('./transport/stream.js')

/** An agent behind HTTP: one question, one answer, in one piece or as a stream of events. */
export const behind = ({ endpoint, token, headers }: AgentEndpoint): Agent => ({
  ask(body, signal, to) {
    fetch(`${endpoint.replace(/\/+$/, '')}/api/widget/search`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream, application/json',
        'content-type': 'application/json',
        ...(token ? { 'x-widget-token': token } : {}),
        ...headers,
      },
      body: json(body),
      signal,
    })
      .then(async (response) => {
        if (!response.ok) return to.failed(response.status === 429 ? 'policy' : 'host-error')
        if (response.headers.get('content-type')?.includes('event-stream')) return (await stream()).read(response, to)
        to.answered(await response.json().catch(() => null))
      })
      .catch(() => to.failed('network'))
  },
})

/** An agent of the page's own. */
export const within = (agent: AgentFunction): Agent => ({
  ask: (body, signal, to) =>
    void stream().then(
      ({ respond }) => respond(agent, body, signal, to),
      () => to.failed('network'),
    ),
})
