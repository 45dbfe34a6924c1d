/** Every sentence in one language: plain texts, plurals, numbers, and the names of countries. */
import type english from '../../sdk/messages/en.json'
import type { El, Kid } from './node'

/** The name of a message. One that is missing or misspelt is an error of types. */
export type Key = keyof typeof english
/**
 * A message, or a more exact one where the language has it: `undone-clear` is else said as `undone`. What something means
 * is said only where there is something to say.
 */
export type Name = Key | `${Key}-${string}` | `means-${string}`
/** A text, or one for each category of plurals that its language has. */
export type Form = string | { readonly [category: string]: string }
/** Messages by name. */
export type Messages = Readonly<Record<Key, Form>>
/** What stands for `{placeholders}`. `n` is the number that a plural goes by. */
export type Values = Readonly<Record<string, string | number>>

const HOLE = /\{([^}]*)\}?/
const HOLES = RegExp(HOLE, 'g')
const RTL = /^(ar|fa|he|ur)\b/

export class Words {
  readonly #messages: Messages
  readonly #plural: Intl.PluralRules
  readonly #numbers: Intl.NumberFormat
  readonly #countries: Intl.DisplayNames
  /** The language of the messages. */
  readonly lang: string
  /** Set where it is written from right to left. */
  readonly dir: 'rtl' | undefined

  /** `locale` is a tag that `Intl` takes. */
  constructor(messages: Messages, locale = 'en') {
    this.#messages = messages
    this.lang = locale
    this.dir = RTL.test(locale) ? 'rtl' : undefined
    this.#plural = new Intl.PluralRules(locale)
    this.#numbers = new Intl.NumberFormat(locale)
    this.#countries = new Intl.DisplayNames(locale, { type: 'region' })
  }

  #form(key: string, number: string | number | undefined): string {
    const found = this.#messages[key as Key]
    if (found === undefined) return key && this.#form(key.replace(/-?[^-]*$/, ''), number)
    if (typeof found === 'string') return found
    return found[this.#plural.select(Number(number))] ?? found['other'] ?? key
  }

  /** A value as it stands in a sentence: a Latin name among Arabic words must not pull its neighbours along. */
  #value(value: string | number | undefined): string {
    if (typeof value === 'number') return this.n(value)
    return value && this.dir ? `\u2068${value}\u2069` : (value ?? '')
  }

  /** A number as people write it. */
  readonly n = (number: number): string => this.#numbers.format(number)

  /** A text with its placeholders filled in, once; those without a value stay empty. */
  readonly t = (key: Name, values: Values = {}): string =>
    this.#form(key, values['n']).replace(HOLES, (_, name: string) => this.#value(values[name]))

  /** The same with nodes for values. */
  readonly rich = (key: Name, values: Readonly<Record<string, El | string | number>>): Kid[] => {
    const { n } = values
    const parts = this.#form(key, typeof n === 'object' ? undefined : n).split(HOLE)
    return parts.map((part, at) => {
      const value = values[part]
      return at % 2 === 0 ? part : typeof value === 'object' ? value : this.#value(value)
    })
  }

  /** The name of a country, or its code. */
  readonly country = (code: string): string => {
    try {
      return this.#countries.of(code) ?? code
    } catch {
      return code
    }
  }
}
