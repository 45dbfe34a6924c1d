// The styles keep their own rules, and what a shop may say of them is written down, no more and no less.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { at } from '../../www/tools/paths.mjs'

const read = (...path) => readFileSync(at(...path), 'utf8')
const css = ['tokens.css', 'widget.css'].map((file) => read('src', 'sdk', 'styles', file)).join('\n')
const rules = css.replace(/\/\*.*?\*\//gs, '')
const page = read('src', 'sdk', 'styles', 'README.md')
const views = readdirSync(at('src', 'browser', 'dom')).map((file) => read('src', 'browser', 'dom', file))

/** What stands in the first column of the table below a heading. */
function documented(heading) {
  const [, table] = page.split(`## ${heading}\n`)
  const cells = table.split('\n## ')[0].matchAll(/^\| (`[^|]*`) \|/gm)
  return [...cells].flatMap(([, cell]) => cell.match(/[\w-]+/g)).sort()
}
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort()

test('every property that a shop can set is documented with its default, and no other', () => {
  assert.deepEqual(documented('What a shop sets'), found(rules, /var\((--hc-[a-z-]+)/g))
  const defaults = [...page.matchAll(/^\| `(--hc-[a-z-]+)` \|.*\| `([^`]+)` \|$/gm)]
  assert.ok(defaults.length > 5)
  for (const [, name, value] of defaults)
    assert.ok(rules.includes(`var(${name}, ${value})`), `${name} is ${value} by default`)
})

test('every part is documented, and no other', () => {
  const parts = found(views.join('\n'), /\bpart: '([a-z-]+)'/g)
  assert.ok(parts.length >= 13)
  assert.deepEqual(documented('Parts'), parts)
})

test('every token is documented, and no other; each is used', () => {
  const tokens = found(rules, /(?<![\w-])(--(?!hc-)[a-z0-9]+)\s*:/g)
  // As the running page has it.
  const set = found(read('src', 'sdk', 'fit.ts'), /setProperty\('(--[a-z]+)'/g)
  assert.deepEqual(set, ['--kb', '--top'])
  assert.deepEqual(documented('Tokens'), [...tokens, ...set].sort())
  for (const name of [...tokens, ...set]) assert.ok(rules.includes(`var(${name}`), `${name} is used`)
})

/** Declarations: property and value. */
const declarations = [...rules.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(([, name, value]) => [
  name,
  value.trim(),
])
/** A value's parts; what stands in brackets is one. */
const parts = (value) => value.match(/(?:[^\s(]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+/g) ?? []

test('directions are logical: nothing is left or right', () => {
  assert.ok(declarations.length > 500, `${declarations.length} declarations were looked at`)
  const sides = /(^|-)(left|right|top|bottom|width|height)($|-)/
  const wrong = declarations.filter(
    ([name, value]) =>
      (sides.test(name) && name !== 'stroke-width' && name !== 'outline-width') ||
      (/^(text-align|float|clear|justify-\w+|align-\w+)$/.test(name) && /\b(left|right)\b/.test(value)) ||
      // Four values name the left side and the right one.
      (/^(inset|margin|padding|border-width|border-color|scroll-(margin|padding))$/.test(name) &&
        parts(value).length === 4 &&
        parts(value)[1] !== parts(value)[3]) ||
      (name === 'border-radius' && parts(value).length > 1),
  )
  // They have no side.
  const allowed = ['border-width', 'scrollbar-width']
  assert.deepEqual(
    wrong.filter(([name]) => !allowed.includes(name)),
    [],
  )
})
