// Words as the page makes them fit to be shown, held against the lists that contract/text.rs is held against.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { clean } from '../../src/browser/clean.js'
import { NAMES } from '../../src/contract/atoms.js'
import { at } from '../../www/tools/paths.mjs'

const lines = (name) =>
  readFileSync(at('tests', 'fixtures', name), 'utf8')
    .replace(/\n$/, '')
    .split('\n')
const [LINE, PARAGRAPHS, PRICE, ID] = [0, 1, 2, 3]
const made = (text, manner) => clean(text, 0, 9_000, manner) ?? ''

/** What becomes of a character that stands six times between two letters, in each manner. */
const BECOMES = {
  kept: (c) => [c.repeat(6), c.repeat(6), c.repeat(6)],
  hidden: () => ['', '', ''],
  order: (c) => ['', '', c.repeat(6)],
  space: () => [' ', ' ', ' '],
  end: () => [' ', '\n\n', ' '],
  stacks: (c) => [c.repeat(4), c.repeat(4), c.repeat(4)],
}

test('every character there is goes or stays as the list says', () => {
  const runs = lines('characters.txt').map((run) => run.split(' '))
  assert.ok(runs.length > 30)
  const told = new Map()
  for (const [name, first, last] of runs)
    for (let c = parseInt(first, 16); c <= parseInt(last, 16); c++) told.set(c, name)
  const MANY = 256
  for (let from = 0; from <= 0x10ffff; from += MANY) {
    if (from >= 0xd800 && from <= 0xdfff) continue
    const all = ['', '', '', '']
    for (let c = from; c < from + MANY; c++) {
      const one = String.fromCodePoint(c)
      const each = [one.repeat(6), ...BECOMES[told.get(c) ?? 'kept'](one)]
      each.forEach((part, at) => (all[at] += `a${part}b`))
    }
    const shown = [LINE, PARAGRAPHS, PRICE].map((manner) => made(all[0], manner))
    assert.deepEqual(shown, all.slice(1), `from U+${from.toString(16)}`)
  }
})

test('texts become what the list says', () => {
  const rows = lines('texts.jsonl').map((row) => JSON.parse(row))
  assert.equal(rows.length, 600)
  for (const [text, ...expected] of rows)
    assert.deepEqual(
      [LINE, PARAGRAPHS, PRICE].map((manner) => made(text, manner)),
      expected,
      JSON.stringify(text),
    )
})

test('a field is read once, within its cap, and what says nothing is absent', () => {
  const of = (name, cap, manner = LINE) => clean({ name }, NAMES.indexOf('name'), cap, manner)
  assert.equal(of(' Trail\n Runner ', 300), 'Trail Runner')
  assert.equal(of('Trail Runner', 7), 'Trail R')
  for (const nothing of [undefined, null, 7, {}, '', '\u{200b}\n '])
    assert.equal(of(nothing, 300), undefined, JSON.stringify(nothing))
  assert.equal(of(7, 300, ID), '7')
  assert.equal(of('row\n7', 512, ID), 'row 7')
  assert.equal(of('too long', 3, ID), undefined)
  let reads = 0
  assert.equal(
    clean(
      {
        get name() {
          return `turn ${reads++}`
        },
      },
      NAMES.indexOf('name'),
      300,
      LINE,
    ),
    'turn 0',
  )
})

test('half a character stays none when what parted it from another half goes', () => {
  for (const text of ['\ud83d\u200b\ude00', '\udb40\u200b\udc41', 'a\ud800']) {
    const shown = clean(text, 0, 300, LINE)
    assert.ok(shown.isWellFormed() && !/[\u{1f600}\u{e0041}]/u.test(shown), JSON.stringify(text))
  }
})

test('heaps of anything are made fit in no time', () => {
  const heaps = ['\u0301 ', ' ', '\n', '\u0301', '\u200b', 'a ', '\u0301\u0301\u0301   a'].map((bit) =>
    bit.repeat(4_000),
  )
  const begun = performance.now()
  for (const heap of heaps) for (const manner of [LINE, PARAGRAPHS, PRICE]) made(heap, manner)
  assert.ok(performance.now() - begun < 500)
})
