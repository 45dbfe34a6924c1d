// The release's seam between JavaScript and wasm: names.mjs and glue.mjs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fresh, slim } from '../../www/tools/glue.mjs'
import { rename } from '../../www/tools/names.mjs'

const sized = (bytes) => [bytes.length, ...bytes]
const text = (words) => sized([...Buffer.from(words)])
/** Imports `__wbg_now_0f` and exports it by these names. */
const wasmWith = (names) =>
  Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, ...sized([1, 0x60, 0, 0])],
    ...[2, ...sized([1, ...text('./handcart_bg.js'), ...text('__wbg_now_0f'), 0, 0])],
    ...[7, ...sized([names.length, ...names.flatMap((name) => [...text(name), 0, 0])])],
  ])
const WASM = wasmWith(['widget_act', 'unused', 'widget_action'])
const GLUE = 'wasm.widget_action(); wasm.widget_act(); __wbg_now_0f: function() {}, "./handcart_bg.js": import0'

test('both sides get the same short names, and what nobody calls is not exported', () => {
  const { wasm, glue } = rename(WASM, GLUE)
  assert.equal(glue, 'wasm.a(); wasm.b(); b: function() {}, a: import0')
  const module = new WebAssembly.Module(wasm)
  assert.deepEqual(WebAssembly.Module.imports(module), [{ module: 'a', name: 'b', kind: 'function' }])
  assert.deepEqual(
    WebAssembly.Module.exports(module).map(({ name }) => name),
    ['b', 'a'],
  )
  let calls = 0
  new WebAssembly.Instance(module, { a: { b: () => (calls += 1) } }).exports.b()
  assert.equal(calls, 1)
})

test('every wasm of the same JavaScript has the same short names, whatever order its own are in', () => {
  const other = rename(wasmWith(['widget_action', 'widget_act']), GLUE)
  assert.equal(other.glue, rename(WASM, GLUE).glue)
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(other.wasm)).map(({ name }) => name)
  assert.deepEqual(exported, ['a', 'b'])
})

test('glue that does not fit stops the build', () => {
  assert.throws(() => rename(WASM, GLUE.replace('__wbg_now_0f', '__wbg_now_1f')), /does not name __wbg_now_0f/)
  assert.throws(() => rename(WASM, GLUE.replace('handcart_bg', 'other_bg')), /does not name .\/handcart_bg.js/)
  assert.throws(() => slim('export class Widget {}'), /glue has no const WidgetFinalization =/)
  assert.throws(() => slim('export class Widget {}\nconst WidgetFinalization = 1'), /glue has no/)
})

test('the glue as a function has one instance a call', async () => {
  const glue = `import { x } from 'data:text/javascript,export const x = 7'
let wasm
export class Widget {
  constructor() {
    WidgetFinalization.register(this, 0, this);
  }
  get() { return wasm + x }
}
function initSync({ module }) {
  wasm = module
}
export { initSync, start as default };
`
  const { fresh: make } = await import(`data:text/javascript,${encodeURIComponent(fresh(glue))}`)
  const [One, Two] = [make(1), make(2)]
  assert.deepEqual([new One().get(), new Two().get()], [8, 9])
  assert.notEqual(One, Two)
  assert.throws(() => fresh(glue.replace('function initSync', 'function other')), /cannot be made a function/)
  assert.throws(() => fresh(`${glue}export const more = 1`), /cannot be made a function/)
})
