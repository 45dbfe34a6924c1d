// The page: switches, and every state on a stage of its own. `?state=` shows one alone, as large as the window.
import { LANGUAGES, nameOf } from './languages.js'
import { put } from './stage.js'
import { states } from './states.js'

const LEADS = {
  Launcher: 'What a shop’s page shows before anybody asked.',
  Conversation: 'Plain words; only the shop’s facts get a card.',
  Proposals: 'What somebody said stands above, what the shop says below.',
  Plans: 'Several changes as one card, with one confirmation.',
  Outcomes: 'What happened is a line that stays.',
  Cart: 'The shop’s own lines, sums and words.',
  'Something missing': 'No connection, no cart, no agent, no widget.',
  'Small parts': 'What floats, and what is written.',
  'Fitting in': 'Where a page gives it room.',
}

const SWITCHES = {
  theme: { label: 'Theme', values: { auto: 'As the system', light: 'Light', dark: 'Dark' } },
  dir: { label: 'Direction', values: { auto: 'As the language', ltr: 'Left to right', rtl: 'Right to left' } },
  lang: { label: 'Language', values: Object.fromEntries(LANGUAGES.map((each) => [each, nameOf(each)])) },
  width: {
    label: 'Width',
    values: { auto: 'As it comes', 320: '320, small phone', 390: '390, phone', 400: '400, floating', 880: '880, wide' },
  },
  motion: { label: 'Motion', values: { on: 'On', off: 'Off' } },
}
/** Each switch's first value is the usual one. */
const USUAL = Object.fromEntries(Object.entries(SWITCHES).map(([name, { values }]) => [name, Object.keys(values)[0]]))
USUAL.lang = 'en'
USUAL.width = 'auto'
USUAL.accent = ''

const COLOUR = /^#[0-9a-f]{6}$/i
/** In pixels: what stands around a floating panel, and how much of it is shown. */
const [EDGE, SHOWN] = [20, 20]
/** A window that is no phone: below it the panel is a sheet. */
const DESKTOP = 520
const HEIGHTS = { small: 200, panel: 704, tall: 1120, short: 456, wide: 704, narrow: 640 }

/** What the address asks for; anything else is the usual. */
function asked() {
  const given = new URLSearchParams(location.search)
  const choice = { ...USUAL }
  for (const [name, { values }] of Object.entries(SWITCHES))
    if (given.get(name) in values) choice[name] = given.get(name)
  const accent = given.get('accent') ?? ''
  if (COLOUR.test(accent)) choice.accent = accent
  return { choice, alone: given.get('state') }
}

function el(tag, attrs = {}, ...kids) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attrs)) if (value !== false) made.setAttribute(name, value)
  made.append(...kids)
  return made
}

/** The stage for a state: how wide its window is, how wide the panel is in it, and what of the window is seen. */
function room({ size, look, drawing }, { width }) {
  const closed = !drawing || drawing.panel === 'closed'
  if (size === 'card') return { window: width === 'auto' ? 400 : Number(width), bare: true }
  const block = HEIGHTS[size]
  if (width === '320' || width === '390') return { window: Number(width), block }
  if (width === '880' && !closed) return { window: 880, block, inline: true }
  if (width === 'auto' && size === 'narrow') return { window: 320, block }
  if (look.inline) return { window: size === 'wide' && width === 'auto' ? 880 : 400, block }
  return { window: DESKTOP, block: block + 2 * EDGE, seen: 400 + EDGE + SHOWN, tall: size === 'tall' }
}

/** A frame is a window of its own: what floats, opens above everything or asks for the window's width does it there. */
function stage(state) {
  const frame = document.querySelector('#frame').content.firstElementChild.cloneNode()
  frame.title = `${state.name}`
  const seen = el('div', { class: 'stage' }, frame)
  const draw = (choice) => {
    const { window, block, seen: part, bare, tall, inline } = room(state, choice)
    const doc = frame.contentDocument
    seen.classList.toggle('is-bare', Boolean(bare))
    frame.style.inlineSize = `${window}px`
    frame.style.blockSize = block ? `${block}px` : ''
    seen.style.inlineSize = `${part ?? window}px`
    const root = put(doc, state, choice, { bare, tall, inline })
    seen.dir = doc.documentElement.dir
    doc.documentElement.dataset.theme = choice.theme
    if (!bare) return
    const panel = root.querySelector('.hc-panel')
    new ResizeObserver(() => (frame.style.blockSize = `${panel.scrollHeight}px`)).observe(panel)
  }
  const ready = new Promise((done) => frame.addEventListener('load', done, { once: true }))
  ready.then(() => {
    const doc = frame.contentDocument
    const { CSSStyleSheet } = doc.defaultView
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(INSIDE)
    doc.adoptedStyleSheets = [sheet]
  })
  return { seen, draw: (choice) => ready.then(() => draw(choice)) }
}

/** The page of a shop, behind the widget. */
const INSIDE = `html { color-scheme: light dark; background: light-dark(#f6f5f2, #161615) }
html[data-theme=light] { color-scheme: light } html[data-theme=dark] { color-scheme: dark }
body { margin: 0; block-size: 100vh; overflow: clip }`

function switches(choice, changed) {
  const form = document.querySelector('#switches')
  for (const [name, { label, values }] of Object.entries(SWITCHES)) {
    const options = Object.entries(values).map(([value, text]) => el('option', { value }, text))
    const select = el('select', { name }, ...options)
    select.value = choice[name]
    form.append(el('label', {}, el('span', {}, label), select))
  }
  const colour = el('input', { type: 'color', name: 'accent', value: choice.accent || '#2f5d50' })
  form.append(el('label', {}, el('span', {}, 'Shop’s colour'), colour))
  form.addEventListener('input', () => {
    for (const [name, value] of new FormData(form)) choice[name] = value
    if (choice.accent === '#2f5d50') choice.accent = ''
    changed()
  })
}

/** The address of what is chosen now. */
function address(choice, more = {}) {
  const changed = Object.entries({ ...choice, ...more }).filter(([name, value]) => value !== USUAL[name])
  const query = new URLSearchParams(changed).toString()
  return query ? `?${query}` : location.pathname
}

function overview(choice) {
  const main = document.querySelector('main')
  const nav = document.querySelector('nav')
  const drawn = []
  for (const [group, members] of Map.groupBy(states, ({ group }) => group)) {
    const id = `group-${members[0].id}`
    nav.append(el('a', { href: `#${id}` }, group))
    const wall = el('div', { class: 'wall' })
    main.append(
      el('section', { 'aria-labelledby': id }, el('h2', { id }, group), el('p', {}, LEADS[group] ?? ''), wall),
    )
    for (const state of members) {
      const { seen, draw } = stage(state)
      const link = el('a', { href: `#${state.id}` }, state.name)
      const alone = el('a', { class: 'alone', 'aria-label': `${state.name}, alone` }, 'Alone')
      drawn.push((now) => {
        alone.setAttribute('href', address(now, { state: state.id }))
        return draw(now)
      })
      wall.append(el('article', { id: state.id }, el('h3', {}, link), alone, seen))
    }
  }
  const show = () => {
    document.documentElement.dataset.theme = choice.theme
    return Promise.all(drawn.map((draw) => draw(choice)))
  }
  switches(choice, () => {
    history.replaceState(null, '', address(choice) + location.hash)
    void show()
  })
  return show().then(() => document.getElementById(location.hash.slice(1))?.scrollIntoView())
}

/** One state: with a width on a stage, without one as large as the window. */
function single(state, choice) {
  document.title = `${state.name} – Handcart`
  document.documentElement.dataset.theme = choice.theme
  document.body.className = 'is-alone'
  if (choice.width !== 'auto') {
    const { seen, draw } = stage(state)
    document.body.replaceChildren(el('main', {}, seen), document.querySelector('#frame'))
    return draw(choice)
  }
  document.body.replaceChildren()
  put(document, state, choice)
  return Promise.resolve()
}

/** For whoever looks by program: what there is, and one state after the other without loading the page anew. */
async function begin() {
  const { choice, alone } = asked()
  const state = states.find(({ id }) => id === alone)
  if (alone !== null && !state) throw new Error(`no state is called ${alone}`)
  await (state ? single(state, choice) : overview(choice))
  document.documentElement.dataset.drawn = ''
}

window.gallery = {
  states: states.map(({ id, group, name, size }) => ({ id, group, name, size })),
  show: (id, choice = {}) =>
    put(
      document,
      states.find((each) => each.id === id),
      { ...asked().choice, ...choice },
    ),
}
void begin()
