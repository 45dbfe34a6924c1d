/**
 * An agent behind a socket, by VIZOCHOK's protocol. Its frames become answers of the one kind that the wasm reads; what is
 * proposed in them goes the way of every proposal.
 */
import type { AgentSocket } from '../../contract/types'
import type { Agent, Body, Hears, Page } from '../agent'
import type { Words } from '../dom/words'
import { Printer } from '../print'
import { failure } from '../../sdk/failure'
import { Basket } from './basket'
import { words } from './json'
import { type Frame, type Heed, Link, TIMES } from './link'
import { Reply } from './reply'

/** A message of the shopper. */
interface Message {
  id: string
  body: Body
  to: Hears
  reply: Reply
  isSent: boolean
  /** The shopper does not want the answer any more; when the server last said something of it. */
  unwanted?: number
}

/** A sign of life so often while there is no connection: a message may wait as long as it takes. */
const PATIENCE = 10_000
/** An answer that nobody wants holds up the next one for so long, if the server is silent. */
const SILENCE = 30_000

class Conversation implements Agent, Heed {
  readonly #agent: AgentSocket
  #words: Words
  readonly #link: Link
  readonly #basket: Basket
  /** Makes ids of this page unlike those of other pages. */
  readonly #id = crypto.getRandomValues(new Uint32Array(2)).reduce((all, each) => all + each.toString(36), 'm')
  #last = 0
  #page: Page | undefined
  /** Messages whose answer is not whole, in the order in which they were said. */
  readonly #messages: Message[] = []
  /** What comes that nobody asked for. */
  #unasked: Reply | undefined
  /** A message that was given up in this very turn, before it was sent. */
  #given: Message | undefined
  #patience: ReturnType<typeof setInterval> | undefined

  constructor(agent: AgentSocket, words: Words, times: typeof TIMES) {
    this.#agent = agent
    this.#words = words
    this.#link = new Link(agent, words.lang, this, times)
    this.#basket = new Basket(this.#link, words.lang, this.#id)
  }

  get cart() {
    return this.#basket.config
  }

  /** The server is told at the next connection; its cart is read again, because its prices are printed here. */
  speak(words: Words): void {
    this.#words = words
    this.#link.language = words.lang
    this.#basket.print = new Printer(words.lang)
    this.#page?.with((widget) => widget.cartChanged(0))
  }

  listen(signal: AbortSignal, page: Page): void {
    this.#page = page
    this.#link.open(signal)
    signal.addEventListener('abort', () => clearInterval(this.#patience), { once: true })
  }

  ask(body: Body, signal: AbortSignal, to: Hears): void {
    // Whoever says something else before this went out wants both said.
    if (this.#given) {
      const to = this.#aside()
      Object.assign(this.#given, { to, reply: new Reply(to), unwanted: undefined })
    }
    this.#given = undefined
    this.#last += 1
    const message: Message = { id: `${this.#id}-${this.#last}`, body, to, reply: new Reply(to), isSent: false }
    this.#messages.push(message)
    signal.addEventListener('abort', () => this.#give(message), { once: true })
    this.#send()
    if (message.isSent) return
    this.lost()
    this.#link.wake()
  }

  #tellAll(status: string): void {
    for (const { to, unwanted } of this.#messages) if (unwanted === undefined) to.heard(status, true)
  }

  /** The answer is no longer wanted. What was not sent is not sent, unless something else is said in the same turn. */
  #give(message: Message): void {
    message.unwanted = Date.now()
    if (message.isSent) return
    this.#given = message
    queueMicrotask(() => {
      if (this.#given !== message) return
      this.#given = undefined
      this.#drop(message)
    })
  }

  #drop(message: Message): void {
    const at = this.#messages.indexOf(message)
    if (at >= 0) this.#messages.splice(at, 1)
  }

  /** Sends what waits, in its order. */
  #send(): void {
    for (const message of this.#messages) {
      if (message.isSent) continue
      const { query: text, conversationId: _, language: __, ...rest } = message.body
      message.isSent = this.#link.send({ ...rest, type: 'message', id: message.id, text })
    }
  }

  /** An answer that stands for itself. */
  #aside(): Hears {
    const answered = (answer: unknown) => {
      const hasAnything = Object.values(answer as Record<string, { length: number }>).some(({ length }) => length)
      if (hasAnything) this.#page?.with((widget) => widget.answered(0, answer))
    }
    return { heard() {}, answered, failed() {} }
  }

  /** The message that the server is answering: it takes them in their order. */
  #current(): Message | undefined {
    const now = Date.now()
    for (const message of [...this.#messages])
      if (message.isSent && now - (message.unwanted ?? now) > SILENCE) this.#drop(message)
    return this.#messages.find(({ isSent }) => isSent)
  }

  // What the connection tells.

  ready(isNew: boolean): void {
    for (const message of [...this.#messages]) {
      // The server answers no message twice, so what may have been lost is sent again under its id.
      if (!isNew) message.isSent = false
      else if (message.unwanted !== undefined && message.isSent) this.#drop(message)
      else {
        if (message.isSent) message.reply = new Reply(message.to)
        message.isSent = false
      }
    }
    if (isNew) this.#unasked = undefined
    clearInterval(this.#patience)
    this.#send()
    this.#tellAll('')
    this.#basket.ready()
    this.#page?.with((widget) => widget.cartChanged(0))
  }

  refused(): void {
    for (const { reply } of this.#messages.splice(0)) reply.failed('host-error')
  }

  warn(text: string, cause?: unknown): void {
    this.#page?.warn(text, cause)
  }

  frame(frame: Frame, again: boolean): void {
    const { type, id } = frame
    if (type === 'cart_changed') return again ? undefined : this.#changed(frame)
    if ((type === 'cart' || type === 'action_result' || type === 'error') && this.#basket.take(frame)) return
    const message = id !== undefined && id === this.#basket.refused ? undefined : this.#current()
    if (message?.unwanted !== undefined) message.unwanted = Date.now()
    if (type === 'response_complete' || type === 'error') return this.#ended(frame, id, message)
    if (message) return void message.reply.take(frame)
    this.#unasked ??= new Reply(this.#aside())
    // Words are whole at their end; anything else stands for itself.
    if (this.#unasked.take(frame) && type !== 'text_delta' && type !== 'status') this.#tell()
  }

  #tell(): void {
    this.#unasked?.end()
    this.#unasked = undefined
    this.#link.keep(true)
  }

  /**
   * An answer is whole, or there is none. An end without an id is that of the message that is being answered; an error
   * without one may be about anything, and is only told.
   */
  #ended({ type, code, message: why }: Frame, id: unknown, current: Message | undefined): void {
    const told = `the agent failed: ${words(code)} ${words(why ?? '')}`
    const message = id === undefined && type !== 'error' ? current : this.#messages.find((each) => each.id === id)
    if (message) {
      this.#drop(message)
      if (type === 'error') message.reply.failed(words(code), told)
      else if (message.unwanted === undefined) message.reply.end()
    } else if (type === 'error') this.warn(told)
    if (this.#unasked) this.#tell()
    this.#link.keep(this.#messages.length === 0)
  }

  /** The server's cart is another. The page's code is told what happened to it. */
  #changed({ type: _, seq: __, ...change }: Frame): void {
    this.#link.keep(false)
    this.#page?.with((widget) => widget.cartChanged(0))
    Promise.resolve()
      .then(() => this.#agent.onCartChanged?.(change as never))
      .catch((error: unknown) => this.warn('agent.onCartChanged threw', error))
  }

  /** Messages wait as long as it takes, and say so. A change that was sent keeps its time limit: it may have arrived. */
  lost(): void {
    const tell = () => this.#tellAll(this.#words.t('waits'))
    tell()
    clearInterval(this.#patience)
    this.#patience = setInterval(tell, PATIENCE)
  }
}

/** An agent behind a socket, with the cart that its server keeps. */
export function connect(agent: AgentSocket, words: Words, times = TIMES): Agent {
  if (
    !URL.canParse(agent.socket, document.baseURI) ||
    !/^(ws|http)s?:$/.test(new URL(agent.socket, document.baseURI).protocol)
  )
    throw failure('config', `agent.socket: expected a ws(s) address or a path on this site, received "${agent.socket}"`)
  return new Conversation(agent, words, times)
}
