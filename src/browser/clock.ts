/** Visible time, which stands still while the page is hidden, and one timer in it. */
export class Clock {
  readonly #tick: () => void
  readonly #returned: (away: number) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #timerAt = Infinity
  #deadline = Infinity
  #hiddenFor = 0
  #hiddenSince = document.hidden ? performance.now() : undefined

  /** `returned` is told how long the page was hidden. */
  constructor(tick: () => void, returned: (away: number) => void) {
    this.#tick = tick
    this.#returned = returned
  }

  now(): number {
    return (this.#hiddenSince ?? performance.now()) - this.#hiddenFor
  }

  /** Keeps one timer; a later wish leaves it alone, since it looks again when it fires. */
  wake(at: number): void {
    this.#deadline = at < 0 ? Infinity : at
    if (this.#hiddenSince !== undefined || this.#deadline >= this.#timerAt || this.#deadline === Infinity) return
    clearTimeout(this.#timer)
    this.#timerAt = this.#deadline
    const pause = Math.min(Math.max(0, Math.ceil(this.#deadline - this.now())), 2 ** 31 - 1)
    this.#timer = setTimeout(() => {
      this.#timerAt = Infinity
      if (this.now() >= this.#deadline) this.#tick()
      else this.wake(this.#deadline)
    }, pause)
  }

  /** No timer is left. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timerAt = this.#deadline = Infinity
  }

  /** The page was hidden, or is seen again. */
  turn(): void {
    if (document.hidden) {
      this.#hiddenSince ??= performance.now()
      clearTimeout(this.#timer)
      this.#timerAt = Infinity
    } else if (this.#hiddenSince !== undefined) {
      const away = performance.now() - this.#hiddenSince
      this.#hiddenFor += away
      this.#hiddenSince = undefined
      this.#returned(away)
      this.wake(this.#deadline === Infinity ? -1 : this.#deadline)
    }
  }
}
