/** A cart that the agent's server keeps, as the one contract has it. Nothing is decided here. */
import type { CartConfig, CartOperationResult, CartState, Operation } from '../../contract/types'
import { Printer } from '../print'
import { items, words } from './json'
import type { Frame, Link } from './link'

type Row = Record<string, unknown>

export class Basket {
  readonly #link: Link
  print: Printer
  readonly #page: string
  #reads = 0
  /** The read that waits; it is asked for again after a loss of the connection. */
  #read: { id: string; done: (cart: CartState) => void; fail: (error: unknown) => void } | undefined
  /** Changes that were sent, by operation id. They are never sent again from here. */
  readonly #changes = new Map<string, (result: CartOperationResult) => void>()
  /** The change that was refused last: what its answer names is about it, and part of no other answer. */
  refused: unknown
  readonly config: CartConfig

  constructor(link: Link, language: string, page: string) {
    this.#link = link
    this.print = new Printer(language)
    this.#page = page
    this.config = {
      enabled: true,
      onGetCart: () =>
        new Promise((done, fail) => {
          this.#reads += 1
          this.#read = { id: `${this.#page}-r${this.#reads}`, done, fail }
          this.ready()
        }),
      onAddToCart: (sku, quantity, _, operation) => this.#change('add', operation, { sku, quantity }),
      onRemoveFromCart: (sku, operation) => this.#change('remove', operation, { sku }),
      onUpdateQuantity: (sku, quantity, operation) => this.#change('update_quantity', operation, { sku, quantity }),
      onClearCart: (operation) => this.#change('clear', operation, {}),
    }
  }

  /** The connection is there (again): what is to be read is asked for. */
  ready(): void {
    if (this.#read) this.#link.send({ type: 'cart', id: this.#read.id })
  }

  /** Takes a frame; answers whether it was the end of something that was asked for. */
  take(frame: Frame): boolean {
    const { type, id, ok, reason, code, message, available, cart } = frame
    const read = this.#read
    if (read && id === read.id) {
      this.#read = undefined
      if (type === 'cart') read.done(this.#state(cart))
      else read.fail({ code, message })
      return true
    }
    const done = this.#changes.get(words(id))
    if (!done) return type !== 'error'
    this.#changes.delete(words(id))
    if (ok !== true) this.refused = id
    const said = { reason: reason ?? code, message, available, ...(cart ? { cart: this.#state(cart) } : {}) }
    done({ ok: type === 'action_result' && ok === true, ...said } as CartOperationResult)
    return true
  }

  #change(action: string, operation: Operation | undefined, what: object): Promise<CartOperationResult> {
    const { id = '', attempt = 1, signal } = operation ?? {}
    return new Promise((done, fail) => {
      if (!this.#link.send({ type: 'action', id, attempt, action, ...what })) return fail({ code: 'network' })
      this.#changes.set(id, done)
      signal?.addEventListener('abort', () => this.#changes.delete(id), { once: true })
    })
  }

  /** The server's cart in the shop's own texts: it has numbers, so they are printed in the widget's language. */
  #state(cart: unknown): CartState {
    const { items: rows, total, currency, session_only: session } = (cart ?? {}) as Row
    // Nothing is nothing, also where the server counted to minus zero.
    const money = (amount: unknown) =>
      typeof amount === 'number' && Number.isFinite(amount) ? this.print.price(amount + 0, words(currency)) : ''
    this.config.sessionOnly = session === true
    const line = (each: unknown) => {
      const { sku, name, price, promo_price: promo, quantity, image_url: image, url } = (each ?? {}) as Row
      const isLower = typeof promo === 'number' && promo < Number(words(price))
      const was = isLower ? { compareAtPrice: money(price) } : {}
      return { key: sku, id: sku, name, price: money(isLower ? promo : price), ...was, quantity, image, url }
    }
    const lines = items(rows).map(line)
    const totalItems = lines.reduce((sum, { quantity }) => sum + (Number.isInteger(quantity) ? Number(quantity) : 0), 0)
    const state = { totalItems, subtotal: money(total), total: money(total), currency }
    const amounts = typeof total === 'number' ? { amounts: { subtotal: total, total } } : {}
    // What is no list of items is refused by the reader, with a word about it.
    return { ...state, ...amounts, items: Array.isArray(rows) ? lines : rows } as unknown as CartState
  }
}
