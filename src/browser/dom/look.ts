/** What the drawing needs beside the engine's view. */
import type { CartConfig } from '../../contract/types'
import type { Options } from '../agent'
import { Kept } from './node'
import type { Entry, Line } from './view'
import type { Words } from './words'

/** Something to begin a conversation with. */
export interface Suggestion {
  text: string
  image?: string
}

/** What the host decides, and the state of the page. */
export interface Look {
  /** The shop's name, the heading of the panel. */
  title: string
  /** Below it; absent: "Automated assistant". */
  subtitle?: string
  suggestions: Suggestion[]
  /** A sentence beside the launcher, until it is closed. */
  teaser?: string
  /** Whether the panel has room for both sides. */
  wide: boolean
  /** Whether the panel stands in a container of the page, and not above the page. */
  inline: boolean
  /** Whether it stands at the start of the line, not at its end. */
  start: boolean
  theme: '' | 'light' | 'dark'
  dir?: 'ltr' | 'rtl'
  /** The language of the messages. */
  lang: string
  /** The language of the shop's names: the page's. */
  names?: string
  /** `target` of links to product pages. */
  target?: string
  /** The shop's own cart page. */
  cartPage?: string
  /** The host's own: whether it lives in the conversation alone may change. */
  host?: CartConfig
  /** The only origins that pictures are fetched from; absent: any. */
  images?: string[]
  /** Whether what is sent without a connection waits for one. */
  waits: boolean
  /** Whether something is written in the composer. */
  draft: boolean
  /** How many lines of a long cart are drawn. */
  shown: number
}

/** What is kept from drawing to drawing. */
export class Memo {
  /** The conversation, by entry and by whether there is a cart. */
  readonly feed = new Kept<Entry, boolean>()
  /** The cart, by line and what waits there. */
  readonly lines = new Kept<Line, number | undefined>()
  /** Whether the panel was open before: then it stays, hidden. */
  opened = false
  /** The side that was in front last. */
  face: 'talk' | 'cart' = 'talk'
}

/** What every part of the drawing may ask. */
export interface Cx {
  readonly look: Look
  readonly words: Words
  /** Whether the shop's cart can be used. */
  readonly cart: boolean
  readonly memo: Memo
}

/** How many lines of a long cart are drawn at first, and how many more each time. */
export const LINES = 250
const SUGGESTIONS = 6

/** A picture's address, if it is one of the web or of the page. */
function picture(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address, document.baseURI)) return undefined
  const { href, origin, protocol } = new URL(address, document.baseURI)
  return origin === location.origin || protocol === 'https:' ? href : undefined
}

function suggestion(each: string | Suggestion): Suggestion {
  if (typeof each === 'string') return { text: each }
  const image = picture(each.image)
  return { text: each.text, ...(image && { image }) }
}

/** What the options say. They were checked. */
export function look(options: Options, words: Words): Look {
  const { title, subtitle, suggestions, greeting, container, position, theme, dir, imageOrigins } = options
  return {
    title: title ?? words.t('title'),
    subtitle,
    suggestions: (suggestions ?? []).slice(0, SUGGESTIONS).map(suggestion),
    teaser: greeting,
    wide: false,
    inline: container != null,
    start: position === 'start',
    theme: theme === 'light' || theme === 'dark' ? theme : '',
    // Said in any case: a page's `* { direction }` would reach us.
    dir: dir ?? words.dir ?? (document.dir === 'rtl' ? 'rtl' : 'ltr'),
    lang: words.lang,
    names: document.documentElement.lang,
    host: options.cart,
    // A picture that came with its address has no origin.
    images: imageOrigins && ['null', location.origin, ...imageOrigins],
    waits: options.agent?.listen !== undefined,
    draft: false,
    shown: LINES,
  }
}
