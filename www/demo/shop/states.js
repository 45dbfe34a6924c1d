/** What a page shows instead of its content: loading, nothing there, or an error with a way on. */
import { el } from './dom.js'

/** Grey places where tiles or lines will be. */
export const bones = (n, kind) =>
  Array.from({ length: n }, () => el('li', { class: `nh-bone ${kind}`, 'aria-hidden': 'true' }))

/** `tag` is `h1` on a page whose heading would have come with its content. */
export const loading = (text, tag = 'p') =>
  el('div', { class: 'nh-state', role: 'status' }, el(tag, { class: 'nh-vh' }, text))

export const empty = (title, text, link, tag = 'p') =>
  el(
    'div',
    { class: 'nh-state' },
    el(tag, { class: 'nh-state-title' }, title),
    el('p', {}, text),
    link && el('a', { class: 'nh-btn is-line', href: link.href }, link.text),
  )

/** An error in the server's words, and a button that tries again. */
export const failed = (error, retry, tag = 'p') =>
  el(
    'div',
    { class: 'nh-state', role: 'alert' },
    el(tag, { class: 'nh-state-title' }, 'This did not load.'),
    el('p', {}, error.message),
    el('button', { type: 'button', class: 'nh-btn is-line', click: retry }, 'Try again'),
  )
