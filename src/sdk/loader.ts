import { attempt, once } from './attempt'
import { failure, isFailure } from './failure'
import type * as contract from '../contract/types'
import type { Failure, Handcart, InitOptions } from '../contract/types'

/** What both entries offer: the module (`import { init } from 'handcart'`) and the script tag (`window.Handcart`). */
export type Loader = Pick<typeof contract, 'init' | 'version'>

/** What `widget.js` exports. */
export interface Widget {
  start(options: InitOptions): Promise<Handcart>
}

export const version: string = HANDCART_VERSION

function classify(error: unknown): Failure {
  if (isFailure(error)) return error
  const text = String(error)
  if (error instanceof SyntaxError) return failure('corrupt', `widget.js is broken: ${text}`, error)
  return failure(/MIME/.test(text) ? 'mime' : 'network', `widget.js could not be loaded: ${text}`, error)
}

function report(options: InitOptions, error: Failure) {
  const { onError } = options
  if (typeof onError !== 'function') return console.warn(error)
  try {
    onError.call(options, error)
  } catch (thrown) {
    console.warn('Handcart: onError threw', thrown)
  }
}

/**
 * Makes `init` out of the way to fetch the widget: `fetchWidget(times)` is called with 0, and again with 1 and 2 after a failure of the network.
 */
export function loader(fetchWidget: (times: number) => Promise<Widget>): Loader['init'] {
  const widget = once(() =>
    attempt('widget.js', (times) =>
      fetchWidget(times).catch((error: unknown) => {
        throw classify(error)
      }),
    ),
  )
  return (options = {}) => {
    if (typeof document === 'undefined') return Promise.resolve(null)
    const started = widget().then(({ start }) => start(options))
    // Reported here, so a host that does not wait for the promise has no unhandled rejection in its page.
    started.catch((error: Failure) => report(options, error))
    return started
  }
}
