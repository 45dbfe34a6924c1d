/** Numbers as people read them, for what comes without the shop's own text. */
export class Printer {
  readonly locale: string | undefined
  /** Making one of these is slow, and a shop has one currency. */
  readonly #formats = new Map<string, Intl.NumberFormat>()

  constructor(locale: string | undefined) {
    this.locale = locale
  }

  /** An amount with its currency: `129,00 €`. */
  price(amount: number, currency: string): string {
    try {
      const format = this.#formats.get(currency) ?? new Intl.NumberFormat(this.locale, { style: 'currency', currency })
      this.#formats.set(currency, format)
      return format.format(amount)
    } catch {
      return `${amount} ${currency}`
    }
  }

  /** With at most one decimal: `4,6`. */
  decimal(number: number): string {
    return number.toLocaleString(this.locale, { maximumFractionDigits: 1 })
  }
}
