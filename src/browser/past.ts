/** What was shown of proposals and how they ended: an agent is told of it with the next message, and a journal is made of it. */
import type { Outcome } from '../contract/types'
import type { Ask, Drawing, Entry } from './dom/view'

/** It is told of so many, the newest. */
const MOST = 20
/** So many drawings and outcomes are kept. */
const KEPT = 2_000

/** The proposals of a drawing, open and ended. */
export interface Cards {
  entries: Entry[]
  dialog?: Ask
}

/** One outcome as an agent is told of it, with its rows: nothing of the host's texts, and no cart. */
export const brief = ({ cart, notice, error, operation, source, lines, ...told }: Outcome): object => ({
  ...told,
  lines: lines?.map(brief),
})

export class Past {
  /** In the order in which it happened; `at` in milliseconds since 1970. */
  readonly all: [at: number, what: Cards | Outcome][] = []
  #untold: object[] = []

  /** Something was drawn. */
  drawn({ entries, dialog }: Drawing): void {
    if (dialog || entries.length) this.#keep({ entries, dialog })
  }

  /** What is drawn next was told by another instance. */
  left(): void {
    this.#keep({ entries: [] })
  }

  /** An action ended; what was never offered has no id, and is not kept. */
  ended(outcome: Outcome): void {
    if (!outcome.id) return
    this.#untold.push(brief(outcome))
    this.#keep(outcome)
  }

  /** What the agent has not been told, oldest first. It is told now. */
  tell(): object[] {
    return this.#untold.splice(0).slice(-MOST)
  }

  /** It could not be told. */
  untell(outcomes: object[]): void {
    this.#untold.unshift(...outcomes)
  }

  #keep(what: Cards | Outcome): void {
    if (this.all.push([Date.now(), what]) > KEPT) this.all.shift()
  }
}
