/** The handle that `init` resolves to: a thin cover over the wasm that is safe to call at any time, also after the end. */
import type { Edge, Emit } from '../browser/edge'
import type { CartAction, CartState, EventMap, EventName, Handcart, Outcome, Refusal } from '../contract/types'

type Listener = (detail: never) => void

/** Who listens to what. */
export interface Ears {
  tell: Emit
  on(type: string, listener: Listener): () => void
}

/** What a handle covers. */
export interface Handle {
  edge: Edge
  ears: Ears
  /** Takes the widget off the page. */
  end(): void
}

/** A listener of the page that throws is the page's business: it is told, and the others are called all the same. */
export function listeners(): Ears {
  const all = new Map<string, Set<Listener>>()
  return {
    tell(type, detail) {
      for (const listener of [...(all.get(type) ?? [])])
        try {
          listener(detail as never)
        } catch (error) {
          console.warn(`Handcart: a listener of '${type}' threw`, error)
        }
    },
    on(type, listener) {
      const set = all.get(type) ?? new Set()
      all.set(type, set.add(listener))
      return () => void set.delete(listener)
    },
  }
}

/** Makes the handle. */
export function handle({ edge, ears, end }: Handle): Handcart {
  type Ended = Outcome | Refusal
  const gone: Refusal = { result: 'rejected', code: 'not-enabled', detail: 'the widget was destroyed or restarted' }
  return {
    get cart(): CartState | null {
      return edge.screen.cart
    },
    propose: (action: CartAction | CartAction[]) =>
      edge.wait<Ended>((widget, reply) => widget.propose(action, reply)).then((ended) => ended ?? gone),
    ask: async (text: string) => void edge.with((widget) => widget.ask(String(text))),
    refresh: () => edge.wait<CartState>((widget, reply) => widget.reread(reply)),
    open: () => void edge.with((widget) => widget.panel(true)),
    close: () => void edge.with((widget) => widget.panel(false)),
    minimise: () => void edge.with((widget) => widget.panel(false)),
    on: <E extends EventName>(type: E, listener: (detail: EventMap[E]) => void) => ears.on(type, listener as Listener),
    undo: (outcome: string) =>
      edge.wait<Ended>((widget, reply) => widget.undo(String(outcome), reply)).then((ended) => ended ?? gone),
    destroy: end,
  }
}
