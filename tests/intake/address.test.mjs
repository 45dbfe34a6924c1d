// Addresses as the page reads them, held against the lists that contract/url.rs is held against.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { image, link } from '../../src/browser/address.js'
import { at } from '../../www/tools/paths.mjs'

const lines = (name) =>
  readFileSync(at('tests', 'fixtures', name), 'utf8')
    .replace(/\n$/, '')
    .split('\n')
const [HTTP, HTTPS] = [0, 1]

test('what could lead elsewhere is refused', () => {
  const refused = lines('urls-refused.txt').map((line) => JSON.parse(`"${line}"`))
  assert.ok(refused.length >= 60)
  for (const text of refused)
    assert.deepEqual([link(text, 0, HTTPS), image(text, 0, HTTPS)], [undefined, undefined], JSON.stringify(text))
})

test('what is an address is let through as it came', () => {
  for (const text of lines('urls-allowed.txt'))
    for (const page of [HTTP, HTTPS]) assert.deepEqual([link(text, 0, page), image(text, 0, page)], [text, text])
})

test('plain http is for pages that came so themselves, and for this machine', () => {
  for (const text of ['http://shop.example/a', 'HTTP://shop.example', 'http://shop.example:80?a'])
    assert.deepEqual([link(text, 0, HTTPS), link(text, 0, HTTP)], [undefined, text])
  for (const text of ['http://localhost:80/', 'http://a.localhost', 'http://127.0.0.1:8080/a', 'http://[::1]/'])
    assert.equal(link(text, 0, HTTPS), text)
  for (const text of [
    'http://notlocalhost/',
    'http://127.0.0.1.evil.example',
    'http://.localhost',
    'http://127.0.0.1@evil.example',
  ])
    assert.equal(link(text, 0, HTTPS), undefined, text)
})

test('a picture may stand in its address, and is never SVG', () => {
  for (const kind of ['png', 'jpeg', 'webp', 'gif', 'avif', 'PNG']) {
    const text = `data:image/${kind};base64,iVBORw0KGgo=`
    assert.deepEqual([image(text, 0, HTTPS), link(text, 0, HTTPS)], [text, undefined])
  }
  for (const text of [
    'data:image/svg+xml;base64,AAAA',
    'data:image/png;base64,',
    'data:image/png,AA',
    'data:text/html;base64,AAAA',
  ])
    assert.equal(image(text, 0, HTTPS), undefined, text)
})

test('no browser takes what is let through for an address of another scheme, with a name in it, or of nobody', () => {
  const bits = [
    'http',
    'https',
    'HTTPS',
    ':',
    '//',
    '/',
    '?',
    '#',
    '@',
    '[',
    ']',
    '[::1]',
    '.',
    '127.0.0.1',
    'localhost',
  ]
  const more = [
    'shop.example',
    ':80',
    ':',
    '\\',
    '\t',
    ' ',
    'javascript:',
    'data:',
    'é',
    '\u{200b}',
    '\u{202e}',
    '%2f',
    'a',
    '1',
  ]
  const all = [...bits, ...more]
  let [seed, passed] = [7, 0]
  const next = (most) => (seed = (seed * 48271) % 2147483647) % most
  for (let n = 0; n < 200_000; n += 1) {
    const text = Array.from({ length: 1 + next(6) }, () => all[next(all.length)]).join('')
    if (link(text, 0, HTTPS) === undefined) continue
    const base = 'https://own.example/deep/page'
    if (!URL.canParse(text, base)) continue
    passed += 1
    const { protocol, username, password, hostname, origin } = new URL(text, base)
    assert.ok(!username && !password, text)
    const here = /(^|\.)localhost$|^127\.|^\[::1]$/.test(hostname)
    assert.ok(protocol === 'https:' || (protocol === 'http:' && here), text)
    assert.ok(origin === new URL(base).origin || /^https?:\/\//i.test(text), text)
  }
  assert.ok(passed > 5_000)
})
