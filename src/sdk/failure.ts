/**
 * Why Handcart could not start.
 *
 * - `unsupported`: the browser has no WebAssembly (or it is switched off, as in Lockdown Mode)
 * - `csp`: the page's Content Security Policy refuses it; allow `'wasm-unsafe-eval'` in `script-src`, and our files in `script-src` and `connect-src`
 * - `network`: a file could not be fetched
 * - `mime`: a file was answered as something that a browser will not run
 * - `corrupt`: what came is not our wasm, is cut short, or belongs to another version
 * - `timeout`: a file took longer than ten seconds
 * - `config`: the options are wrong; the message lists every problem
 */
export type FailureCode = 'unsupported' | 'csp' | 'network' | 'mime' | 'corrupt' | 'timeout' | 'config'

/** What `init` rejects with, and what `onError` receives. */
export interface Failure extends Error {
  readonly code: FailureCode
  /** Whether calling `init` again later can help. */
  readonly retryable: boolean
}

/** @internal */
export function failure(code: FailureCode, message: string, cause?: unknown): Failure {
  const retryable = code === 'network' || code === 'timeout'
  return Object.assign(new Error(`Handcart: ${message}`, { cause }), { code, retryable })
}

/** @internal */
export const isFailure = (error: unknown): error is Failure =>
  error instanceof Error && 'code' in error && 'retryable' in error
