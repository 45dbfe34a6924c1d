// Every state of the widget as the gallery draws it (www/gallery), one after the other in a window.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { serveGallery } from '../../look/serve.mjs'
import { openWindow } from '../../look/window.mjs'
import { browser } from './browser.mjs'

let served
after(async () => (await served)?.close())

/**
 * Goes through the states and answers what was found, by the names of the states.
 * `options`: those of `openWindow`. `css`: what is added to the widget's styles. `enough`: so many states with a finding end it.
 * `look(window, state)` gives what is wrong, a line each.
 */
export async function inEveryState(options, look, { css = '', enough = Infinity } = {}) {
  served ??= serveGallery()
  const window = await openWindow(await browser(), (await served).url, { packaged: false, ...options })
  const wrong = {}
  try {
    assert.ok(window.states.length > 60, 'the gallery has its states')
    for (const state of window.states) {
      await window.place(state.id, {}, css)
      const found = await look(window, state)
      if (found.length) wrong[state.name] = found
      if (Object.keys(wrong).length >= enough) break
    }
    assert.deepEqual(window.complaints, [])
  } finally {
    await window.close()
  }
  return wrong
}
