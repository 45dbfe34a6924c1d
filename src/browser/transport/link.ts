/**
 * One connection that outlives its sockets: authenticates, keeps alive, comes back after a loss, and hands on each frame of
 * the conversation once and in order.
 */
import type { AgentSocket } from '../../contract/types'
import { json, record } from './json'

/** What comes and goes: an object with a type. */
export interface Frame extends Record<string, unknown> {
  type: string
}

/** Who is told. */
export interface Heed {
  /** Messages can be sent. `isNew`: the server knows nothing of what was before. */
  ready(isNew: boolean): void
  /** A frame; `again`: it was seen before the page was loaded anew. */
  frame(frame: Frame, again: boolean): void
  lost(): void
  /** The server will not have us. */
  refused(): void
  warn(text: string, cause?: unknown): void
}

/** Milliseconds. */
export const TIMES = {
  ping: 30_000,
  /** A server that says nothing for so long after a ping is gone. */
  dead: 10_000,
  /** To be ready. */
  begin: 10_000,
  /** A frame that is missing for so long is asked for. */
  gap: 2_000,
  least: 1_000,
  most: 30_000,
  /** A connection that held so long begins the pauses anew. */
  steady: 10_000,
}
/** Longest frame, in characters. */
const FRAME = 262_144
/** Most frames that wait for an earlier one. */
const HELD = 500
/** The server refuses who does not authenticate. */
const REFUSED = 4_001

const whole = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined)
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= 512 ? value : undefined

/** What a reload must not lose; it goes with the tab. */
interface Kept {
  session?: string
  conversation?: string
  /** From here on the server is asked to say it again. */
  seq?: number
  /** So far it was taken. */
  high?: number
}

export class Link {
  readonly #agent: AgentSocket
  language: string
  readonly #heed: Heed
  readonly #times: typeof TIMES
  readonly #place: string
  readonly #kept: Kept
  #state: 'shut' | 'waiting' | 'opening' | 'ready' | 'refused' = 'shut'
  #socket: WebSocket | undefined
  /** The number of the last frame taken; `undefined`: the next one's counts. */
  #seq: number | undefined
  readonly #held = new Map<number, Frame>()
  /** The server was asked for what is missing. */
  #asked = false
  #tries = 0
  #since = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #gap: ReturnType<typeof setTimeout> | undefined
  #pulse: ReturnType<typeof setTimeout> | undefined
  readonly #warned = new Set<string>()

  constructor(agent: AgentSocket, language: string, heed: Heed, times = TIMES) {
    this.#agent = agent
    this.language = language
    this.#heed = heed
    this.#times = times
    this.#place = `handcart:${agent.storeId}`
    this.#kept = this.#remembered()
    this.#kept.session ??= crypto.getRandomValues(new Uint32Array(4)).reduce((all, each) => all + each.toString(36), '')
    this.#seq = this.#kept.seq
  }

  get ready(): boolean {
    return this.#state === 'ready'
  }

  /** Connects, until `signal` ends it. */
  open(signal: AbortSignal): void {
    const on = (target: EventTarget, type: string, hear: (event: Event) => void) =>
      target.addEventListener(type, hear, { signal })
    on(window, 'online', () => this.wake())
    on(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake()
    })
    // A page with an open socket is not kept for the way back.
    on(window, 'pagehide', () => this.#shut())
    on(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) this.wake()
    })
    signal.addEventListener('abort', () => this.#shut(), { once: true })
    this.wake()
  }

  /** Connects at once where there is no connection, and asks for a sign of life where there is one. */
  wake(): void {
    if (this.#state === 'ready') this.#ping()
    else if (this.#state !== 'opening') this.#connect()
  }

  /** Sends, if that is possible now. */
  send(frame: Frame): boolean {
    if (this.#state !== 'ready') return false
    this.#socket?.send(json(frame))
    return true
  }

  /** What came so far need not come again after a reload. */
  keep(isWhole: boolean): void {
    const kept = this.#kept
    if (this.#seq !== undefined) {
      if (isWhole) kept.seq = this.#seq
      kept.high = Math.max(kept.high ?? 0, this.#seq)
    }
    try {
      sessionStorage.setItem(this.#place, JSON.stringify(kept))
    } catch {
      // Without a storage a reload begins a new conversation.
    }
  }

  #remembered(): Kept {
    try {
      const { session, conversation, seq, high } = record(sessionStorage.getItem(this.#place) ?? '') ?? {}
      return { session: text(session), conversation: text(conversation), seq: whole(seq), high: whole(high) }
    } catch {
      return {}
    }
  }

  #connect(): void {
    this.#clear()
    this.#state = 'opening'
    const { socket: address, apiKey, storeId, userId } = this.#agent
    let socket: WebSocket
    try {
      const url = new URL(address, document.baseURI)
      url.protocol = url.protocol.replace('http', 'ws')
      socket = this.#socket = new WebSocket(url)
    } catch (error) {
      this.#once('the socket cannot be opened', error)
      return this.#closed()
    }
    const mine = <E>(hear: (event: E) => void) => {
      return (event: E) => {
        if (socket === this.#socket) hear(event)
      }
    }
    socket.onopen = mine(() => {
      const { session, conversation } = this.#kept
      const auth = {
        type: 'auth',
        api_key: apiKey,
        store_id: storeId,
        session_id: userId ?? session,
        language: this.language,
        ...(conversation && { conversation_id: conversation, last_seq: this.#seq ?? 0 }),
      }
      socket.send(json(auth))
    })
    socket.onmessage = mine(({ data }: MessageEvent) => this.#take(data))
    socket.onclose = mine(({ code }: CloseEvent) => this.#closed(code))
    this.#timer = setTimeout(() => this.#drop(), this.#times.begin)
  }

  /** No socket, no timer, and nothing that waits for an earlier frame: it comes again. */
  #clear(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#gap)
    clearTimeout(this.#pulse)
    this.#gap = undefined
    this.#held.clear()
    this.#socket = undefined
  }

  /** Ended by us, until somebody wakes it. */
  #shut(): void {
    const socket = this.#socket
    this.keep(false)
    this.#clear()
    this.#state = 'shut'
    socket?.close(1000)
    this.#heed.lost()
  }

  /** Gives a connection up that can no longer be trusted. */
  #drop(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
    this.#closed()
  }

  #closed(code?: number): void {
    const held = this.#state === 'ready' && Date.now() - this.#since >= this.#times.steady
    this.#clear()
    this.#heed.lost()
    if (code === REFUSED) {
      this.#state = 'refused'
      this.#heed.warn('the agent refuses apiKey or storeId (4001)')
      return this.#heed.refused()
    }
    this.#state = 'waiting'
    this.#once('there is no connection to the agent; it is tried again')
    this.#tries = held ? 1 : this.#tries + 1
    const most = Math.min(this.#times.most, this.#times.least * 2 ** (this.#tries - 1))
    this.#timer = setTimeout(() => this.#connect(), Math.random() * most)
  }

  #ping(): void {
    clearTimeout(this.#pulse)
    this.send({ type: 'ping' })
    this.#pulse = setTimeout(() => this.#drop(), this.#times.dead)
  }

  /** The server lives; the next question is asked later. */
  #lives(): void {
    clearTimeout(this.#pulse)
    this.#pulse = setTimeout(() => this.#ping(), this.#times.ping)
  }

  #once(warning: string, cause?: unknown): void {
    if (this.#warned.has(warning)) return
    this.#warned.add(warning)
    this.#heed.warn(warning, cause)
  }

  #take(data: unknown): void {
    if (this.#state === 'ready') this.#lives()
    if (typeof data !== 'string' || data.length > FRAME)
      return this.#once('a frame of the agent is no text, or too long')
    const frame = record(data) as Frame | undefined
    if (!frame) return this.#once('a frame of the agent is no JSON object')
    switch (frame.type) {
      case 'ping':
        return void this.send({ type: 'pong' })
      case 'pong':
      case 'auth_ok':
        return
      case 'conversation_started':
        return this.#began(frame)
      case 'session_restored':
        this.#began(frame)
        // Where it has a number it stands among the others.
        return this.#order({ ...frame, type: '' })
      default:
        if (typeof frame.type === 'string') this.#order(frame)
    }
  }

  #began(frame: Frame): void {
    const id = text(frame['conversation_id'])
    const kept = this.#kept
    const isNew = !id || id !== kept.conversation
    if (!isNew) {
      if (this.#state === 'ready') return
      this.#seq ??= 0
    }
    if (isNew) {
      kept.conversation = id
      kept.seq = kept.high = undefined
      this.#seq = whole(frame['seq'])
      this.#asked = false
      this.keep(true)
    }
    clearTimeout(this.#timer)
    this.#state = 'ready'
    this.#since = Date.now()
    this.#lives()
    this.#heed.ready(isNew)
  }

  #order(frame: Frame): void {
    const seq = whole(frame['seq'])
    if (seq === undefined) return this.#hand(frame, false)
    const next = this.#seq === undefined ? seq : this.#seq + 1
    if (seq < next || this.#state !== 'ready') return
    if (seq > next) {
      if (this.#held.size < HELD) this.#held.set(seq, frame)
      this.#gap ??= setTimeout(() => this.#missing(), this.#times.gap)
      return
    }
    this.#step(seq, frame)
    this.#drain()
  }

  #step(seq: number, frame: Frame): void {
    this.#seq = seq
    this.#hand(frame, seq <= (this.#kept.high ?? -1))
  }

  #drain(): void {
    for (let frame; this.#seq !== undefined && (frame = this.#held.get(this.#seq + 1));) {
      this.#held.delete(this.#seq + 1)
      this.#step(this.#seq + 1, frame)
    }
    if (this.#held.size) return
    clearTimeout(this.#gap)
    this.#gap = undefined
    this.#asked = false
  }

  /** A frame did not come: it is asked for by a new connection, and given up when that does not bring it either. */
  #missing(): void {
    this.#gap = undefined
    if (!this.#asked) {
      this.#asked = true
      return this.#drop()
    }
    this.#asked = false
    this.#once('the agent left frames out')
    this.#seq = Math.min(...this.#held.keys()) - 1
    this.#drain()
    if (this.#held.size) this.#gap = setTimeout(() => this.#missing(), this.#times.gap)
  }

  #hand(frame: Frame, again: boolean): void {
    if (frame.type) this.#heed.frame(frame, again)
  }
}
