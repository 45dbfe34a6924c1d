// An agent's server by the socket's protocol, whatever carries its frames: conversations that can be resumed, and a cart.
//
//   const agent = new AgentServer()
//   agent.answer = (message, say) => { say({ type: 'text_delta', text: 'Hello' }); say({ type: 'response_complete', id: message.id }) }
//   const line = agent.connect({ send: (text) => ..., close: (code) => ... });  line.got(text);  line.gone()
//
// `agent.got`: every frame that came, in order. `agent.lines`: the connections that are open. `agent.restart()` forgets all.

const PRICES = { 'sku-mug': ['Mug', 8.5], 'sku-lamp': ['Lamp', 129] }

class Conversation {
  constructor(id, sessionOnly) {
    this.id = id
    this.seq = 0
    this.log = []
    this.seen = new Set()
    this.done = new Map()
    this.lines = new Set()
    this.cart = new Map()
    this.sessionOnly = sessionOnly
  }

  /** Says something to whoever listens; it is kept to be said again. */
  say(frame) {
    this.seq += 1
    const numbered = { ...frame, seq: this.seq }
    this.log.push(numbered)
    for (const line of this.lines) line.send(numbered)
  }

  state() {
    const items = [...this.cart].map(([sku, quantity]) => ({
      sku,
      name: PRICES[sku][0],
      price: PRICES[sku][1],
      quantity,
    }))
    const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
    return { items, total, currency: 'EUR', ...(this.sessionOnly && { session_only: true }) }
  }

  change({ id, action, sku, quantity }) {
    const known = this.done.get(id)
    if (known) return known
    const result = { type: 'action_result', id, ok: true }
    if (sku !== undefined && !PRICES[sku]) Object.assign(result, { ok: false, reason: 'product_not_found' })
    else if (action === 'add') this.cart.set(sku, (this.cart.get(sku) ?? 0) + quantity)
    else if (action === 'update_quantity') this.cart.set(sku, quantity)
    else if (action === 'remove') this.cart.delete(sku)
    else this.cart.clear()
    result.cart = this.state()
    this.done.set(id, result)
    if (result.ok) {
      const what = { add: 'item_selected', remove: 'item_removed', update_quantity: 'quantity_updated' }[action]
      const { items, total, currency } = result.cart
      const name = PRICES[sku]?.[0]
      this.say({ type: 'cart_changed', action: what ?? 'cart_cleared', items, total, currency, name, quantity })
    }
    return result
  }
}

export class AgentServer {
  constructor({ sessionOnly = false } = {}) {
    this.sessionOnly = sessionOnly
    this.got = []
    this.lines = new Set()
    this.answer = (message, say) => {
      say({ type: 'text_delta', text: `You said: ${message.text}` })
      say({ type: 'response_complete', id: message.id })
    }
    this.count = 0
    this.restart()
  }

  restart() {
    this.conversations = new Map()
  }

  /** The newest conversation. */
  get conversation() {
    return [...this.conversations.values()].at(-1)
  }

  find(type) {
    return this.got.filter((frame) => frame.type === type)
  }

  connect({ send, close }) {
    let conversation
    const line = {
      send: (frame) => send(JSON.stringify(frame)),
      raw: send,
      cut: (code) => close(code),
      gone: () => {
        this.lines.delete(line)
        conversation?.lines.delete(line)
      },
      got: (text) => {
        const frame = JSON.parse(text)
        this.got.push(frame)
        if (frame.type === 'auth') conversation = this.#auth(frame, line)
        else if (!conversation) close(4001)
        else this.#take(frame, line, conversation)
      },
    }
    this.lines.add(line)
    return line
  }

  #auth({ api_key: key, conversation_id: wanted, last_seq: last }, line) {
    if (key !== 'pk_good') return void line.cut(4001)
    line.send({ type: 'auth_ok' })
    const known = this.conversations.get(wanted)
    if (known) {
      line.send({ type: 'session_restored', conversation_id: known.id, selected_items: [], cart: known.state() })
      for (const frame of known.log) if (frame.seq > last) line.send(frame)
      known.lines.add(line)
      return known
    }
    this.count += 1
    const made = new Conversation(`c${this.count}`, this.sessionOnly)
    this.conversations.set(made.id, made)
    line.send({ type: 'conversation_started', conversation_id: made.id, cart: made.state() })
    made.lines.add(line)
    return made
  }

  #take(frame, line, conversation) {
    const { type, id } = frame
    if (type === 'ping') line.send({ type: 'pong' })
    else if (type === 'cart') conversation.say({ type: 'cart', id, cart: conversation.state() })
    else if (type === 'action') conversation.say(conversation.change(frame))
    else if (type === 'message' && !conversation.seen.has(id)) {
      conversation.seen.add(id)
      this.answer(frame, (said) => conversation.say(said), conversation)
    }
  }
}
