/**
 * The script-tag entry. The page may ask before the script has come:
 *
 * @example
 * <script>
 *   (window.Handcart = window.Handcart || []).push(function (Handcart) { Handcart.init({ cart: myCart }) })
 * </script>
 * <script async src="https://shop.example/handcart/handcart.global.js"></script>
 */
import type { Handcart, InitOptions } from '../contract/types'
import { loader, version } from './loader'

/** What waits for Handcart, and is called with it. */
export type Waiting = (handcart: GlobalHandcart) => void

/** `window.Handcart` once the script has come. */
export interface GlobalHandcart {
  /** As the module's `init`. */
  init(options?: InitOptions): Promise<Handcart | null>
  /** The version of this package. */
  readonly version: string
  /** Calls `waiting` at once. Before the script had come, an array with the same `push` kept it. */
  push(...waiting: Waiting[]): void
}

declare global {
  interface Window {
    Handcart?: GlobalHandcart | Waiting[]
  }
}

const here = (document.currentScript as HTMLScriptElement | null)?.src || document.baseURI
const present = window.Handcart

if (present && !Array.isArray(present)) {
  console.warn(`Handcart: a second copy of the script was ignored; version ${present.version} stays`)
} else {
  const handcart: GlobalHandcart = {
    // A browser may remember a failed import by its address, so a new try has a new address.
    init: loader((times) => import(new URL(`widget.js${times ? `?again=${times}` : ''}`, here).href)),
    version,
    push(...waiting) {
      for (const call of waiting)
        try {
          call(handcart)
        } catch (error) {
          console.error('Handcart: a function in the queue threw', error)
        }
    },
  }
  window.Handcart = handcart
  handcart.push(...(present ?? []))
}
