// The release's seam between JavaScript and wasm. wasm-bindgen writes a class and a table of imports for this widget, and
// below them a runtime for every widget there could be. The first is kept; the second is replaced by what is used here,
// and the names between the two files become short (names.mjs). What no longer fits fails the build.
import { Failure } from './run.mjs'

/** Where a collected widget is freed: its memory goes with its instance, and one that was lost must not be entered. */
const FREES = /^.*WidgetFinalization\.(un)?register\(.*\n/gm
const OF_THE_MODULE = /^export \{.*\};?$|^export (?=class|function)/gm
const RUNTIME_BEGINS = 'const WidgetFinalization ='

/**
 * Never there: a reload of the module, a fetch (load.ts has its own), a widget that is collected before `free` was called
 * (its listeners hold it), engines without `encodeInto`, two gigabytes of text.
 */
const RUNTIME = `
let wasm, WASM_VECTOR_LEN;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true }), encoder = new TextEncoder();
const words = (at, ...values) => new Uint32Array(wasm.memory.buffer).set(values, at >>> 2);
const getStringFromWasm0 = (ptr, len) => decoder.decode(new Uint8Array(wasm.memory.buffer, ptr >>> 0, len));
function passStringToWasm0(text) {
  const bytes = encoder.encode(text), ptr = wasm.__wbindgen_malloc(WASM_VECTOR_LEN = bytes.length, 1) >>> 0;
  new Uint8Array(wasm.memory.buffer).set(bytes, ptr);
  return ptr;
}
function passArrayJsValueToWasm0(values) {
  const { length } = values, ptr = wasm.__wbindgen_malloc(length * 4, 4) >>> 0;
  for (let i = 0; i < length; i++) {
    const at = wasm.__externref_table_alloc();
    wasm.__wbindgen_externrefs.set(at, values[i]);
    words(ptr + 4 * i, at);
  }
  WASM_VECTOR_LEN = length;
  return ptr;
}
const give = (at, value, pass) => words(at, value == null ? 0 : pass(value), WASM_VECTOR_LEN);
function initSync({ module }) {
  wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;
  wasm.__wbindgen_start();
}
`

/** What a text or a list that leaves for the wasm looks like, from the call to the two words of its place. */
const GIVES =
  /(?:const|var) ptr1 = (?:isLikeNone\(ret\) \? 0 : )?(\w+)\(ret, .*\);\s+(?:const|var) len1 = WASM_VECTOR_LEN;\s+getDataViewMemory0\(\)\.setInt32\(\(arg0 >>> 0\) \+ 4 \* 1, len1, true\);\s+getDataViewMemory0\(\)\.setInt32\(\(arg0 >>> 0\) \+ 4 \* 0, ptr1, true\);/g
const CHANGES = [
  [GIVES, 'give(arg0, ret, $1);'],
  [/, wasm\.__wbindgen_malloc(, wasm\.__wbindgen_realloc)?\)/g, ')'],
  // Two texts at once: what was allocated is given back when there is no memory left, of which nothing could be made.
  [/try \{([^{}]*)\} catch \(e\) \{(?:[^{}]|\{[^{}]*\})*throw e;\s*\}/g, '$1'],
  [FREES, ''],
  [/^if \(Symbol\.dispose\).*\n/m, ''],
  // Nothing is freed by hand: an instance goes whole, with its memory.
  [/^ {4}__destroy_into_raw\(\) \{[\s\S]*?^ {4}\}\n^ {4}free\(\) \{[\s\S]*?^ {4}\}\n/m, ''],
]

/** wasm-bindgen's JavaScript with the runtime of this widget. */
export function slim(glue) {
  const begins = glue.indexOf(RUNTIME_BEGINS)
  if (begins < 0) throw new Failure(`the wasm-bindgen glue has no ${RUNTIME_BEGINS}: see www/tools/glue.mjs`)
  let own = glue.slice(0, begins)
  for (const [what, becomes] of CHANGES) {
    const next = own.replace(what, becomes)
    if (next === own) throw new Failure(`the wasm-bindgen glue has no ${what}: see www/tools/glue.mjs`)
    own = next
  }
  const runtime = glue.slice(begins).matchAll(/^(?:async )?(?:function|const|let) (\w+)/gm)
  for (const [, name] of runtime)
    if (RegExp(`\\b${name}\\b`).test(own) && !RegExp(`(function |const |let |, )${name}\\b`).test(RUNTIME))
      throw new Failure(`the wasm-bindgen glue uses ${name}: see www/tools/glue.mjs`)
  return own + RUNTIME
}

/**
 * wasm-bindgen's JavaScript holds one instance. As a function it holds one a call, so that an instance that was lost is
 * left behind whole, with every function that still stands inside it.
 */
export function fresh(glue) {
  const imports = glue.match(/^import .*$/gm) ?? []
  const body = glue
    .replace(/^import .*$/gm, '')
    .replace(OF_THE_MODULE, '')
    .replace(FREES, '')
  const whole = ['class Widget ', 'function initSync('].every((part) => body.includes(`\n${part}`))
  if (!whole || /^(import|export)\b/m.test(body))
    throw new Failure('the wasm-bindgen glue cannot be made a function: see www/tools/glue.mjs')
  return `${imports.join('\n')}\nexport function fresh(module) {\n${body}\ninitSync({ module });\nreturn Widget;\n}\n`
}
