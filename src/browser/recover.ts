/**
 * Going on after the wasm instance was lost: a trap, no stack, no memory. It cannot be asked any more, so what has to
 * outlive it is kept here when it crosses the border, as plain numbers and texts.
 */
import type { Outcome } from '../contract/types'
import type { Call } from './call'

/** So many losses within so many milliseconds, and no instance follows. */
const MOST = 3
const WITHIN = 60_000

/** What the next instance is told beside the options (`call.rs` reads it). */
export interface Kept {
  /** The number of the last request. */
  ticket: number
  /** The number of the last outcome, as it stands in its id. */
  outcome?: string
  /** Ids of proposals that were taken. */
  ids: string[]
  /** The change that the host was asked for and whose outcome was not reported. */
  call?: Call
  /** Whether the panel was open in the last drawing. */
  open?: boolean
}

/** What stands between an instance and whom it asks: once it is lost, a call of its own throws, and it ends there. */
export const gate = <T extends object>(asked: T, isAlive: () => boolean): T =>
  new Proxy(asked, {
    get:
      (real, name) =>
      (...args: unknown[]) => {
        if (!isAlive()) throw new Error('lost')
        return (real as Record<PropertyKey, (...all: unknown[]) => unknown>)[name]?.(...args)
      },
  })

export class Recovery {
  readonly kept: Kept = { ticket: 0, ids: [] }
  /** Promises that wait for an outcome or a read. */
  readonly #replies = new Map<number, (value: unknown) => void>()
  #reply = 0
  /** The host's own key of the line that the change addresses. */
  #key: unknown
  #losses: number[] = []

  /** Hands a promise's name to `work`; the promise settles with what the engine tells it, or `null` after the end. */
  wait<T>(work: (reply: number) => void): Promise<T | null> {
    return new Promise((resolve) => {
      this.#reply += 1
      this.#replies.set(this.#reply, resolve as (value: unknown) => void)
      work(this.#reply)
    })
  }

  settle(reply: number, value: unknown): void {
    this.#replies.get(reply)?.(value)
    this.#replies.delete(reply)
  }

  /** The host is asked for a change. */
  asked(ticket: number, call: Call, key: unknown): void {
    this.kept.ticket = ticket
    this.kept.call = call
    this.#key = key
  }

  /** An action ended. */
  ended(reply: number, outcome: Outcome): void {
    const { kept } = this
    // What was refused has no id.
    kept.outcome = outcome.id?.split('-')[1] ?? kept.outcome
    if (outcome.operation === kept.call?.operation) delete kept.call
    this.settle(reply, outcome)
  }

  /** Ends every promise, or at a loss all but that of a change whose end the next instance reports. */
  end(isLoss = false): void {
    const { call } = this.kept
    for (const reply of this.#replies.keys())
      if (reply !== call?.reply) this.settle(reply, null)
      else if (!isLoss) this.settle(reply, this.#unknown(call))
  }

  /** Whether another instance may follow the one that was lost now. */
  lose(): boolean {
    const now = performance.now()
    this.#losses = this.#losses.filter((at) => now - at < WITHIN)
    this.end(true)
    return this.#losses.push(now) < MOST
  }

  /** The outcome of a change that nobody will report any more. */
  #unknown({ type, product, quantity, country, operation, source, name }: Call): Outcome {
    const action = { type, productId: product, itemKey: this.#key, quantity, countryCode: country }
    return { id: operation, action, name, result: 'unknown', operation, source, undoable: false } as Outcome
  }
}
