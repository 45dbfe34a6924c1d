// Words of twice the size, by --hc-text: every one has its room in every state. Pictures: target/shots/text-*.png.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { at } from '../../www/tools/paths.mjs'
import { faultsOf } from '../look/room.mjs'
import { html } from '../widget/support/html.mjs'
import { looking, speaking, states, tree } from '../widget/support/views.mjs'
import { open, shot } from './support/browser.mjs'

const style = (name) => readFileSync(at('src', 'sdk', 'styles', name), 'utf8')
/** Lines that are not in sight are drawn, too, so that they can be measured. */
const CSS = `${style('tokens.css')}${style('widget.css')}.hc-line { content-visibility: visible }`
const PAGE = '<!doctype html><html lang=en><meta name=viewport content="width=device-width"><title>A shop</title><body>'
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#9a9" d="M0 0h1v1H0z"/></svg>'

const OPTIONS = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' }
/** Side by side there is no room for words of twice the size: a container for that is twice as wide. */
const SMALL_TEXT = ['Wide: conversation and cart side by side']
/** The widest German, the Arabic that turns everything round, and English made longer than either. */
const LANGUAGES = ['en-XA', 'de', 'ar']

/** Draws a state. Runs in the page. */
function put({ css, inside, inline }) {
  document.querySelector('hand-cart')?.remove()
  const element = document.createElement('hand-cart')
  element.toggleAttribute('inline', inline)
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  root.innerHTML = inside
  document.body.style.cssText = inline ? 'margin:0;block-size:100vh' : ''
  document.body.append(element)
  const dialog = root.querySelector('dialog')
  dialog?.close()
  dialog?.showModal()
}

for (const language of LANGUAGES)
  test(`every word has its room at twice the size: ${language}`, { timeout: 120_000 }, async () => {
    const says = speaking(language)
    const { context, page } = await open(OPTIONS)
    try {
      await page.route('**/*', (route) =>
        /svg|png|jpe?g/.test(route.request().url())
          ? route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
          : route.fulfill({ contentType: 'text/html', body: PAGE }),
      )
      await page.goto('http://shop.test/')
      const wrong = {}
      for (const { name, view, look } of states()) {
        if (SMALL_TEXT.includes(name)) continue
        const inside = html(tree(view, { look: looking(says, { ...look, dir: undefined }), says }))
        await page.evaluate(put, { css: `${CSS}:host { --hc-text: 2 }`, inside, inline: look.inline })
        const found = await faultsOf({ page })
        if (found.length) wrong[name] = found
        if (found.length || process.env.SHOTS) await shot(page, `text-${language}-${name}`)
      }
      assert.deepEqual(wrong, {})
    } finally {
      await context.close()
    }
  })
