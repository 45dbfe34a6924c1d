/** Gets the wasm that lies beside this script and starts it, once. */
import { attempt, once } from './attempt'
import { fresh, type Widget } from './bindings'
import type { Failure } from '../contract/types'
import { failure, isFailure } from './failure'

const POLICY = /unsafe-eval|wasm-eval|content security|\bcsp\b/i

/** Makes an instance of the wasm and gives what it exports. Each stands alone: one that is lost takes no other with it. */
export type Fresh = () => typeof Widget

function classify(error: unknown, url: string): Failure {
  if (isFailure(error)) return error
  const text = String(error)
  if (POLICY.test(text))
    return failure(
      'csp',
      "the page's Content Security Policy refuses WebAssembly; script-src needs 'wasm-unsafe-eval'",
      error,
    )
  if (error instanceof WebAssembly.CompileError) return failure('corrupt', `${url} is damaged: ${text}`, error)
  return failure('network', `${url} could not be loaded: ${text}`, error)
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url)
  if (!response.ok) throw failure('network', `${url} was answered with status ${response.status}`)
  // With parameters, or as anything else, it would not be taken.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response)
  return WebAssembly.compile(await response.arrayBuffer())
}

/** Tells a fetch that the page's policy refused from one that the network lost. */
async function watched<T>(url: string, work: () => Promise<T>): Promise<T> {
  let refused = false
  const note = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    refused ||= blockedURI !== '' && url.startsWith(blockedURI)
  }
  document.addEventListener('securitypolicyviolation', note)
  try {
    return await work()
  } catch (error) {
    await new Promise((done) => setTimeout(done))
    if (refused)
      throw failure('csp', `the page's Content Security Policy refuses ${url}; connect-src must allow it`, error)
    throw classify(error, url)
  } finally {
    document.removeEventListener('securitypolicyviolation', note)
  }
}

function instantiate(module: WebAssembly.Module, url: string): typeof Widget {
  try {
    return fresh(module)
  } catch (error) {
    throw failure('corrupt', `${url} and widget.js are of different versions`, error)
  }
}

/**
 * Resolves to what makes instances of the wasm. Each address is fetched once; a call after a failure starts again.
 * Rejects with a {@link Failure}.
 */
export const load: (url?: string | URL) => Promise<Fresh> = once(async (url?: string | URL) => {
  if (typeof WebAssembly === 'undefined') throw failure('unsupported', 'this browser has no WebAssembly')
  const href = new URL(url ?? new URL('handcart_bg.wasm', import.meta.url), document.baseURI).href
  const module = await attempt(href, () => watched(href, () => compile(href)))
  return () => instantiate(module, href)
})
