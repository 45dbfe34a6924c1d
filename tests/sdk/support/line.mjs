// The client of the socket on a page without a browser: its sockets end at a server in the same process, and time stands
// still until a test lets it pass.
import { afterEach, beforeEach, mock } from 'node:test'
import { AgentServer } from '../../e2e/support/agent.mjs'
import { sdk } from './compile.mjs'

const { connect } = await sdk('../browser/transport/socket')

/** A socket of the browser whose other end is an AgentServer. */
export class Socket {
  static server
  /** Every socket that was made. */
  static all = []
  /** No server answers. */
  static isDown = false

  constructor(url) {
    this.url = String(url)
    Socket.all.push(this)
    this.isOpen = false
    queueMicrotask(() => {
      if (Socket.isDown) return this.#end(1006)
      this.isOpen = true
      this.line = Socket.server.connect({
        send: (text) => {
          if (!this.isDeaf) queueMicrotask(() => this.isOpen && this.onmessage?.({ data: text }))
        },
        close: (code) => this.#end(code ?? 1006),
      })
      this.onopen?.()
    })
  }

  send(text) {
    if (this.isOpen && !this.isMute) this.line.got(text)
  }

  close(code) {
    this.code = code
    this.line?.gone()
    this.isOpen = false
  }

  #end(code) {
    this.line?.gone()
    this.isOpen = false
    queueMicrotask(() => this.onclose?.({ code }))
  }
}

const AGENT = { socket: '/api/v1/ws/chat', apiKey: 'pk_good', storeId: 'shop' }
const WORDS = { lang: 'en', t: (key) => key }
export const settle = async () => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}

/** Ends the page. */
export let stop
/** What the page was told. */
export let page
/** The agent's. */
export let server

/** A page with the widget's side of the socket. */
export async function widget(options = {}) {
  stop = new AbortController()
  page = { told: [], changed: 0, warnings: [] }
  const agent = connect({ ...AGENT, ...options }, WORDS)
  agent.listen(stop.signal, {
    with: (work) =>
      work({ answered: (ticket, answer) => page.told.push(answer), cartChanged: () => (page.changed += 1) }),
    warn: (text) => page.warnings.push(text),
  })
  await settle()
  return agent
}

/** Says something and waits for what comes at once; answers what comes of it. */
export async function say(agent, query) {
  const all = ask(agent, query)
  await settle()
  return all
}

/** Says something; answers what will come of it. */
export function ask(agent, query) {
  const all = { heard: [], statuses: [], stop: new AbortController() }
  agent.ask({ query, conversationId: 'x', cartSnapshot: { items: [] } }, all.stop.signal, {
    heard: (text, isStatus) => (isStatus ? all.statuses : all.heard).push(text),
    answered: (answer) => (all.ends = [...(all.ends ?? []), answer]),
    failed: (code) => (all.ends = [...(all.ends ?? []), code]),
  })
  return all
}

/** Lets so many milliseconds pass. */
export async function wait(ms) {
  for (let passed = 0; passed < ms; passed += 500) {
    mock.timers.tick(Math.min(500, ms - passed))
    await settle()
  }
}

/** The newest socket. */
export const socket = () => Socket.all.at(-1)

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000 })
  mock.method(Math, 'random', () => 0.5)
  const store = new Map()
  const page = Object.assign(new EventTarget(), { baseURI: 'https://shop.example/a/', visibilityState: 'visible' })
  const sessionStorage = { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => store.set(key, value) }
  Object.assign(globalThis, { window: new EventTarget(), document: page, sessionStorage, WebSocket: Socket })
  server = Socket.server = new AgentServer()
  Object.assign(Socket, { all: [], isDown: false })
})

afterEach(() => {
  stop?.abort()
  mock.timers.reset()
  mock.restoreAll()
})
