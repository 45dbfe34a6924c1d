/** A call of a host callback, as the engine asks for it (`call.rs` writes it), and its arguments in the contract's order. */
import type { CartConfig, Operation } from '../contract/types'

export interface Call {
  type: 'ADD_SUGGESTION' | 'REMOVE' | 'UPDATE_QUANTITY' | 'CLEAR' | 'SET_DESTINATION_COUNTRY'
  product?: string
  external?: string
  /** The number of the line's key. */
  key?: number
  quantity?: number
  previous?: number
  country?: string
  /** The number in the operation's id. */
  id: number
  operation: string
  attempt: number
  source: 'shopper' | 'agent' | 'desk'
  /** The promise that waits for the outcome. */
  reply?: number
  /** The product's name, and its variant. */
  name: string
  variant?: string
}

/** The callback of a call, and its arguments. `key` is the host's own key of the line. */
export function inOrder(call: Call, key: unknown, signal: AbortSignal): [name: keyof CartConfig, ...args: unknown[]] {
  const { product, external, quantity, previous, country, operation: id, attempt, source, type } = call
  const operation: Operation = {
    id,
    attempt,
    source,
    ...(previous === undefined ? {} : { previousQuantity: previous }),
    signal,
  }
  const calls: Record<Call['type'], [name: keyof CartConfig, ...args: unknown[]]> = {
    ADD_SUGGESTION: ['onAddToCart', product, quantity, external, operation],
    REMOVE: ['onRemoveFromCart', key, operation],
    UPDATE_QUANTITY: ['onUpdateQuantity', key, quantity, operation],
    CLEAR: ['onClearCart', operation],
    SET_DESTINATION_COUNTRY: ['onSetDestinationCountry', country, operation],
  }
  return calls[type]
}

/** What a callback's error says, whatever was thrown. */
export const message = (error: unknown): string => {
  try {
    return String((error as Error)?.message ?? error)
  } catch {
    return 'an error that cannot be read'
  }
}

/** `canAddToCart`: `true`, or the reason why not, or `false`. */
export function permitted(cart: CartConfig | undefined, product: unknown, threw: (error: unknown) => void): unknown {
  const ask = cart?.canAddToCart
  if (typeof ask !== 'function') return true
  try {
    const answer = ask.call(cart, product as never)
    if (answer === true || (typeof answer === 'object' && answer?.allowed === true)) return true
    return (typeof answer === 'object' && answer?.reason) || false
  } catch (error) {
    threw(error)
    return false
  }
}

/** Calls the host. What it throws fails like what it rejects with. */
export function call(
  cart: CartConfig | undefined,
  name: keyof CartConfig,
  args: unknown[],
  settled: (value: unknown) => void,
  failed: (error: unknown) => void,
): void {
  Promise.resolve()
    .then(() => {
      const callback: unknown = cart?.[name]
      if (typeof callback !== 'function')
        throw new TypeError(`cart.${name}: expected a function, got ${typeof callback}`)
      return callback.apply(cart, args) as unknown
    })
    .then(settled, failed)
}
