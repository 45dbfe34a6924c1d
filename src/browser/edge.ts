/**
 * The edge's JavaScript half. It owns every listener, timer, promise and call of the host's code: each entry into the wasm
 * passes one guard (`#enter`), all of it ends with one `stop`. It decides nothing.
 */
import type { Widget } from '../sdk/bindings'
import type { CartConfig, CartState, Outcome } from '../contract/types'
import type { Body, Options } from './agent'
import { type Call, call, inOrder, message, permitted } from './call'
import { Clock } from './clock'
import { cartOf, type Front, lasting, type MakeFront } from './dom/told'
import type { Drawing, Speech, Spot } from './dom/view'
import { Intake } from './intake.js'
import { Past } from './past'
import { Printer } from './print'
import { gate, type Kept, Recovery } from './recover'

/** What the edge tells whoever holds the handle. */
export type Emit = (type: 'outcome' | 'cart' | 'open' | 'close' | 'error' | 'drawn', detail?: unknown) => void
/** Makes a wasm instance of its own with a widget in it, which asks `edge`. `kept`: what was kept of one that was lost. */
export type Make = (edge: Edge, kept?: Kept) => Widget

export class Edge {
  readonly #options: Options
  readonly #cart: CartConfig | undefined
  readonly #root: ShadowRoot
  readonly #emit: Emit
  readonly #make: Make
  readonly front: Front
  readonly past = new Past()
  readonly ending = new AbortController()
  readonly #intake = new Intake()
  /** Calls in flight that can be aborted, by ticket. */
  readonly #calls = new Map<number, AbortController>()
  readonly #recovery = new Recovery()
  readonly #wide: ResizeObserver
  /** Prints, and knows the language that the agent is told; another one when the language is another. */
  print: Printer
  readonly #clock = new Clock(
    () => this.#enter((widget) => widget.tick()),
    (away) => this.#enter((widget) => widget.returned(away)),
  )
  /** Makes operation ids unique across pages: they serve the host as idempotency keys. */
  readonly #page = crypto.getRandomValues(new Uint32Array(2)).reduce((text, each) => text + each.toString(36), 'hc')
  #widget: Widget | undefined
  /** The last drawing, if the same one again would draw nothing. */
  last = ''
  /** The instance that may ask for something. */
  #alive: object | undefined
  /** An update event was handed on in this turn of the event loop; `true`: another one came after it. */
  #burst: boolean | undefined

  constructor(options: Options, root: ShadowRoot, front: MakeFront, emit: Emit, make: Make) {
    this.#options = options
    this.#cart = options.cart
    this.#root = root
    this.#emit = emit
    this.#make = make
    this.print = new Printer(options.locale)
    this.front = front(
      (act, value, trusted) => this.#enter((widget) => widget.act(act, value, trusted)),
      (held) => this.#enter((widget) => widget.hold(held)),
    )
    this.#wide = new ResizeObserver(([entry]) => {
      this.#guard(() => this.front.widen((entry?.borderBoxSize?.[0]?.inlineSize ?? 0) >= 720))
    })
    this.#instantiate()
  }

  /** Makes an instance. What it still asks for once it is lost ends where it asks. */
  #instantiate(kept?: Kept): void {
    const alive = (this.#alive = {})
    this.#widget = this.#make(
      gate(this, () => this.#alive === alive),
      kept,
    )
  }

  /** Begins to listen, then starts the widget. */
  start(): void {
    const { signal } = this.ending
    const on = (target: EventTarget, type: string, listener: (event: Event) => void, options = {}) =>
      target.addEventListener(type, listener, { signal, ...options })
    const names = this.#cart?.externalUpdateEvent ?? 'handcart:cart-update'
    for (const name of new Set([names].flat())) on(window, name, (event) => this.#changed(event))
    on(document, 'visibilitychange', () => this.#clock.turn())
    on(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) this.#enter((live) => live.restored())
    })
    on(window, 'online', () => this.#online())
    on(window, 'offline', () => this.#online())
    this.front.listen(signal, (work) => this.#guard(work))
    this.#enter((live) => live.start())
    this.#online()
    this.#options.agent?.listen?.(signal, this)
    // A floating panel is narrow by design; one in a container has the room that the page gives it.
    const frame = this.#root.firstElementChild
    if (this.#options.container != null && frame) this.#wide.observe(frame)
  }

  /** Ends everything: no listener, timer or waiting promise is left, and no callback is called after it. */
  stop(): void {
    this.ending.abort()
    this.#clock.stop()
    this.#wide.disconnect()
    for (const each of this.#calls.values()) each.abort()
    this.#calls.clear()
    this.#recovery.end()
    const widget = this.#widget
    this.#widget = undefined
    try {
      widget?.end()
    } catch {
      // It was lost just now, and what is left of it is collected with it.
    }
  }

  /** A promise that settles with what the engine tells it, or with `null` after the end. `patience`: how long it is wanted. */
  wait<T>(work: (widget: Widget, reply: number) => void, patience?: AbortSignal): Promise<T | null> {
    if (!this.#widget || patience?.aborted) return Promise.resolve(null)
    const { signal } = this.ending
    return this.#recovery.wait((reply) => {
      if (patience instanceof AbortSignal)
        patience.addEventListener('abort', () => this.#enter((widget) => widget.giveUp(reply)), { signal })
      this.#enter((widget) => work(widget, reply))
    })
  }

  /** What goes wrong inside is told as an error and never reaches the page. */
  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#failed('could not draw', error)
    }
  }

  #failed(what: string, error: unknown): void {
    this.#emit('error', Object.assign(new Error(`the widget ${what}: ${message(error)}`), { code: 'panic' }))
  }

  /** The one way into the wasm. What it throws is the end of the instance. */
  #enter<T>(work: (widget: Widget) => T): T | undefined {
    const widget = this.#widget
    if (!widget || this.ending.signal.aborted) return undefined
    try {
      return work(widget)
    } catch (error) {
      // An instance that was entered from inside a call of its own is lost once.
      if (widget === this.#widget) this.#lose(error)
      return undefined
    }
  }

  /** The instance is lost. Another one follows when nobody stands inside any more, a few times; then only a sentence. */
  #lose(error: unknown): void {
    this.#widget = this.#alive = undefined
    this.#clock.stop()
    const again = this.#recovery.lose()
    this.#failed(again ? 'was lost and is started again' : 'was lost too often and stopped', error)
    queueMicrotask(() => {
      if (this.ending.signal.aborted) return
      if (again) return this.#again()
      this.#recovery.end()
      this.#guard(() => this.front.end())
    })
  }

  /** Tells whether there is a connection. */
  #online(): void {
    this.#enter((live) => live.online(navigator.onLine))
  }

  #again(): void {
    const { kept } = this.#recovery
    this.#intake.reset()
    this.last = ''
    this.front.leave()
    this.past.left()
    try {
      this.#instantiate(kept)
    } catch (error) {
      return this.#lose(error)
    }
    if (kept.open && this.#root.activeElement) this.focus('composer', 0)
    this.#enter((live) => live.start())
    this.#online()
  }

  /** The cart as it was told last. */
  get cart(): CartState | null {
    return cartOf(this.front.view)
  }

  /** For the handle. */
  with<T>(work: (widget: Widget) => T): T | undefined {
    return this.#enter(work)
  }

  // What the engine asks for. Every method is called from the wasm and never throws into it.

  now(): number {
    return this.#clock.now()
  }

  wake(at: number): void {
    this.#clock.wake(at)
  }

  draw(drawing: Drawing): void {
    const was = this.last
    if ((this.last = lasting(drawing)) && was === this.last) return
    this.#guard(() => this.front.draw(drawing))
    this.#guard(() => this.past.drawn(drawing))
    const { kept } = this.#recovery
    const open = drawing.panel !== 'closed'
    if (open !== (kept.open ?? open)) this.emit(open ? 'open' : 'close', undefined)
    kept.open = open
    if (drawing.side?.cart) this.emit('cart', this.cart)
    this.emit('drawn')
  }

  speak(speech: Speech, urgent: boolean): void {
    this.#guard(() => this.front.speak(speech, urgent))
  }

  focus(spot: Spot, number: number): void {
    this.last = ''
    this.front.focus(spot, number)
  }

  read(ticket: number): void {
    this.#recovery.kept.ticket = ticket
    call(
      this.#cart,
      'onGetCart',
      [],
      (cart) => this.#enter((widget) => widget.cartRead(ticket, cart)),
      (error) => this.#enter((widget) => widget.cartFailed(ticket, message(error))),
    )
  }

  mutate(ticket: number, asked: Call): void {
    const controller = new AbortController()
    this.#calls.set(ticket, controller)
    const key = asked.key === undefined ? undefined : this.#intake.key(asked.key)
    this.#recovery.asked(ticket, asked, key)
    const [name, ...args] = inOrder(asked, key, controller.signal)
    const settle = (work: (widget: Widget) => void) => {
      this.#calls.delete(ticket)
      this.#enter(work)
    }
    call(
      this.#cart,
      name,
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
      Promise.resolve(this.#cart?.onCheckout?.({ cart: this.cart as CartState })).then(
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

  ask(ticket: number, body: Body): void {
    this.#recovery.kept.ticket = ticket
    const outcomes = this.past.tell()
    const controller = new AbortController()
    this.#calls.set(ticket, controller)
    const end = (work: (widget: Widget) => void) => {
      if (this.#calls.delete(ticket)) this.#enter(work)
    }
    this.#options.agent?.ask({ ...body, language: this.print.locale, outcomes }, controller.signal, {
      heard: (text, isStatus) => {
        if (this.#calls.has(ticket)) this.#enter((widget) => widget.heard(ticket, text, isStatus))
      },
      answered: (answer) => end((widget) => widget.answered(ticket, answer)),
      failed: (code, why, cause) => {
        this.past.untell(outcomes)
        if (why && this.#calls.has(ticket)) this.warn(why, cause)
        end((widget) => widget.unanswered(ticket, code))
      },
    })
  }

  /** A host's copy of the cart, bounded and compared with the one before; `undefined` when nothing differs. */
  copy(cart: unknown): unknown {
    return this.#intake.cart(cart)
  }

  /** `canAddToCart`: `true`, or the reason why not, or `false`. */
  permit(product: unknown): unknown {
    return permitted(this.#cart, product, (error) => this.warn('canAddToCart threw', error))
  }

  price(amount: number, currency: string): string {
    return this.print.price(amount, currency)
  }

  decimal(number: number): string {
    return this.print.decimal(number)
  }

  prefix(): string {
    return this.#page
  }

  stamp(): string {
    return new Date().toISOString()
  }

  report(reply: number, outcome: Outcome): void {
    // Drawings and outcomes are made without a prototype; what a host gets is an object like any other.
    this.past.ended(outcome)
    outcome = structuredClone(outcome)
    this.emit('outcome', outcome)
    this.#recovery.ended(reply, outcome)
  }

  /** A proposal with this id was taken. */
  keep(id: string): void {
    this.#recovery.kept.ids.push(id)
  }

  /** A read that a promise waits for ended. What was read is drawn within this turn, and told after it. */
  reread(reply: number, worked: boolean): void {
    queueMicrotask(() => this.#recovery.settle(reply, worked ? this.cart : null))
  }

  /** `onCartChanged`, outside the engine's turn. */
  changed(outcome: Outcome): void {
    if (typeof this.#cart?.onCartChanged !== 'function') return
    queueMicrotask(() =>
      call(
        this.#cart,
        'onCartChanged',
        [{ outcome: structuredClone(outcome), cart: this.cart }],
        () => {},
        (error) => this.warn('onCartChanged threw', error),
      ),
    )
  }

  emit(type: Parameters<Emit>[0], detail?: unknown): void {
    queueMicrotask(() => {
      if (!this.ending.signal.aborted) this.#emit(type, detail)
    })
  }

  /** Something that a developer should know. */
  warn(text: string, cause?: unknown): void {
    const why = cause === undefined ? '' : `: ${message(cause)}`
    this.emit('error', { code: 'host-error', message: text + why, cause })
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
      const id = String((event as CustomEvent).detail?.operation)
      return id.startsWith(`${this.#page}-`) ? Number(id.slice(this.#page.length + 1)) || 0 : 0
    } catch {
      return 0
    }
  }
}
