/** Headless mode: the host draws, from a view that is told to it, and answers for the click. A file of its own. */
import { cartOf, type Front, type Tell, whole } from '../browser/dom/told'
import type { Ask, Cart, Drawing, Entry, Line, Row, View as Told } from '../browser/dom/view'
import type {
  CartAction,
  CartState,
  Code,
  Handcart,
  HandcartError,
  Outcome,
  View,
  ViewEntry,
  ViewProposal,
} from '../contract/types'
import { facts, options, product, slim, variants } from './facts'
import type { Ears } from './handle'

/** So many outcomes stand in the view. */
const OUTCOMES = 50

type Listener = (view: View) => void
type Decision = Parameters<Handcart['answer']>[1]

/** `now`, with the parts of `before` that say the same. */
function share<T>(before: unknown, now: T): T {
  if (before === now || typeof now !== 'object' || now === null || typeof before !== 'object' || before === null)
    return now
  const [old, fresh] = [before, now] as Record<string, unknown>[]
  if (!old || !fresh || Array.isArray(old) !== Array.isArray(fresh)) return now
  const names = Object.keys(fresh)
  let same = names.length === Object.keys(old).length
  for (const name of names) {
    fresh[name] = share(old[name], fresh[name])
    same &&= name in old && fresh[name] === old[name]
  }
  return same ? (before as T) : now
}

/** What `make` makes of each `from`, once. */
function memo<A extends object, B>(make: (from: A) => B): (from: A) => B {
  const all = new WeakMap<A, B>()
  return (from) => {
    if (!all.has(from)) all.set(from, make(from))
    return all.get(from) as B
  }
}

export class Headless implements Front {
  view: Told | undefined
  readonly #tell: Tell
  readonly #fail: (code: Code, message: string) => void
  readonly #listeners = new Set<Listener>()
  readonly #keys = new Map<number, string>()
  #outcomes: Outcome[] = []
  #ended = false
  #waiting = false
  /** What the listeners were given last. */
  #given: View | undefined
  /** An item of the cart stays the same object as long as the line does. */
  readonly #item = memo(({ keyNumber: _, ...item }: Line) => item)
  readonly #state = memo((cart: Cart): CartState => {
    const state = cartOf({ side: { cart } } as Told) as CartState
    return { ...state, items: cart.items.map(this.#item) as unknown as CartState['items'] }
  })
  readonly #entry = memo((entry: Entry): ViewEntry => told(entry))
  readonly #proposal = memo((ask: Ask): ViewProposal => this.#asked(ask))

  constructor(ears: Ears, fail: (error: HandcartError) => void, tell: Tell) {
    this.#tell = tell
    this.#fail = (code, message) => fail({ code, message })
    ears.on('outcome', (outcome: Outcome) => {
      if (!outcome.id) return
      this.#outcomes = [...this.#outcomes, outcome].slice(-OUTCOMES)
      this.#change()
    })
  }

  listen(signal: AbortSignal): void {
    signal.addEventListener('abort', () => {
      this.end()
      this.#give()
      this.#listeners.clear()
    })
  }

  draw(drawing: Drawing): void {
    this.view = whole(drawing, this.view)
    for (const line of drawing.side?.cart?.items ?? [])
      if (typeof line === 'object' && line.keyNumber !== undefined) this.#keys.set(line.keyNumber, line.key)
    this.#change()
  }

  leave(): void {
    this.view = undefined
    this.#keys.clear()
  }

  end(): void {
    this.#ended = true
    this.#change()
  }

  speak(): void {}
  focus(): void {}
  widen(): void {}

  /** What the handle has in this mode. */
  methods(): Partial<Handcart> {
    const nothing = () => {}
    return {
      open: nothing,
      close: nothing,
      minimise: nothing,
      subscribe: (listener) => {
        if (this.#ended) return nothing
        const heard: Listener = (view) => listener(view)
        this.#listeners.add(heard)
        this.#given ??= this.#made()
        this.#hand(heard, this.#given)
        return () => void this.#listeners.delete(heard)
      },
      answer: (proposal, decision, revision) => this.#answer(String(proposal), decision, revision),
    }
  }

  /** Told outside the engine's turn, once for all that happened in it. */
  #change(): void {
    if (this.#waiting) return
    this.#waiting = true
    queueMicrotask(() => {
      this.#waiting = false
      this.#give()
    })
  }

  #give(): void {
    const before = this.#given
    const now = this.#made()
    this.#given = now
    if (now !== before) for (const listener of [...this.#listeners]) this.#hand(listener, now)
  }

  #hand(listener: Listener, view: View): void {
    try {
      listener(view)
    } catch (error) {
      console.warn('Handcart: a listener of subscribe() threw', error)
    }
  }

  #key = (key: number | undefined): string | undefined => (key === undefined ? undefined : this.#keys.get(key))

  #made(): View {
    const now = this.view
    const side = now?.side
    const asks = now && !this.#ended ? this.#open(now) : []
    const view: View = {
      version: 1,
      online: now?.online ?? navigator.onLine,
      busy: !this.#ended && now?.talk === 'waiting',
      ended: this.#ended,
      cart: side
        ? slim({
            freshness: side.freshness,
            state: side.cart ? this.#state(side.cart) : null,
            pending: side.pending.map(([key, quantity]) => ({ itemKey: this.#key(key) ?? '', quantity })),
            clearing: side.clearing,
            country: side.country,
            checkout: side.checkout,
          })
        : null,
      entries: (now?.feed ?? []).map((entry) => (entry.kind === 'done' ? this.#done(entry) : this.#entry(entry))),
      proposals: asks.map(this.#proposal),
      outcomes: [...this.#outcomes],
    }
    return share(this.#given, view)
  }

  #open({ feed, dialog }: Told): Ask[] {
    const asks = feed.flatMap((entry) => (entry.kind === 'ask' ? entry.ask : []))
    return dialog ? [...asks, dialog] : asks
  }

  #asked(ask: Ask): ViewProposal {
    const { id, rev, source, words, deed, choosing, stage, changed } = ask
    const choice = choosing && { options: options(choosing), variants: variants(choosing) }
    const known = { id: String(id), revision: rev, source, words, facts: facts(deed, this.#key), stage, changed }
    return slim({ ...known, ...choice })
  }

  /** The outcome of an entry may be told after it. */
  #done(entry: Entry & { kind: 'done' }): ViewEntry {
    const end = `-${entry.outcome.id}`
    const outcome = this.#outcomes.find(({ id }) => id.endsWith(end))?.id ?? ''
    return { id: String(entry.id), kind: 'outcome', outcome, undoable: entry.outcome.undo === 'ready' }
  }

  #find(proposal: string): Ask | undefined {
    return this.view && this.#open(this.view).find(({ id }) => String(id) === proposal)
  }

  #answer(proposal: string, decision: Decision, revision?: number): void {
    const no = (code: Code, why: string) => this.#fail(code, `answer('${proposal}'): ${why}`)
    const given = this.#given?.proposals.find(({ id }) => id === proposal)
    const ask = this.#find(proposal)
    if (!given || !ask || ask.stage === 'working' || this.#ended)
      return no('conflict', 'there is no such open proposal')
    if (decision === 'decline') return this.#tell(`decline ${ask.id}`, '', true)
    const edited = typeof decision === 'object' && decision ? decision.edited : undefined
    if (decision !== 'confirm' && !Array.isArray(edited))
      return no('invalid-answer', "expected 'confirm', 'decline' or { edited: CartAction[] }")
    if ((revision ?? given.revision) !== ask.rev)
      return no('conflict', `it is at revision ${ask.rev}, and ${revision ?? given.revision} was shown`)
    // Nothing of it is changed if it cannot be confirmed.
    if (ask.stage === 'arming') return no('policy', 'it appeared or changed less than 500 ms ago')
    const wrong = edited && this.#edit(ask, edited)
    if (wrong) return no('not-supported', wrong)
    const now = this.#find(proposal)
    if (now) this.#tell(`confirm ${now.id} ${now.rev}`, '', true)
    const left = this.#find(proposal)
    if (left && left.rev === now?.rev && left.stage !== 'working')
      no(left.stage === 'arming' ? 'policy' : 'variant-required', `it cannot be confirmed: it is '${left.stage}'`)
  }

  /** Brings a proposal to what the shopper made of it; what cannot be is told in words. */
  #edit(ask: Ask, edited: CartAction[]): string | undefined {
    const wanted = edited.map(plain)
    const steps: string[] = []
    for (const [at, row] of rowsOf(ask).entries()) {
      const was = this.#row(row)
      const place = wanted.findIndex((each) =>
        ['type', 'productId', 'itemKey'].every((name) => each[name] === was[name]),
      )
      const [want] = place < 0 ? [] : wanted.splice(place, 1)
      const wrong = want ? change(ask.id, at, row, was, want, steps) : leave(ask, at, row, steps)
      if (wrong) return `edited: ${row.deed.name}: ${wrong}`
    }
    if (wanted.length) return `edited: ${String(wanted[0]?.['type'])} was not proposed so`
    for (const step of steps) this.#tell(step, '', true)
    const now = this.#find(String(ask.id))
    const runs = now ? rowsOf(now).filter(({ tick }) => tick === 'on') : []
    const asked = edited.map(plain)
    const isIt = runs.length === asked.length && runs.every((row) => asked.some((each) => says(each, this.#row(row))))
    return isIt ? undefined : 'edited: the shop does not allow it so; what it makes of it is in the view'
  }

  #row({ deed }: Step): Fields {
    return facts(deed, this.#key).action as unknown as Fields
  }
}

type Fields = Record<string, unknown>
type Step = Pick<Row, 'deed' | 'choosing' | 'tick' | 'most'>

/** A copy of the host's own object. */
const plain = (action: CartAction): Fields => ({ ...action })

/** The rows of a proposal; one that is no plan is a row itself, and its quantity is fixed. */
const rowsOf = ({ deed, choosing }: Ask): Step[] =>
  deed.kind === 'plan' ? deed.rows : [{ deed, tick: 'on', most: 0, ...(choosing && { choosing }) }]

/** Whether `want` says nothing else than `is`. */
const says = (want: Fields, is: Fields): boolean =>
  ['type', 'productId', 'itemKey', 'quantity', 'variantId'].every(
    (name) => want[name] === undefined || want[name] === is[name],
  )

/** A row is left out. */
function leave({ id, deed }: Ask, at: number, { tick }: Step, steps: string[]): string | undefined {
  if (deed.kind !== 'plan') return 'the action that was proposed is not there'
  if (tick === 'on') steps.push(`tick ${id} ${at} 0`)
  return undefined
}

/** A row is to run as it is wanted. */
function change(id: number, at: number, row: Step, was: Fields, want: Fields, steps: string[]): string | undefined {
  if (row.tick === 'gone' || row.tick === 'done') return 'it does not apply any longer'
  if (row.tick === 'off') steps.push(`tick ${id} ${at} 1`)
  const { quantity = was['quantity'], variantId = was['variantId'] } = want
  if (quantity !== was['quantity']) {
    if (!row.most) return 'the quantity cannot be changed'
    if (!Number.isInteger(quantity) || (quantity as number) < 1 || (quantity as number) > row.most)
      return `quantity: expected an integer from 1 to ${row.most}, got ${String(quantity)}`
    steps.push(`row ${id} ${at} ${quantity}`)
  }
  if (variantId !== was['variantId']) {
    const [, ...places] = row.choosing?.variants.find(([each]) => each === variantId) ?? []
    if (!places.length) return `variantId: expected one of the variants that can be chosen, got ${String(variantId)}`
    places.forEach((value, option) => steps.push(`in ${id} ${at} ${option} ${value}`))
  }
  return undefined
}
/** An entry of the conversation that says all of itself. */
function told(entry: Entry): ViewEntry {
  const id = String(entry.id)
  switch (entry.kind) {
    case 'me':
      return { id, kind: 'shopper', text: entry.text }
    case 'say':
      return { id, kind: 'agent', text: entry.text, live: entry.live }
    case 'products':
      return { id, kind: 'products', products: entry.offers.map(product) }
    case 'ask':
      return { id, kind: 'proposal', proposal: String(entry.ask.id) }
    case 'done':
      return { id, kind: 'outcome', outcome: '', undoable: false }
    case 'notice': {
      const { kind, ...more } = entry.notice
      return { id, kind: 'notice', notice: kind, ...(more as { text?: string; code?: Code }) }
    }
    case 'replies':
      return { id, kind: 'replies', replies: [...entry.replies] }
  }
}
