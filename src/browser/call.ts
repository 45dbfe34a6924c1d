/** A call of a host callback, as the engine asks for it (`call.rs` writes it), and its arguments in the contract's order. */
import type { Operation } from '../contract/types'

export interface Call {
  name: 'onAddToCart' | 'onRemoveFromCart' | 'onUpdateQuantity' | 'onClearCart' | 'onSetDestinationCountry'
  product?: string
  external?: string
  /** The number of the line's key. */
  key?: number
  quantity?: number
  previous?: number
  country?: string
  operation: string
  attempt: number
  source: 'shopper' | 'agent' | 'desk'
  /** The promise that waits for the outcome. */
  reply?: number
  /** The product's name. */
  of: string
}

/** The arguments of a call. `key` is the host's own key of the line. */
export function inOrder(call: Call, key: unknown, signal: AbortSignal): unknown[] {
  const { product, external, quantity, previous, country, operation: id, attempt, source } = call
  const operation: Operation = {
    id,
    attempt,
    source,
    ...(previous === undefined ? {} : { previousQuantity: previous }),
    signal,
  }
  return {
    onAddToCart: [product, quantity, external, operation],
    onRemoveFromCart: [key, operation],
    onUpdateQuantity: [key, quantity, operation],
    onClearCart: [operation],
    onSetDestinationCountry: [country, operation],
  }[call.name]
}

/** What a callback's error says, whatever was thrown. */
export const message = (error: unknown): string => {
  try {
    return String((error as Error)?.message ?? error)
  } catch {
    return 'an error that cannot be read'
  }
}
