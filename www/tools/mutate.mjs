// Puts every mutant that cargo-mutants names into one program, where a number picks one: a build for each of them would
// take most of an hour.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { Failure, run, say } from './run.mjs'

const CONFIG = 'tests/mutants/mutants.toml'
const SOURCES = ['src/engine/*.rs', 'src/driver.rs']
const COPIED = ['Cargo.toml', 'Cargo.lock', 'src', 'tests']

/** The switch: mutant 0 is the program as it is. */
const SWITCH = `
/// Which mutant this run is.
pub fn mutant() -> u32 {
    static NUMBER: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    *NUMBER.get_or_init(|| std::env::var("MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0))
}
`

/** All mutants, numbered from 1, without those that the configuration leaves out. */
async function list() {
  const files = SOURCES.flatMap((file) => ['--file', file])
  const args = ['mutants', '--config', CONFIG, '--list', '--json', ...files]
  const all = JSON.parse(await run('cargo', args, { label: 'cargo mutants --list', quiet: true }))
  if (!all.length) throw new Failure('cargo-mutants finds nothing to change')
  return all.map((mutant, at) => ({
    ...mutant,
    number: at + 1,
    place: mutant.name.split(': ')[0],
    what: mutant.name.slice(mutant.name.indexOf(': ') + 2),
  }))
}

/** Turns a line and a column into a place in the text. */
function places(text) {
  const starts = [0]
  for (const line of text.split('\n')) starts.push(starts.at(-1) + line.length + 1)
  return ({ line, column }) => starts[line - 1] + column - 1
}

/** A function with all its mutants: its body becomes one branch of many. */
function branched(text, [from, to], mutants, place) {
  const { function_name: name, return_type: type } = mutants[0].function
  const head = text.slice(from, to).search(new RegExp(`\\bfn ${name.split('::').pop()}\\b`)) + from
  const open = text.indexOf('{', head)
  const close = to - 1
  if (head < from || text[close] !== '}') throw new Failure(`the body of ${name} was not found`)
  // Branches with iterators of different kinds meet in a box.
  const [before, after] = type.startsWith('-> impl ') ? ['alloc::boxed::Box::new({', '})'] : ['{', '}']
  const signature = text
    .slice(from, open)
    .replace(`const fn ${name.split('::').pop()}`, `fn ${name.split('::').pop()}`)
    .replace(/-> impl (.+?)\s*$/, "-> alloc::boxed::Box<dyn $1 + '_> ")
  const branches = mutants.map(({ number, span, replacement }) => {
    const [start, end] = [place(span.start), place(span.end)]
    if (start <= open || end > close) throw new Failure(`a mutant of ${name} lies outside of its body`)
    const body = `${text.slice(open + 1, start)}${replacement} ${text.slice(end, close)}`
    return { number, text: `${number} => ${before} ${body} ${after}\n` }
  })
  return [
    { text: `${signature}{ match crate::mutant() {\n` },
    ...branches,
    { text: `_ => ${before}${text.slice(open + 1, close)}${after} } }` },
  ]
}

/** A file with the mutants of its functions, and which line belongs to which mutant. */
function woven(text, mutants) {
  const place = places(text)
  const functions = new Map()
  for (const mutant of mutants) {
    const { start, end } = mutant.function.span
    const key = `${place(start)} ${place(end)}`
    functions.set(key, [...(functions.get(key) ?? []), mutant])
  }
  const parts = []
  let at = 0
  const spans = [...functions].map(([key, own]) => [key.split(' ').map(Number), own])
  for (const [span, own] of spans.sort(([one], [other]) => one[0] - other[0])) {
    parts.push({ text: text.slice(at, span[0]) }, ...branched(text, span, own, place))
    at = span[1]
  }
  parts.push({ text: text.slice(at) })
  const numbers = []
  let lines = 1
  for (const part of parts) {
    const more = part.text.split('\n').length - 1
    if (part.number) for (let line = lines; line < lines + more; line += 1) numbers[line] = part.number
    lines += more
  }
  return { text: parts.map((part) => part.text).join(''), numbers }
}

/** The numbers of the mutants that do not compile, each found by the line of its error. */
function unviable(out, folder, numbers) {
  const found = new Set()
  for (const line of out.split('\n').filter((line) => line.startsWith('{'))) {
    const { reason, message } = JSON.parse(line)
    if (reason !== 'compiler-message' || message.level !== 'error' || !message.spans.length) continue
    const spans = message.spans.filter((span) => span.is_primary)
    const broken = spans.map((span) => numbers.get(span.file_name)?.[span.line_start]).filter(Boolean)
    if (!broken.length)
      throw new Failure(`the program with the mutants in ${folder} does not build\n${message.rendered}`)
    broken.forEach((number) => found.add(number))
  }
  return found
}

/**
 * Builds the program in `folder` and resolves to the mutants that compile, how many do not, and the test programs by name.
 */
export async function build(folder, tests) {
  rmSync(folder, { recursive: true, force: true })
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true })
  const manifest = readFileSync(join(folder, 'Cargo.toml'), 'utf8')
  writeFileSync(join(folder, 'Cargo.toml'), manifest.replace(/^members = \[.*\]$/m, 'members = []'))
  writeFileSync(join(folder, 'src/lib.rs'), readFileSync(join(root, 'src/lib.rs'), 'utf8') + SWITCH)
  const all = await list()
  let viable = all
  const options = { cwd: folder, quiet: true, label: 'building', env: { RUSTFLAGS: '-Awarnings' } }
  const cargo = ['--profile', 'mutants', '--target-dir', join(folder, '..', 'built'), '--message-format', 'json']
  for (;;) {
    const numbers = new Map()
    for (const file of new Set(all.map((mutant) => mutant.file))) {
      const made = woven(
        readFileSync(join(root, file), 'utf8'),
        viable.filter((mutant) => mutant.file === file),
      )
      writeFileSync(join(folder, file), made.text)
      numbers.set(file, made.numbers)
    }
    const built = await run('cargo', ['build', '--lib', ...cargo], { ...options, silent: true }).catch((error) => error)
    if (!(built instanceof Error)) break
    const broken = unviable(built.out ?? '', folder, numbers)
    if (!broken.size) throw built
    viable = viable.filter((mutant) => !broken.has(mutant.number))
  }
  say(`mutants: ${all.length} changes, ${all.length - viable.length} of them do not compile; building the tests`)
  const names = tests.flatMap((name) => ['--test', name])
  const out = await run('cargo', ['test', '--no-run', ...names, ...cargo], options)
  const programs = new Map()
  for (const line of out.split('\n').filter((line) => line.startsWith('{'))) {
    const { reason, target, executable } = JSON.parse(line)
    if (reason === 'compiler-artifact' && executable) programs.set(target.name, executable)
  }
  return { viable, programs }
}
