/**
 * The edge's JavaScript half. It owns every listener, timer, promise and call of the host's code, so that each entry
 * into the wasm passes one guard (`#enter`) and all of it ends with one `stop`. It decides nothing.
 */
import type { Widget } from '../sdk/bindings'
import type { CartConfig, CartState, InitOptions, Outcome } from '../contract/types'
import { type Call, inOrder, message } from './call'
import { look } from './dom/look'
import { Screen, type Tell } from './dom/screen'
import type { Drawing, Speech, Spot } from './dom/view'
import type { Words } from './dom/words'
import { Intake } from './intake.js'
import { Printer } from './print'

/** What the edge tells whoever holds the handle. */
export type Emit = (type: 'outcome' | 'cart' | 'open' | 'close' | 'error', detail: unknown) => void

const EVENT = 'handcart:cart-update'
/** As JSON, whatever `toJSON` an old library left in the page's prototypes. */
function json(value: unknown): string {
  const shield = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return
    if ('toJSON' in each) Object.defineProperty(each, 'toJSON', { value: undefined })
    for (const inner of Object.values(each)) shield(inner)
  }
  shield(value)
  return JSON.stringify(value)
}

export class Edge {
  readonly #options: InitOptions
  readonly #cart: CartConfig | undefined
  readonly #root: ShadowRoot
  readonly #emit: Emit
  /** What is drawn on. */
  readonly screen: Screen
  readonly #stop = new AbortController()
  readonly #intake = new Intake()
  /** Calls in flight that can be aborted, by ticket. */
  readonly #calls = new Map<number, AbortController>()
  /** Promises that wait for an outcome or a read. */
  readonly #replies = new Map<number, (value: unknown) => void>()
  readonly #wide: ResizeObserver
  readonly #print: Printer
  /** Makes operation ids unique across pages: they serve the host as idempotency keys. */
  readonly #page = crypto.getRandomValues(new Uint32Array(2)).reduce((text, each) => text + each.toString(36), 'hc')
  #widget: Widget | undefined
  /** Whether the panel was open in the last drawing. */
  #open: boolean | undefined
  #reply = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #timerAt = Infinity
  #deadline = Infinity
  #hiddenFor = 0
  #hiddenSince: number | undefined
  /** An update event was handed on in this turn of the event loop; `true`: another one came after it. */
  #burst: boolean | undefined

  constructor(options: InitOptions, root: ShadowRoot, words: Words, emit: Emit) {
    this.#options = options
    this.#cart = options.cart
    this.#root = root
    this.#emit = emit
    this.#print = new Printer(options.locale)
    const tell: Tell = (act, value, trusted) => this.#enter((widget) => widget.act(act, value, trusted))
    this.screen = new Screen(root, look(options, words), words, tell, (held) =>
      this.#enter((widget) => widget.hold(held)),
    )
    this.#wide = new ResizeObserver(([entry]) => {
      const width = entry?.borderBoxSize?.[0]?.inlineSize ?? 0
      this.#guard(() => this.screen.widen(width >= 720))
    })
  }

  /** Begins to listen, then starts the widget. */
  start(widget: Widget): void {
    this.#widget = widget
    const { signal } = this.#stop
    const on = (target: EventTarget, type: string, listener: (event: Event) => void, options = {}) =>
      target.addEventListener(type, listener, { signal, ...options })
    if (document.hidden) this.#hiddenSince = performance.now()
    const names = this.#cart?.externalUpdateEvent ?? EVENT
    for (const name of new Set([names].flat())) on(window, name, (event) => this.#changed(event))
    on(document, 'visibilitychange', () => this.#visible())
    on(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) this.#enter((live) => live.restored())
    })
    on(window, 'online', () => this.#enter((live) => live.online(true)))
    on(window, 'offline', () => this.#enter((live) => live.online(false)))
    this.screen.listen(signal, (work) => this.#guard(work))
    this.#enter((live) => live.start())
    if (!navigator.onLine) this.#enter((live) => live.online(false))
    // A floating panel is narrow by design; one in a container has the room that the page gives it.
    if (this.#options.container != null) this.#wide.observe(this.#root.host)
  }

  /** Ends everything: no listener, timer or waiting promise is left, and no callback is called after it. */
  stop(): void {
    this.#stop.abort()
    clearTimeout(this.#timer)
    this.#wide.disconnect()
    for (const call of this.#calls.values()) call.abort()
    this.#calls.clear()
    for (const resolve of this.#replies.values()) resolve(null)
    this.#replies.clear()
    const widget = this.#widget
    widget?.end()
    this.#widget = undefined
    // Whoever called may stand inside the wasm right now.
    if (widget)
      queueMicrotask(() => {
        try {
          widget.free()
        } catch {
          // It was lost already.
        }
      })
  }

  /** Hands a promise's name to `work`; the promise settles with what the engine tells it, or `null` after the end. */
  wait<T>(work: (widget: Widget, reply: number) => void): Promise<T | null> {
    return new Promise((resolve) => {
      if (!this.#widget) return resolve(null)
      this.#reply += 1
      this.#replies.set(this.#reply, resolve as (value: unknown) => void)
      const reply = this.#reply
      this.#enter((widget) => work(widget, reply))
    })
  }

  /** What goes wrong inside is told as an error and never reaches the page. */
  #guard<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      const stopped = new Error(`Handcart stopped: ${message(error)}`)
      this.#emit('error', Object.assign(stopped, { code: 'panic', retryable: true }))
      return undefined
    }
  }

  /** The one way into the wasm. */
  #enter<T>(work: (widget: Widget) => T): T | undefined {
    const widget = this.#widget
    return widget && !this.#stop.signal.aborted ? this.#guard(() => work(widget)) : undefined
  }

  /** For the handle. */
  with<T>(work: (widget: Widget) => T): T | undefined {
    return this.#enter(work)
  }

  // What the engine asks for. Every method is called from the wasm and never throws into it.

  now(): number {
    return (this.#hiddenSince ?? performance.now()) - this.#hiddenFor
  }

  /** Keeps one timer; a later wish leaves it alone, since it looks again when it fires. */
  wake(at: number): void {
    this.#deadline = at < 0 ? Infinity : at
    if (this.#hiddenSince !== undefined || this.#deadline >= this.#timerAt || this.#deadline === Infinity) return
    clearTimeout(this.#timer)
    this.#timerAt = this.#deadline
    const pause = Math.min(Math.max(0, Math.ceil(this.#deadline - this.now())), 2 ** 31 - 1)
    this.#timer = setTimeout(() => {
      this.#timerAt = Infinity
      if (this.now() >= this.#deadline) this.#enter((widget) => widget.tick())
      else this.wake(this.#deadline)
    }, pause)
  }

  draw(drawing: Drawing): void {
    this.#guard(() => this.screen.draw(drawing))
    const open = drawing.panel !== 'closed'
    if (open !== (this.#open ?? open)) this.emit(open ? 'open' : 'close', undefined)
    this.#open = open
    if (drawing.side?.cart) this.emit('cart', this.screen.cart)
  }

  speak(speech: Speech, urgent: boolean): void {
    this.#guard(() => this.screen.speak(speech, urgent))
  }

  focus(spot: Spot, number: number): void {
    this.screen.focus(spot, number)
  }

  read(ticket: number): void {
    this.#host(
      'onGetCart',
      [],
      (cart) => this.#enter((widget) => widget.cartRead(ticket, cart)),
      (error) => this.#enter((widget) => widget.cartFailed(ticket, message(error))),
    )
  }

  mutate(ticket: number, call: Call): void {
    const controller = new AbortController()
    this.#calls.set(ticket, controller)
    const args = inOrder(call, call.key === undefined ? undefined : this.#intake.key(call.key), controller.signal)
    const settle = (work: (widget: Widget) => void) => {
      this.#calls.delete(ticket)
      this.#enter(work)
    }
    this.#host(
      call.name,
      args,
      (answer) => settle((widget) => widget.settled(ticket, answer)),
      (error) => settle((widget) => widget.failed(ticket, error)),
    )
  }

  abort(ticket: number): void {
    this.#calls.get(ticket)?.abort()
    this.#calls.delete(ticket)
  }

  /** Called inside the click, so that a host which opens a window may do so. */
  checkout(): void {
    const ended = (worked: boolean) => this.#enter((widget) => widget.checkoutEnded(worked))
    try {
      Promise.resolve(this.#cart?.onCheckout?.({ cart: this.screen.cart as CartState })).then(
        () => ended(true),
        (error: unknown) => {
          this.warn('onCheckout was rejected', error)
          ended(false)
        },
      )
    } catch (error) {
      this.warn('onCheckout threw', error)
      queueMicrotask(() => ended(false))
    }
  }

  ask(ticket: number, body: unknown): void {
    const { endpoint = '', token, headers } = this.#options.agent ?? {}
    const controller = new AbortController()
    this.#calls.set(ticket, controller)
    const failed = (code: string) => {
      if (this.#calls.delete(ticket)) this.#enter((widget) => widget.unanswered(ticket, code))
    }
    fetch(`${endpoint.replace(/\/+$/, '')}/api/widget/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { 'x-widget-token': token } : {}), ...headers },
      body: json(body),
      signal: controller.signal,
    })
      .then(async (response) => {
        if (!response.ok) return failed(response.status === 429 ? 'policy' : 'host-error')
        const answer: unknown = await response.json().catch(() => null)
        if (this.#calls.delete(ticket)) this.#enter((widget) => widget.answered(ticket, answer))
      })
      .catch(() => failed('network'))
  }

  /** A host's copy of the cart, bounded and compared with the one before; `undefined` when nothing differs. */
  copy(cart: unknown): unknown {
    return this.#intake.cart(cart)
  }

  /** `canAddToCart`: `true`, or the reason why not, or `false`. */
  permit(product: unknown): unknown {
    const ask = this.#cart?.canAddToCart
    if (typeof ask !== 'function') return true
    try {
      const answer = ask.call(this.#cart, product as never)
      if (answer === true || (typeof answer === 'object' && answer?.allowed === true)) return true
      return (typeof answer === 'object' && answer?.reason) || false
    } catch (error) {
      this.warn('canAddToCart threw', error)
      return false
    }
  }

  price(amount: number, currency: string): string {
    return this.#print.price(amount, currency)
  }

  decimal(number: number): string {
    return this.#print.decimal(number)
  }

  prefix(): string {
    return this.#page
  }

  stamp(): string {
    return new Date().toISOString()
  }

  report(reply: number, outcome: Outcome): void {
    // Drawings and outcomes are made without a prototype; what a host gets is an object like any other.
    outcome = structuredClone(outcome)
    this.emit('outcome', outcome)
    this.#settle(reply, outcome)
  }

  /** A read that a promise waits for ended. What was read is drawn within this turn, and told after it. */
  reread(reply: number, worked: boolean): void {
    queueMicrotask(() => this.#settle(reply, worked ? this.screen.cart : null))
  }

  #settle(reply: number, value: unknown): void {
    this.#replies.get(reply)?.(value)
    this.#replies.delete(reply)
  }

  /** `onCartChanged`, outside the engine's turn. */
  changed(outcome: Outcome): void {
    if (typeof this.#cart?.onCartChanged !== 'function') return
    queueMicrotask(() =>
      this.#host(
        'onCartChanged',
        [{ outcome: structuredClone(outcome), cart: this.screen.cart }],
        () => {},
        (error) => this.warn('onCartChanged threw', error),
      ),
    )
  }

  emit(type: Parameters<Emit>[0], detail: unknown): void {
    queueMicrotask(() => {
      if (!this.#stop.signal.aborted) this.#emit(type, detail)
    })
  }

  /** Something that a developer should know. */
  warn(text: string, cause?: unknown): void {
    const why = cause === undefined ? '' : `: ${message(cause)}`
    this.emit('error', { code: 'host-error', message: text + why, cause })
  }

  // What comes in.

  #host(
    name: keyof CartConfig,
    args: unknown[],
    settled: (value: unknown) => void,
    failed: (error: unknown) => void,
  ): void {
    const cart = this.#cart as Record<string, unknown> | undefined
    Promise.resolve()
      .then(() => {
        const callback = cart?.[name]
        if (typeof callback !== 'function')
          throw new TypeError(`cart.${name}: expected a function, got ${typeof callback}`)
        return callback.apply(cart, args) as unknown
      })
      .then(settled, failed)
  }

  /** A burst of events in one turn of the loop is handed on twice at most: the first one, and that more came. */
  #changed(event: Event): void {
    const operation = this.#own(event)
    if (operation === 0 && this.#burst !== undefined) {
      this.#burst = true
      return
    }
    this.#enter((widget) => widget.cartChanged(operation))
    if (operation !== 0 || this.#burst !== undefined) return
    this.#burst = false
    queueMicrotask(() => {
      const more = this.#burst
      this.#burst = undefined
      if (more) this.#enter((widget) => widget.cartChanged(0))
    })
  }

  /** The number of the operation that the event names, if it is one of this page; else 0. */
  #own(event: Event): number {
    try {
      const id: unknown = (event as CustomEvent).detail?.operation
      return typeof id === 'string' && id.startsWith(`${this.#page}-`)
        ? Number(id.slice(this.#page.length + 1)) || 0
        : 0
    } catch {
      return 0
    }
  }

  #visible(): void {
    if (document.hidden) {
      this.#hiddenSince ??= performance.now()
      clearTimeout(this.#timer)
      this.#timerAt = Infinity
    } else if (this.#hiddenSince !== undefined) {
      const away = performance.now() - this.#hiddenSince
      this.#hiddenFor += away
      this.#hiddenSince = undefined
      this.#enter((widget) => widget.returned(away))
      this.wake(this.#deadline === Infinity ? -1 : this.#deadline)
    }
  }
}
