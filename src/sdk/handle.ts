/** The handle that `init` resolves to: a thin cover over the wasm that is safe to call at any time, also after the end. */
import type { Edge, Emit } from '../browser/edge'
import type { CartAction, CartState, Handcart, HandcartEvents, Outcome } from '../contract/types'

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
  const withdrawn = { result: 'withdrawn' } as Outcome
  return {
    get cart(): CartState | null {
      return (edge.with((widget) => widget.cart()) as CartState | undefined) ?? null
    },
    propose: (action: CartAction | CartAction[]) =>
      edge.wait<Outcome>((widget, reply) => widget.propose(action, reply)).then((outcome) => outcome ?? withdrawn),
    ask: async (text: string) => void edge.with((widget) => widget.ask(String(text))),
    refresh: async () => {
      const cart = await edge.wait<CartState>((widget, reply) => widget.reread(reply))
      if (!cart) throw new Error('Handcart: the cart could not be read')
      return cart
    },
    open: () => void edge.with((widget) => widget.panel(true)),
    close: () => void edge.with((widget) => widget.panel(false)),
    minimise: () => void edge.with((widget) => widget.panel(false)),
    on: <K extends keyof HandcartEvents>(type: K, listener: (detail: HandcartEvents[K]) => void) =>
      ears.on(type, listener as Listener),
    undo: (outcome: string) =>
      edge.wait<Outcome>((widget, reply) => widget.undo(outcome, reply)).then((ended) => ended ?? withdrawn),
    destroy: end,
  }
}
