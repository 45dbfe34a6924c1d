/** Words that grow, handed on no oftener than anybody could read. */
import type { Hears } from '../agent'

const PAUSE = 60
/** Of an answer, in UTF-16 units, and one more, so that a pair cut in two is cut off where the text is read. */
const SPEECH = 4_001

/** An answer that arrives in pieces. */
export class Growing {
  readonly #to: Hears
  #words = ''
  #told = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(to: Hears) {
    this.#to = to
  }

  get words(): string {
    return this.#words
  }

  /** The first piece is told at once, those that follow it soon after are told together. */
  add(piece: string): void {
    this.#words = (this.#words + piece).slice(0, SPEECH)
    if (this.#timer !== undefined) return
    this.flush()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.flush()
    }, PAUSE)
  }

  /** Tells what was not told yet. */
  flush(): void {
    if (this.#told === this.#words) return
    this.#told = this.#words
    this.#to.heard(this.#words, false)
  }

  answered(answer: unknown): void {
    this.#end()
    this.#to.answered(answer)
  }

  failed(code: string, why?: string, cause?: unknown): void {
    this.#end()
    this.#to.failed(code, why, cause)
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.flush()
  }
}
