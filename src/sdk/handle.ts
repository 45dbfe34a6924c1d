/** The handle that `init` resolves to: a thin cover over the wasm that is safe to call at any time, also after the end. */
import type { Options } from '../browser/agent'
import type { Edge, Emit } from '../browser/edge'
import type {
  CartAction,
  CartState,
  Changes,
  EventMap,
  EventName,
  Handcart,
  HandcartError,
  InitOptions,
  Outcome,
  Patience,
  Refusal,
} from '../contract/types'
import { missing } from './failure'
import type { Kit } from './tools'

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
  options: Options
  /** What the host gave. */
  given: InitOptions
  /** Where it is drawn. */
  root: ShadowRoot
  fail(error: HandcartError): void
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

const LOST = 'tools.js failed'

/** Makes the handle. */
export function handle(made: Handle): Handcart {
  const { edge, ears, options, end } = made
  type Ended = Outcome | Refusal
  const gone: Refusal = {
    result: 'rejected',
    code: 'not-enabled',
    detail: 'the widget was destroyed or restarted, or the caller gave up before',
  }
  type Far = typeof import('./tools.js')
  // What most pages never use is a file of its own, beside this one.
  const far =
    (name: keyof Far, otherwise?: unknown) =>
    (...args: unknown[]): Promise<never> =>
      import('./tools.js')
        .then((part) => (part[name] as (...all: unknown[]) => unknown)(kit, ...args))
        .catch((cause: unknown) => {
          edge.warn(LOST, cause)
          return otherwise
        }) as Promise<never>
  let part: Promise<typeof import('./change.js')> | undefined
  // One promise: several imports of a file under way may arrive in any order, and changes are made in that of the calls.
  const changer = () =>
    (part ??= import('./change.js').catch((cause: unknown) => {
      part = undefined
      return missing('change.js')(cause)
    }))
  const isHeadless = () => edge.warn('headless is not true')
  const handcart: Handcart = {
    get cart(): CartState | null {
      return edge.cart
    },
    propose: (action: CartAction | CartAction[], how?: Patience) =>
      edge.wait<Ended>((widget, reply) => widget.propose(action, reply), how?.signal).then((ended) => ended ?? gone),
    ask: async (text: string) => void edge.with((widget) => widget.ask(String(text))),
    refresh: () => edge.wait<CartState>((widget, reply) => widget.reread(reply)),
    open: () => void edge.with((widget) => widget.panel(true)),
    close: () => void edge.with((widget) => widget.panel(false)),
    minimise: () => void edge.with((widget) => widget.panel(false)),
    on: <E extends EventName>(type: E, listener: (detail: EventMap[E]) => void) => ears.on(type, listener as Listener),
    undo: (outcome: string) =>
      edge.wait<Ended>((widget, reply) => widget.undo(String(outcome), reply)).then((ended) => ended ?? gone),
    tools: far('tools', []),
    callTool: far('callTool', { ok: false, code: 'network', message: LOST }),
    journal: far('journal', []),
    subscribe: () => (isHeadless(), () => {}),
    answer: isHeadless,
    update: (changes?: Changes) => changer().then(({ update }) => update(kit, changes)),
    destroy: end,
  }
  const kit: Kit & Handle = { ...made, handcart }
  // Nothing is fetched for a browser that has no such thing.
  if (options.webmcp && ('modelContext' in document || 'modelContext' in navigator)) far('webmcp')()
  return handcart
}
