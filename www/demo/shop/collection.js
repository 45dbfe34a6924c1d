/** The front page: the hut-tour collection and everything, or one category, or what a search found. */
import { $, count, setText } from './dom.js'
import { request } from './api.js'
import { inStock, tile } from './tile.js'
import { bones, empty, failed } from './states.js'
import './header.js'

const TITLES = {
  footwear: ['Footwear', 'From the first meadow to the last scree. Soles can be replaced in our workshop.'],
  clothing: ['Clothing', 'Layers that dry overnight on a hut’s line.'],
  packs: ['Packs', 'Everything for a week that you carry yourself.'],
  camp: ['Camp', 'To sleep, to drink, to see in the dark.'],
  sale: ['Sale', 'Last season’s colours. The same repairs for five years.'],
}
const TOUR = 8
/** The tour shows one product of each kind; the kind is told by its drawing. */
const KINDS = ['boots', 'jacket', 'backpack', 'tent', 'bottle', 'headlamp', 'socks', 'mat']

const address = new URL(location.href)
const category = address.searchParams.get('category') ?? ''
const query = (address.searchParams.get('q') ?? '').trim()
const filter = $('#filter')
const [tour, grid, state] = [$('#tour'), $('#grid'), $('#state')]
let products = []
let touring = []

function head() {
  const [title, intro] = query
    ? [
        `“${query}”`,
        category in TITLES ? `Searched in ${TITLES[category][0].toLowerCase()}.` : 'Searched in the whole shop.',
      ]
    : (TITLES[category] ?? [])
  if (!title) return
  setText($('#title'), title)
  setText($('#intro'), intro)
  setText($('#crumb-here'), query ? 'Search' : title)
  document.title = `${title} · Nordhang`
  $('#tour-part').hidden = true
  $('#all-title').classList.add('nh-vh')
}

function tourOf(all) {
  const kinds = KINDS.map((kind) => all.find((p) => p.image.includes(`/${kind}-`) && inStock(p)))
  const found = kinds.filter(Boolean)
  return [...found, ...all.filter((p) => !found.includes(p))].slice(0, TOUR)
}

/** As the server sends them, but what the tour above already shows comes last. */
const recommended = (a, b) => touring.includes(a) - touring.includes(b)
const ORDER = {
  price: (a, b) => a.price.amount - b.price.amount,
  'price-down': (a, b) => b.price.amount - a.price.amount,
  rating: (a, b) => b.rating - a.rating || b.reviews - a.reviews,
}

/** Filters and sorts what was loaded, and writes the choice into the address. */
function show() {
  const { max, stock, sort } = filter.elements
  const limit = Number(max.value) * 100 || Infinity
  const chosen = products
    .filter((p) => p.price.amount <= limit && (!stock.checked || inStock(p)))
    .sort(ORDER[sort.value] ?? recommended)
  grid.replaceChildren(...chosen.map(tile))
  setText($('#found'), count(chosen.length, 'product'))
  state.replaceChildren()
  filter.hidden = products.length === 0
  if (products.length === 0) {
    state.append(
      empty('Nothing found.', 'Try another word, or look through everything.', { href: '/', text: 'See everything' }),
    )
  } else if (chosen.length === 0) {
    state.append(empty('Nothing fits this choice.', 'Raise the price limit or include what is sold out.'))
  }
  remember({ max: max.value, stock: stock.checked ? '1' : '', sort: sort.value })
}

function remember(choice) {
  for (const [name, value] of Object.entries(choice)) {
    if (value) address.searchParams.set(name, value)
    else address.searchParams.delete(name)
  }
  history.replaceState(null, '', address)
}

function recall() {
  const { max, stock, sort } = filter.elements
  const choose = (select, value) => {
    if ([...select.options].some((option) => option.value === value)) select.value = value
  }
  choose(max, address.searchParams.get('max'))
  choose(sort, address.searchParams.get('sort'))
  stock.checked = address.searchParams.get('stock') === '1'
}

async function load() {
  const wanted = new URLSearchParams()
  if (category) wanted.set('category', category)
  if (query) wanted.set('q', query)
  grid.setAttribute('aria-busy', 'true')
  grid.replaceChildren(...bones(8, 'is-tile'))
  if (!$('#tour-part').hidden) tour.replaceChildren(...bones(TOUR, 'is-tile'))
  state.replaceChildren()
  try {
    ;({ products } = await request('GET', `/api/shop/products?${wanted}`))
    touring = $('#tour-part').hidden ? [] : tourOf(products)
    tour.replaceChildren(...touring.map(tile))
    show()
  } catch (error) {
    tour.replaceChildren()
    grid.replaceChildren()
    filter.hidden = true
    state.replaceChildren(failed(error, load))
  } finally {
    grid.removeAttribute('aria-busy')
  }
}

filter.addEventListener('change', show)
filter.addEventListener('submit', (event) => event.preventDefault())
head()
recall()
load()
