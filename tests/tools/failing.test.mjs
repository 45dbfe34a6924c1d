// What `npm test` tells again of a step that failed: every name, and no more lines than are kept.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { failing } from '../../www/tools/failing.mjs'
import { at } from '../../www/tools/paths.mjs'

/** What node's tests print of these. */
function printed(source) {
  const folder = mkdtempSync(at('node_modules', '.failing-'))
  try {
    const file = join(folder, 'some.test.mjs')
    writeFileSync(file, `import assert from 'node:assert'\nimport { test } from 'node:test'\n${source}`)
    // A test inside a test would otherwise tell its parent in a language of their own.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', file], { env, encoding: 'utf8' })
    return stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const count = (lines, words) => lines.filter((line) => line.includes(words)).length

test('of many tests those that failed are told, with their reasons', () => {
  const out = printed(`
    for (let nth = 0; nth < 100; nth += 1) test('good ' + nth, () => {})
    test('the first that is bad', () => assert.equal(1, 2, 'one is not two'))
    for (let nth = 100; nth < 200; nth += 1) test('good ' + nth, () => {})
    test('the second that is bad', () => { throw new Error('thrown away') })`)
  const lines = failing(out)
  for (const words of ['the first that is bad', 'one is not two', 'the second that is bad', 'Error: thrown away'])
    assert.ok(count(lines, words), words)
  assert.equal(count(lines, 'good'), 0)
  assert.ok(lines.length <= 60)
})

test('no failure crowds another out: each is named before more is said of any', () => {
  const out = printed(`
    for (let nth = 0; nth < 30; nth += 1)
      test('bad ' + nth, () => { throw new Error('because\\n' + 'long reasons\\n'.repeat(50)) })`)
  const lines = failing(out)
  for (let nth = 0; nth < 30; nth += 1) assert.ok(count(lines, `✖ bad ${nth} `), `bad ${nth}`)
  assert.equal(lines.length, 60)
})

test('of more failures than there is room for the last are told', () => {
  const lines = failing(Array.from({ length: 90 }, (_, nth) => `✖ bad ${nth}`).join('\n'))
  assert.deepEqual([lines.length, lines[0], lines.at(-1)], [60, '✖ bad 30', '✖ bad 89'])
})

test('both plays of the red team are told, and the end of a step that names nothing', () => {
  const plays = ['lies: a price of nothing (pressed)', 'words: a button in a text (not pressed)']
  const out = [
    plays[0],
    '  it cost more',
    ...Array(300).fill('  a play'),
    plays[1],
    '  it was drawn',
    'redteam: FAILED',
  ]
  const lines = failing(out.join('\n'))
  for (const each of [...plays, '  it cost more', '  it was drawn', 'redteam: FAILED']) assert.ok(lines.includes(each))
  const plain = failing(Array.from({ length: 200 }, (_, nth) => `line ${nth}`).join('\n'))
  assert.deepEqual([plain.length, plain[0], plain.at(-1)], [60, 'line 140', 'line 199'])
})
