// The names between wasm and JavaScript: wasm-bindgen makes long ones with a hash in them; the release has a letter or two.
import { Failure } from './run.mjs'

const HEADER = 8
const IMPORTS = 2
const EXPORTS = 7
const DATA = 11
const MODULE = './handcart_bg.js'
/** Functions of our own modules that take and give nothing which has to be made fit: the wasm calls them itself. */
const OURS = /\/(intake|atoms|address|clean)\.js$/
/** The kind of an import: wasm-bindgen has no others. */
const FUNCTION = 0

class Reader {
  constructor(bytes) {
    this.bytes = bytes
    this.at = 0
  }
  byte() {
    return this.bytes[this.at++]
  }
  number() {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte()
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }
  take(size) {
    this.at += size
    return this.bytes.subarray(this.at - size, this.at)
  }
  text() {
    return new TextDecoder().decode(this.take(this.number()))
  }
}

function leb(value) {
  const bytes = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128)
  return [...bytes, value]
}
const text = (words) => {
  const bytes = new TextEncoder().encode(words)
  return [...leb(bytes.length), ...bytes]
}

/** a, b, ... z, aa, ab, ... */
export function short(number) {
  const letter = String.fromCharCode(97 + (number % 26))
  return number < 26 ? letter : short(Math.floor(number / 26) - 1) + letter
}

function imported(body, name) {
  const from = new Reader(body)
  const count = from.number()
  const out = leb(count)
  for (let n = 0; n < count; n += 1) {
    const module = from.text()
    const field = from.text()
    const kind = from.byte()
    const [, ours] = OURS.exec(module) ?? []
    const own = module === MODULE ? field : ours && `${ours}.${field}`
    if (!own || kind !== FUNCTION) throw new Failure(`the wasm imports ${module} ${field}: see names.mjs`)
    out.push(...text(name(MODULE)), ...text(name(own)), kind, ...leb(from.number()))
  }
  return out
}

function exported(body, name, isUsed) {
  const from = new Reader(body)
  const all = Array.from({ length: from.number() }, () => ({
    field: from.text(),
    kind: from.byte(),
    index: from.number(),
  })).filter(({ field }) => isUsed(field))
  return [...leb(all.length), ...all.flatMap(({ field, kind, index }) => [...text(name(field)), kind, ...leb(index)])]
}

/** Short names in the order in which the JavaScript has the long ones: the same for every wasm that it goes with. */
function namer(glue, names, first = []) {
  const all = new Set([...first, ...Array.from(glue.matchAll(names), ([, long]) => long)])
  const made = new Map([...all].map((long, at) => [long, short(at)]))
  const name = (long) => {
    if (!made.has(long)) throw new Failure(`the wasm-bindgen glue does not name ${long}: see www/tools/names.mjs`)
    return made.get(long)
  }
  return { made, name }
}

function replace(glue, long, before, after, now) {
  const next = glue.replace(RegExp(`${before}${long.replaceAll('.', '\\.')}${after}`, 'g'), now)
  if (next === glue) throw new Failure(`the wasm-bindgen glue does not name ${long}: see www/tools/names.mjs`)
  return next
}

/** Those functions, by our names for them. */
function direct(wasm) {
  const from = new Reader(wasm)
  from.take(HEADER)
  const found = []
  while (from.at < wasm.length) {
    const id = from.byte()
    const body = new Reader(from.take(from.number()))
    if (id !== IMPORTS) continue
    for (let left = body.number(); left > 0; left -= 1) {
      const [, ours] = OURS.exec(body.text()) ?? []
      const field = body.text()
      body.byte()
      body.number()
      if (ours) found.push(`${ours}.${field}`)
    }
  }
  return found.sort()
}

/** The glue with them in its one table of imports. */
function gather(glue, names) {
  const mine = names.map((name) => `${name}: ${name},`).join(' ')
  const froms = glue.matchAll(/^import \* as import\d+ from (.*\/(\w+)\.js").*$/gm)
  const ours = new Map(Array.from(froms, ([, from, as]) => [as, `import * as ${as} from ${from}\n`]))
  return ([...ours.values()].join('') + glue)
    .replace(/^import \* as import\d+ from .*\n/gm, '')
    .replace(/^ *".*\/\w+\.js": import[1-9]\d*,\n/gm, '')
    .replace(/^( *const import0 = \{)$/m, `$1${mine}`)
}

/** What wasm-bindgen says when it is used in a way that our edge never does; whatever it throws there is a lost instance. */
const SAYINGS = [
  'attempted to take ownership of Rust value while it was borrowed',
  'recursive use of an object detected which would lead to unsafe aliasing in rust',
  'null pointer passed to rust',
]

/** The same data with those sentences blank: nobody reads them, and blanks cost nothing. */
function quiet(data) {
  const now = Buffer.from(data)
  for (const saying of SAYINGS) {
    const at = now.indexOf(saying)
    if (at >= 0) now.fill(' ', at, at + saying.length)
  }
  return now
}

/** Answers both with short names, and the wasm without exports that the JavaScript never names. */
export function rename(wasm, seam) {
  const glue = gather(seam, direct(wasm))
  const ins = namer(glue, /\b([\w.]+)(?=: (?:function|intake|atoms|address|clean)\b)/g, [MODULE])
  const outs = namer(glue, /\bwasm\.(\w+)/g)
  const isUsed = (field) => RegExp(`\\bwasm\\.${field}\\b`).test(glue)
  const from = new Reader(wasm)
  const parts = [from.take(HEADER)]
  while (from.at < wasm.length) {
    const id = from.byte()
    const body = from.take(from.number())
    const section = { [IMPORTS]: () => imported(body, ins.name), [EXPORTS]: () => exported(body, outs.name, isUsed) }
    const now = id === DATA ? quiet(body) : (section[id]?.() ?? body)
    parts.push(Uint8Array.of(id, ...leb(now.length)), Uint8Array.from(now))
  }
  let js = replace(glue, MODULE, '"', '"', ins.made.get(MODULE))
  ins.made.delete(MODULE)
  for (const [long, now] of ins.made) js = replace(js, long, '\\b', '(?=: (function|intake|atoms|address|clean))', now)
  for (const [long, now] of outs.made) js = replace(js, long, '\\bwasm\\.', '\\b', `wasm.${now}`)
  return { wasm: Buffer.concat(parts), glue: js }
}
