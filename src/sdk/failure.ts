import type { Failure, FailureCode } from '../contract/types'

/** Why the widget could not start, as an error. */
export function failure(code: FailureCode, message: string, cause?: unknown): Failure {
  const retryable = code === 'network' || code === 'timeout'
  return Object.assign(new Error(`Handcart: ${message}`, { cause }), { code, retryable })
}

export const isFailure = (error: unknown): error is Failure =>
  error instanceof Error && 'code' in error && 'retryable' in error

/** Throws for one of our files that did not come. */
export const missing =
  (name: string) =>
  (cause: unknown): never => {
    throw failure('network', `${name} could not be loaded: ${cause}`, cause)
  }
