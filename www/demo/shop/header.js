/** The header on every page: where one is, the search field, and the mini cart. */
import { $ } from './dom.js'
import './mini-cart.js'

const search = $('#search')
const toggle = $('#search-button')
const here = new URLSearchParams(location.search)

/** Underlines a category in the navigation. */
export function markCategory(category) {
  for (const link of document.querySelectorAll('.nh-nav a')) {
    if (new URL(link.href).searchParams.get('category') === category) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

function openSearch(open) {
  search.classList.toggle('is-open', open)
  toggle.setAttribute('aria-expanded', String(open))
}

toggle.addEventListener('click', () => {
  openSearch(toggle.getAttribute('aria-expanded') !== 'true')
  if (toggle.getAttribute('aria-expanded') === 'true') search.elements.q.focus()
})
search.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || toggle.getAttribute('aria-expanded') !== 'true') return
  openSearch(false)
  toggle.focus()
})

if (here.get('q')) {
  search.elements.q.value = here.get('q')
  openSearch(true)
}
markCategory(here.get('category'))
