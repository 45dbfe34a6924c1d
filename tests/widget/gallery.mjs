// node tests/widget/gallery.mjs [language]: every state on one page, to look at: target/gallery/index.html. `en-XA` is English made longer.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { at } from '../../www/tools/paths.mjs'
import { html } from './support/html.mjs'
import { looking, speaking, states, tree } from './support/views.mjs'

const PAGE = `html { background: #eceae6; font: 13px/18px system-ui } @media (prefers-color-scheme: dark) { html { background: #121211; color: #ddd } }
body { margin: 24px auto; max-inline-size: 1280px; padding-inline: 16px; display: flex; flex-wrap: wrap; gap: 32px 16px; align-items: flex-start }
h1, h2 { font: 600 13px/18px system-ui; margin: 0 0 8px; inline-size: 100% }
article { inline-size: 400px; max-inline-size: 100% }
.stage { position: relative; contain: layout; block-size: 704px; border-radius: 16px; overflow: clip; --in: 0px }
.small .stage { block-size: 224px; background: #8882 }
.tall .stage { block-size: 1064px } .short .stage { block-size: 456px }
.wide { inline-size: 880px } .narrow { inline-size: 320px } .card .stage { block-size: auto }`

const STAGE = `.stage-in .hc .hc-panel { inset: 0; inline-size: auto; block-size: auto; border-width: 1px; border-radius: 16px; box-shadow: none; animation: none }
.card .hc .hc-panel { position: static; border: 0 } .card :is(.hc-head, .hc-foot) { display: none } .card .hc-log { overflow: visible }
.hc-line { content-visibility: visible }
.scrim { position: absolute; inset: 0; background: rgb(0 0 0/.4); z-index: 2147483000; border-radius: 16px }
.stage-in .hc-dialog { position: absolute; inset: auto 12px 12px; inline-size: auto; z-index: 2147483001 }`

const says = speaking(process.argv[2] ?? 'en')
const style = (name) => readFileSync(at('src', 'sdk', 'styles', name), 'utf8')
const css = style('tokens.css') + style('widget.css') + STAGE

/** A state in a shadow root of its own. Many widgets stand on the page: each gets a name of its own. */
function article({ name, size, view, look }) {
  const scrim = view.dialog ? '<div class=scrim></div>' : ''
  const inside = html(tree(view, { look: looking(says, look), says }))
  const shadow =
    `<template shadowrootmode=open><style>${css}</style><div class='stage-in ${size}' style='height:100%'>${scrim}${inside}</div></template>`
      .replaceAll(' loading="lazy"', '')
      .replaceAll('"Nordhang"', `"Nordhang, ${name}"`)
      .replaceAll('"Cart contents"', `"Cart contents, ${name}"`)
  return `<article class=${size}><h2>${name}</h2><div class=stage><hand-cart inline>${shadow}</hand-cart></div></article>`
}

const head = `<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Handcart gallery</title><style>${PAGE}</style><body><main style='display:contents'><h1>Handcart, every state</h1>`
mkdirSync(at('target', 'gallery'), { recursive: true })
writeFileSync(at('target', 'gallery', 'index.html'), head + states().map(article).join(''))
