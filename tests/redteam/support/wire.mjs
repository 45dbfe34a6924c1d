// The agent behind a socket: says what an attack wants, in whatever order, and keeps a cart where the page has none.

/** A step that tears the line; the widget comes back by itself. */
export const CUT = (wire) => wire.cut()
/** The amount as the protocol has it: a number. */
const amount = (text) => Number(text.replace(/[^\d.]/g, ''))

/** One agent for one page: `carry` (tests/e2e/support/socket.mjs) brings it the frames. */
export class Wire {
  /** Every frame that the page sent. */
  got = []
  lines = new Set()
  /** (question number, message) => the steps of an answer. */
  script = () => []
  /** What becomes of one that comes back with a conversation: by default it hears what it has missed. */
  resume = undefined

  constructor(store) {
    this.store = store
    this.reset()
  }

  reset() {
    for (const line of this.lines) line.cut(1000)
    Object.assign(this, { got: [], log: [], seq: 0, asked: 0, resume: undefined, known: undefined, elsewhere: 0 })
  }

  /** Once for each play: before it nobody is heard. */
  begin(name) {
    this.known = name
  }

  /** Says something to all, numbered, unless the attack numbers it itself; a text and bytes go as they are. */
  say(frame) {
    if (typeof frame === 'string' || frame instanceof Uint8Array) return this.raw(frame)
    const numbered = 'seq' in frame ? frame : { ...frame, seq: (this.seq += 1) }
    this.log.push(numbered)
    return this.raw(JSON.stringify(numbered))
  }

  raw(bytes) {
    for (const line of this.lines) line.send(bytes)
  }

  cut() {
    for (const line of this.lines) line.cut()
  }

  /** What a server says that sends its guests to another one. */
  turnAway() {
    if (!this.elsewhere) return undefined
    this.elsewhere -= 1
    return 'HTTP/1.1 302 Found\r\nLocation: wss://evil.example/ws\r\nConnection: close\r\n\r\n'
  }

  state() {
    const { items, total, currency } = this.store.cart()
    const rows = items.map(({ id, name, price, quantity }) => ({ sku: id, name, price: amount(price), quantity }))
    return { items: rows, total: amount(total), currency }
  }

  connect({ send, close }) {
    const line = {
      send,
      cut: close,
      gone: () => this.lines.delete(line),
      got: (text) => {
        const frame = JSON.parse(text)
        this.got.push(frame)
        if (frame.type === 'auth') this.#auth(frame, line)
        else if (this.lines.has(line)) this.#take(frame)
      },
    }
    return line
  }

  #auth({ api_key: key, conversation_id: wanted, last_seq: last }, line) {
    if (key !== 'publishable-77') return line.cut(4001)
    const tell = (frame) => line.send(JSON.stringify(frame))
    this.lines.add(line)
    tell({ type: 'auth_ok' })
    if (wanted !== this.known) return tell({ type: 'conversation_started', conversation_id: this.known, seq: 0 })
    tell({ type: 'session_restored', conversation_id: wanted })
    if (this.resume) return this.resume(this, last)
    for (const frame of this.log) if (frame.seq > last) tell(frame)
    return undefined
  }

  async #take(frame) {
    const { type, id, action, sku, quantity } = frame
    if (type === 'ping') this.raw('{"type":"pong"}')
    else if (type === 'cart') this.say({ type: 'cart', id, cart: this.state() })
    else if (type === 'action') {
      const what = action === 'update_quantity' ? 'update' : action
      const key = sku && what !== 'add' ? { key: `line-${sku}` } : {}
      const { ok, reason } = await this.store.change(what, { id: sku, quantity, ...key, operation: id })
      this.say({ type: 'action_result', id, ok, reason, cart: this.state() })
    } else if (type === 'message') {
      const steps = this.script(this.asked, frame)
      this.asked += 1
      for (const step of steps)
        if (typeof step === 'function') await step(this, frame)
        else this.say(step)
      this.say({ type: 'response_complete', id })
    }
  }
}
