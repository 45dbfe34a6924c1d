// Words of twice the size, by --hc-text: every one has its room in every state. Pictures: target/shots/text-*.png.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf } from '../look/room.mjs'
import { shot } from './support/browser.mjs'
import { inEveryState } from './support/gallery.mjs'

/** Side by side there is no room for words of twice the size: a container for that is twice as wide. */
const SMALL_TEXT = ['Wide: conversation and cart side by side']
/** The widest German, the Arabic that turns everything round, and English made longer than either. */
const LANGUAGES = ['en-XA', 'de', 'ar']

for (const lang of LANGUAGES)
  test(`every word has its room at twice the size: ${lang}`, { timeout: 120_000 }, async () => {
    const look = async (window, { name }) => {
      if (SMALL_TEXT.includes(name)) return []
      const found = await faultsOf(window)
      if (found.length || process.env.SHOTS) await shot(window.page, `text-${lang}-${name}`)
      return found
    }
    assert.deepEqual(await inEveryState({ choice: { lang } }, look, { css: ':host { --hc-text: 2 }' }), {})
  })
