/** The widget: what the loaders fetch when `init` is first called. */
// Texts first: what follows compresses better after them.
import tokens from './styles/tokens.css'
import widgetCss from './styles/widget.css'
import { locale, speak } from './language'
import { look } from '../browser/dom/look'
import { Screen } from '../browser/dom/screen'
import { type Agent, behind, type Options, within } from '../browser/agent'
import { Edge, type Emit } from '../browser/edge'
import type { Handcart, HandcartError, InitOptions } from '../contract/types'
import { FAR } from './far'
import { listeners, type Handle, handle } from './handle'
import { load } from './load'
import { fits } from './shape'
import { missing } from './failure'
import type { Words } from '../browser/dom/words'

let sheet: CSSStyleSheet | undefined

/** Widgets that live or are about to, by the element they stand in. */
const alive = new WeakMap<Element, Promise<Handcart>>()

/** One stylesheet for all: a constructed one needs no exception in the page's policy. */
function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(tokens + widgetCss)
  }
  return sheet
}

function element(container: InitOptions['container']): Element {
  const found = typeof container === 'string' ? document.querySelector(container) : container
  return found ?? document.body
}

/**
 * Starts one widget. A second call for the same place gives the first one's handle: a script that runs twice must not
 * show two assistants.
 */
export function start(options: InitOptions): Promise<Handcart> {
  if (fits(options)) return place(options)
  // What is wrong with them is told by a file of its own, which also knows caps: most pages never need it.
  return import('./options.js').then(({ insist }) => insist(options), missing('options.js')).then(place)
}

function place(options: InitOptions): Promise<Handcart> {
  const parent = element(options.container)
  const present = alive.get(parent)
  if (present) {
    console.warn('Handcart: init was called twice for the same place; the first widget stays')
    return present
  }
  const begun = begin(options, parent)
  alive.set(parent, begun)
  begun.catch(() => alive.delete(parent))
  return begun
}

/** Tells the developer; without anybody to tell it is one line in the console. */
function report(error: HandcartError, onError: InitOptions['onError']): void {
  try {
    if (onError) onError(error)
    else console.warn(`Handcart: ${error.message}`)
  } catch (thrown) {
    console.warn('Handcart: onError threw', thrown)
  }
}

/** A socket is a file of its own: most pages have none. */
async function reached(agent: InitOptions['agent'], words: Words): Promise<Agent | undefined> {
  if (!agent) return undefined
  if ('respond' in agent) return within(agent)
  if (!('socket' in agent)) return behind(agent)
  return import('../browser/transport/socket.js').then(({ connect }) => connect(agent, words), missing('socket.js'))
}

type Fitting = typeof import('./fit.js')
/** Without it the widget stands where it stands. */
const fitting = (work: (part: Fitting) => void) => void import('./fit.js').then(work, () => {})

async function begin(given: InitOptions, parent: Element): Promise<Handcart> {
  const spoken = { ...given, locale: locale(given.locale) }
  const { headless } = given
  const [fresh, words, other] = await Promise.all([
    load(given.wasmUrl),
    speak(spoken, (error) => report(error, given.onError)),
    headless ? import('./headless.js').catch(missing('headless.js')) : undefined,
  ])
  const agent = await reached(given.agent, words)
  const cart = given.cart ?? agent?.cart
  const options: Options = { ...spoken, agent, cart }
  const element = document.createElement('hand-cart')
  // In a container it takes the room that the page gives it; else it floats and takes none (widget.css).
  element.toggleAttribute('inline', options.container != null)
  const root = element.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [styles()]
  const ears = listeners()
  const tell: Emit = (type, detail) => {
    ears.tell(type, detail)
    if (type === 'error') report(detail as HandcartError, options.onError)
  }
  const can = (name: keyof NonNullable<typeof cart>) => typeof cart?.[name] === 'function'
  const settings = {
    ...options,
    // What is not drawn by us is always open.
    inline: headless || options.container != null,
    secure: location.protocol === 'https:',
    cart: cart?.enabled === true,
    clear: can('onClearCart'),
    country: can('onSetDestinationCountry'),
    checkout: can('onCheckout'),
    agent: agent !== undefined,
    waiting: agent?.listen !== undefined,
    initialCount: cart?.initialCount,
  }
  const fail = (error: HandcartError) => tell('error', error)
  const edge = new Edge(
    options,
    root,
    (act, hold) =>
      other ? new other.Headless(ears, fail, act) : new Screen(root, look(options, words), words, act, hold),
    tell,
    (asks, kept) => new (fresh())(asks, { ...settings, ids: undefined, ...kept }),
  )
  if (!other) parent.append(element)
  edge.start()
  // Once the page stands: nobody waits for it.
  setTimeout(() => {
    if (!element.isConnected) return
    const at = root.firstElementChild?.getBoundingClientRect()
    if (
      getComputedStyle(element).getPropertyValue('--hc-accent') ||
      (!settings.inline && at && Math.abs(at.bottom - innerHeight) > FAR)
    )
      fitting(({ fit }) => fit(root, fail))
  }, 1_000)
  const { signal } = edge.ending
  visualViewport?.addEventListener('resize', () => fitting(({ keyboard }) => keyboard(root, signal)), {
    once: true,
    signal,
  })
  const end = () => {
    page.disconnect()
    edge.stop()
    element.remove()
    alive.delete(parent)
  }
  const made: Handle = { edge, ears, options, given, root, fail, end }
  const handcart = handle(made)
  // What the options leave to the page is as the page has it, also later.
  const page = new MutationObserver(() => void handcart.update().catch(fail))
  page.observe(document.documentElement, { attributeFilter: ['lang', 'dir'] })
  return Object.assign(handcart, other && (edge.front as InstanceType<typeof other.Headless>).methods())
}
