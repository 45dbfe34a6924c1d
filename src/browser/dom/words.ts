/** Every sentence in one language: plain texts, plurals, and the names of countries. */
import type english from '../../sdk/messages/en.json'
import type { El, Kid } from './node'

/** The name of a message. One that is missing or misspelt is an error of types. */
export type Key = keyof typeof english
/** Messages by name; a plural has a text for each category that its language has. */
export type Messages = Readonly<Record<Key, string | { readonly [category: string]: string }>>
/** What stands for `{placeholders}`. `n` is the number that a plural goes by. */
export type Values = Readonly<Record<string, string | number>>

const HOLE = /\{([^}]*)\}?/

/** A language that the browser does not know counts like English. */
function either<T>(locale: string, make: (locale: string) => T): T {
  try {
    return make(locale)
  } catch {
    return make('en')
  }
}

export class Words {
  readonly #messages: Messages
  readonly #plural: Intl.PluralRules
  readonly #countries: Intl.DisplayNames

  constructor(messages: Messages, locale = 'en') {
    this.#messages = messages
    this.#plural = either(locale, (tag) => new Intl.PluralRules(tag))
    this.#countries = either(locale, (tag) => new Intl.DisplayNames(tag, { type: 'region' }))
  }

  #form(key: Key, number: string | number | undefined): string {
    const found = this.#messages[key]
    if (typeof found === 'string') return found
    return found[this.#plural.select(Number(number))] ?? found['other'] ?? key
  }

  /** A text with its placeholders filled in, once; those without a value stay empty. */
  readonly t = (key: Key, values: Values = {}): string =>
    this.#form(key, values['n']).replace(RegExp(HOLE, 'g'), (_, name: string) => `${values[name] ?? ''}`)

  /** The same with nodes for values. */
  readonly rich = (key: Key, values: Readonly<Record<string, El | string | number>>): Kid[] => {
    const { n } = values
    const parts = this.#form(key, typeof n === 'object' ? undefined : n).split(HOLE)
    return parts.map((part, at) => (at % 2 ? values[part] : part))
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
