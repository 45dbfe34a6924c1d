import type { Handcart, InitOptions } from '../contract/types'
import { attempt, once } from './attempt'
import { failure, isFailure, type Failure } from './failure'

/** What both entries offer: the module (`import { init } from 'handcart'`) and the script tag (`window.Handcart`). */
export interface Loader {
  /**
   * Puts the assistant on the page. Fetches the widget when it is first called; the page stays as it is until then.
   *
   * Resolves to the handle, or to `null` where there is no document (on a server).
   * Rejects with an error that has a `code` and `retryable`, after `options.onError` was called with the same error.
   * The page is then as it was, and `init` can be called again.
   */
  init(options: InitOptions): Promise<Handcart | null>
  /** The version of this package. */
  readonly version: string
}

/** @internal */
export interface Widget {
  start(options: InitOptions): Promise<Handcart>
}

/** @internal */
export const version = HANDCART_VERSION

function classify(error: unknown): Failure {
  if (isFailure(error)) return error
  const text = String(error)
  if (error instanceof SyntaxError) return failure('corrupt', `widget.js is broken: ${text}`, error)
  return failure(/MIME/.test(text) ? 'mime' : 'network', `widget.js could not be loaded: ${text}`, error)
}

function report(options: InitOptions, error: unknown) {
  const { onError } = options ?? {}
  if (typeof onError !== 'function') return console.warn(error)
  try {
    onError.call(options, error)
  } catch (thrown) {
    console.warn('Handcart: onError threw', thrown)
  }
}

/**
 * Makes `init` out of the way to fetch the widget: `fetchWidget(times)` is called with 0, and again with 1 and 2 after a failure of the network.
 * @internal
 */
export function loader(fetchWidget: (times: number) => Promise<Widget>): Loader['init'] {
  const widget = once(() =>
    attempt('widget.js', (times) =>
      fetchWidget(times).catch((error: unknown) => {
        throw classify(error)
      }),
    ),
  )
  return (options) => {
    if (typeof document === 'undefined') return Promise.resolve(null)
    const started = widget().then(({ start }) => start(options))
    // Reported here, so a host that does not wait for the promise has no unhandled rejection in its page.
    started.catch((error: unknown) => report(options, error))
    return started
  }
}
