/** What the wasm tells, made whole again: the same for whoever shows it. */
import type { CartState } from '../../contract/types'
import type { Cart, Drawing, Line, Side, Speech, Spot, View } from './view'

/** Tells what somebody did: the control's act, its value, and the browser's word that it was a person. */
export type Tell = (act: string, value: string, trusted: boolean) => void

/** Whoever shows the widget: the screen, or in headless mode the host's own code. */
export interface Front {
  /** What was told last. */
  readonly view: View | undefined
  /** Begins to hear, inside `guard`. */
  listen(signal: AbortSignal, guard: (work: () => void) => void): void
  draw(drawing: Drawing): void
  /** What is drawn next was told by another instance. */
  leave(): void
  /** No instance follows. */
  end(): void
  speak(speech: Speech, urgent: boolean): void
  focus(spot: Spot, number: number): void
  /** Whether there is room for both sides. */
  widen(wide: boolean): void
}

/** Makes it. `hold`: somebody looks at a toast, or no longer. */
export type MakeFront = (tell: Tell, hold: (held: boolean) => void) => Front

/** The whole cart: lines that did not change are the same objects as before. */
function merged(next: Drawing['side'], before: Cart | undefined): Side | undefined {
  if (!next) return undefined
  const { cart, ...side } = next
  if (!cart) return before ? { ...side, cart: before } : side
  const items = cart.items.flatMap((line) => (typeof line === 'number' ? (before?.items[line] ?? []) : line))
  return { ...side, cart: { ...cart, items } }
}

/** What a drawing shows, where it tells all of it: the same again draws nothing. Entries and a cart are told as differences. */
export const lasting = (drawing: Drawing): string =>
  drawing.entries.length || drawing.side?.cart ? '' : JSON.stringify(drawing)

/** What there is to show now. */
export function whole({ order, entries, side, ...rest }: Drawing, before: View | undefined): View {
  const known = new Map(before?.feed.map((entry) => [entry.id, entry]))
  for (const entry of entries) known.set(entry.id, entry)
  const feed = order.flatMap((id) => known.get(id) ?? [])
  const now = merged(side, before?.side?.cart)
  return { ...rest, feed, ...(now && { side: now }) }
}

/** Lines without what is the widget's own: what the wasm makes is slow to copy, and what was copied once is not. */
const plain = new WeakMap<Line, object>()

/** A line of the host's own, which may be changed. */
function item(line: Line): object {
  let made = plain.get(line)
  if (!made) {
    const { keyNumber: _, ...rest } = line
    plain.set(line, (made = rest))
  }
  return { ...made }
}

/** The cart as it was told last, for the host: without what is the widget's own. */
export function cartOf(view: View | undefined): CartState | null {
  const cart = view?.side?.cart
  if (!cart) return null
  const { shipping, ...rest } = cart
  const items = cart.items.map(item)
  if (!shipping) return { ...rest, items } as unknown as CartState
  const { progress: _, ...delivery } = shipping
  return { ...rest, items, shipping: delivery } as unknown as CartState
}
