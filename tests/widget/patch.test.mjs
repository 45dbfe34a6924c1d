// The differ against a page in memory: a patched tree is a freshly built one, and equal trees write nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from './support/html.mjs'
import { Stage, done } from './support/paper.mjs'
import { context, states, tree, views } from './support/views.mjs'

const { Memo, draw, el, keyed } = views

function fresh(node) {
  const stage = new Stage(views)
  stage.draw(node)
  return stage.show()
}

/** A small generator of numbers, so that a failure can be repeated. */
class Dice {
  constructor(seed) {
    this.state = seed * 2654435761 + 1
  }
  roll(sides) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) | 0
    return (this.state >>> 8) % sides
  }
  tree(depth) {
    switch (this.roll(depth ? 8 : 3)) {
      case 0:
        return undefined
      case 1:
        return ['a', 'ab', 'abc', 'b'][this.roll(4)]
      case 2:
        return KEPT[this.roll(2)]
      default:
        return this.element(depth)
    }
  }
  element(depth) {
    const attrs = {}
    for (const name of ['lang', 'dir', '.value', 'hidden'])
      if (this.roll(2)) attrs[name] = name === 'hidden' ? this.roll(2) === 0 : ['1', 2, undefined][this.roll(3)]
    // Either a list by keys, or a row of slots, or slots around a list.
    const kind = this.roll(3)
    const keys = [1, 2, 3, 4, 5, 6, 7, 8]
    const kids = Array.from({ length: depth ? this.roll(7) : 0 }, () => {
      if (kind === 0 || (kind === 1 && this.roll(3) === 0)) return this.tree(depth - 1)
      return keyed(keys.splice(this.roll(keys.length), 1)[0], this.element(depth - 1))
    })
    return el(['div', 'li', 'li', 'p', 'dialog', 'svg'][this.roll(6)], ['', 'x', 'y'][this.roll(3)], attrs, ...kids)
  }
}
const KEPT = [el('i', '', 'kept'), el('i', 'k', el('b', '', 'kept'), 'too')]

const copy = (node) =>
  typeof node === 'object' ? { ...node, attrs: { ...node.attrs }, kids: node.kids.map(copy) } : node

test('a patched tree is a fresh one, and an equal one writes nothing', () => {
  for (let seed = 0; seed < 1500; seed += 1) {
    const dice = new Dice(seed)
    const stage = new Stage(views)
    for (let step = 0; step < 6; step += 1) {
      const next = dice.element(3)
      stage.draw(next)
      assert.equal(stage.show(), fresh(next), `seed ${seed}`)
      assert.equal(stage.draw(copy(next)), 0, `equal trees write nothing, seed ${seed}`)
    }
  }
})

const list = (keys) =>
  el(
    'ul',
    '',
    keys.map((key) => keyed(key, el('li', '', key))),
  )

test('only what must move moves', () => {
  for (const [from, to, moves] of [
    [[1, 2, 3, 4], [2, 3, 4, 1], 1],
    [[1, 2, 3, 4], [4, 1, 2, 3], 1],
    [[1, 2, 3, 4, 5], [5, 2, 3, 4, 1], 2],
    [[1, 2, 3, 4], [1, 3, 4], 0],
    [[1, 2, 3], [1, 9, 2, 8, 3], 0],
    [[1, 2, 3, 4], [4, 3, 2, 1], 3],
  ]) {
    const stage = new Stage(views)
    stage.draw(list(from))
    stage.draw(list(to))
    assert.equal(done.moved.length, moves, `${from} to ${to}`)
    assert.equal(stage.show(), fresh(list(to)))
  }
})

test('lines that share a key are drawn all the same', () => {
  const stage = new Stage(views)
  for (const keys of [
    [1, 1, 2],
    [2, 1, 1],
    [1, 2, 1],
    [1, 2],
  ]) {
    stage.draw(list(keys))
    assert.equal(stage.show(), fresh(list(keys)))
  }
})

test('a stream is added to', () => {
  const stage = new Stage(views)
  stage.draw(el('p', '', 'It packs'))
  assert.equal(stage.draw(el('p', '', 'It packs small')), 1)
  assert.equal(done.appended, ' small')
})

test('a field that is in use is not written to', () => {
  const stage = new Stage(views)
  const field = (value, rest) => el('p', '', el('input', '', { '.value': value, ...rest }))
  stage.draw(field(2))
  const input = stage.root.kids[0].kids[0]
  assert.equal(input.value, '2')
  input.value = '12' // typed
  stage.draw(field(2, { readonly: true }))
  assert.equal(input.value, '12')
  stage.draw(field(3))
  assert.equal(input.value, '3')
})

test('a dialog opens once everything stands, and is closed before it goes', () => {
  const stage = new Stage(views)
  const shown = keyed(1, el('dialog', '', { '.modal': true }))
  stage.draw(el('div', '', shown))
  assert.equal(done.opened[0], stage.root.kids[0].kids[0])
  stage.draw(el('div', '', undefined))
  assert.equal(done.closed, 1)
})

test('equal views draw nothing, and every state follows every other', () => {
  const all = states()
  const again = states()
  const stage = new Stage(views)
  for (const [at, one] of all.entries())
    for (const other of [at, (at * 7 + 3) % all.length]) {
      const { name, view, look } = all[other]
      const memo = new Memo()
      const next = draw(context(view, memo, look), view)
      stage.draw(next)
      assert.equal(stage.show(), fresh(next), `${one.name}, then ${name}`)
      assert.equal(stage.draw(draw(context(view, memo, look), view)), 0, name)
      const unkept = Object.assign(new Memo(), { opened: memo.opened, face: memo.face })
      const same = draw(context(again[other].view, unkept, look), again[other].view)
      assert.equal(html(same), html(next), name)
      assert.equal(stage.draw(same), 0, `${name}: equal, and not the same objects`)
    }
})

test('an entry and a line that are the same are not built again', () => {
  const { view, look } = states().find(({ name }) => name === 'Lines, notices, progress, totals')
  const memo = new Memo()
  const kept = (side) => {
    const found = []
    const walk = (node) => {
      if (typeof node !== 'object') return
      if (node.attrs.part === 'line') found.push(node)
      node.kids.forEach(walk)
    }
    walk(tree({ ...view, side }, { look, memo }))
    return found
  }
  const first = kept(view.side)
  const second = kept({ ...view.side, pending: [[1, 3]] })
  assert.equal(first.length, 4)
  assert.deepEqual(
    second.map((node, at) => node === first[at]),
    [false, false, true, true],
  )
})
