/** What the widget speaks: each language is a file beside this script, and the host may replace any message. */
import { attempt } from './attempt'
import { failure, missing } from './failure'
import { type Form, type Messages, Words } from '../browser/dom/words'
import type { HandcartError, InitOptions } from '../contract/types'

/** Written out one by one: that is how bundlers find files to copy. */
const FILES = {
  ar: () => new URL('messages/ar.json', import.meta.url),
  de: () => new URL('messages/de.json', import.meta.url),
  en: () => new URL('messages/en.json', import.meta.url),
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

export type Given = Readonly<Record<string, Form>>

/** The language that was asked for, else the page's, else the browser's. `de_AT` of an old page is `de-AT`. */
export function locale(tag = document.documentElement.lang || navigator.language): string {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).toString()
  } catch {
    return 'en'
  }
}

async function fetched(url: URL): Promise<Given> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT) })
  if (!response.ok) throw new Error(`${url} was answered with status ${response.status}`)
  return (await response.json()) as Given
}

async function english(): Promise<Given> {
  try {
    return await fetched(FILES.en())
  } catch (cause) {
    throw failure('network', `messages/en.json could not be loaded: ${cause}`, cause)
  }
}

/**
 * The words for these options, whose `locale` is what {@link locale} made of it. A language that cannot be loaded is
 * English; rejects with a {@link Failure} when that cannot be loaded either.
 */
export async function speak(
  { locale = 'en', messages }: InitOptions,
  warn: (error: HandcartError) => void,
): Promise<Words> {
  const language = locale.replace(/-.*/, '')
  const file = (FILES as Readonly<Record<string, () => URL>>)[language]
  let theirs: Given | undefined
  try {
    theirs = file && (await fetched(file()))
  } catch (cause) {
    if (file !== FILES.en)
      warn({ code: 'network', message: `messages/${language}.json could not be loaded: ${cause}`, cause })
  }
  // English counts as English counts, unless the host speaks the language itself.
  const spoken = language === 'en' || theirs || messages ? locale : 'en'
  const known = theirs ?? (await attempt('messages/en.json', english))
  const own = messages && (await import('./options.js').catch(missing('options.js'))).fitting(messages, known)
  return new Words({ ...known, ...own } as Messages, spoken)
}
