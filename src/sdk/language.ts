/** What the widget speaks: English is at hand, another language is a file beside this script, and the host may replace any message. */
import english from './messages/en.json'
import { type Form, type Messages, Words } from '../browser/dom/words'
import type { HandcartError, InitOptions } from '../contract/types'

/** Written out one by one: that is how bundlers find files to copy. */
const FILES: Readonly<Record<string, () => URL>> = {
  ar: () => new URL('messages/ar.json', import.meta.url),
  de: () => new URL('messages/de.json', import.meta.url),
  es: () => new URL('messages/es.json', import.meta.url),
  fr: () => new URL('messages/fr.json', import.meta.url),
  it: () => new URL('messages/it.json', import.meta.url),
  ja: () => new URL('messages/ja.json', import.meta.url),
  pl: () => new URL('messages/pl.json', import.meta.url),
  pt: () => new URL('messages/pt.json', import.meta.url),
  uk: () => new URL('messages/uk.json', import.meta.url),
}
/** Nobody waits longer for words: English is better than nothing. */
const LIMIT = 5_000

type Given = Readonly<Record<string, Form>>

const known: Given = english
const names = Object.keys(known)
const holes = (form: Form): string[] => JSON.stringify(form).match(/\{[^"}]+\}?/g) ?? []

/** The language that was asked for, else the page's, else the browser's. `de_AT` of an old page is `de-AT`. */
export function locale(tag = document.documentElement.lang || navigator.language): string {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).toString()
  } catch {
    return 'en'
  }
}

/** The messages that can stand for ours: those with a name that we know and no placeholder that would stay empty. */
function fitting(given: Given): Given {
  return Object.fromEntries(
    Object.entries(given).filter(([name, form]) => {
      const ours = names.includes(name) ? holes(known[name] ?? '') : undefined
      // {Option} is {option} as the shop writes it, for languages that write nouns large.
      const strange = ours ? holes(form).filter((hole) => !ours.includes(hole.replace('O', 'o'))) : [name]
      if (strange.length) console.warn(`Handcart: messages.${name}: expected ${ours ?? names}, received ${strange}`)
      return !strange.length
    }),
  )
}

async function fetched(url: URL): Promise<Given> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT) })
  if (!response.ok) throw new Error(`${url} was answered with status ${response.status}`)
  return (await response.json()) as Given
}

/** The words for these options, whose `locale` is what {@link locale} made of it. Never fails: what is missing is English. */
export async function speak(
  { locale = 'en', messages }: InitOptions,
  warn: (error: HandcartError) => void,
): Promise<Words> {
  const language = locale.replace(/-.*/, '')
  const file = FILES[language]
  let theirs: Given | undefined
  try {
    theirs = file && (await fetched(file()))
  } catch (cause) {
    warn({ code: 'network', message: `messages/${language}.json could not be loaded: ${cause}`, cause })
  }
  // English counts as English counts, unless the host speaks the language itself.
  const spoken = language === 'en' || theirs || messages ? locale : 'en'
  return new Words({ ...known, ...theirs, ...fitting(messages ?? {}) } as Messages, spoken)
}
