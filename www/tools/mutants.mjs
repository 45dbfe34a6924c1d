// npm run mutants [-- file...]: every small change to the engine that cargo-mutants knows must fail a test, or be listed
// with the reason why it cannot (tests/mutants/survivors.md).
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { build } from './mutate.mjs'
import { at, target } from './paths.mjs'
import { Failure, command, run, say, seconds } from './run.mjs'
import { ensure } from './setup.mjs'

const LIST = 'tests/mutants/survivors.md'
/** The quick ones first; each runs only if those before it passed. */
const TESTS = ['engine', 'scenarios', 'invariants']
const SCHEDULES = process.env.LAWS_SCHEDULES ?? '300'
const LEAST = 95
/** A run that takes so many times as long as the unchanged program hangs. */
const PATIENCE = 5
const STOPS = ['SIGTERM', 'SIGINT', 'SIGHUP']

const title = ({ file, what }) => `${file}: ${what}`

/** Each survivor's title with its number of places. */
function listed() {
  const places = new Map()
  let file = null
  for (const line of readFileSync(at(LIST), 'utf8').split('\n')) {
    file = line.match(/^## `(\S+)`$/)?.[1] ?? file
    if (!line.startsWith('- ')) continue
    const [, what, many, reason] = line.match(/^- `(.+?)`(?: \((\d+) places\))?: (.{20,})$/) ?? []
    if (!file || !reason) throw new Failure(`${LIST} has a line without a file or a reason: ${line}`)
    places.set(`${file}: ${what}`, Number(many ?? 1))
  }
  return places
}

/** What notices the mutant: the name of a test program, `hangs`, or null. */
async function noticed(number, programs, timeout) {
  const env = { MUTANT: String(number), LAWS_SCHEDULES: SCHEDULES, RUST_BACKTRACE: '0' }
  for (const test of TESTS) {
    const args = test === 'invariants' ? [] : ['--test-threads', '2']
    try {
      await run(programs.get(test), args, { label: test, env, silent: true, timeout, killSignal: 'SIGKILL' })
    } catch (error) {
      const [, how] = error.message.match(/ failed \((.+)\)$/) ?? []
      // Whoever stopped the program did not find anything.
      if (!how || STOPS.includes(how)) throw error
      return how === 'SIGKILL' ? 'hangs' : test
    }
  }
  return null
}

/** Tries all of them, as many at a time as there are cores. Resolves to the survivors, and says what caught the others. */
async function survivors(viable, programs, patience) {
  const left = [...viable]
  const alive = []
  const caught = new Map()
  let done = 0
  let told = Date.now()
  const work = async () => {
    for (let mutant = left.shift(); mutant; mutant = left.shift()) {
      const by = await noticed(mutant.number, programs, patience)
      if (by) caught.set(by, (caught.get(by) ?? 0) + 1)
      else alive.push(mutant)
      done += 1
      if (Date.now() - told < 10_000) continue
      told = Date.now()
      say(`  ${done} of ${viable.length} tried, ${alive.length} survive`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  say(`  caught by ${[...TESTS, 'hangs'].map((by) => `${by}: ${caught.get(by) ?? 0}`).join(', ')}`)
  return alive.sort((one, other) => one.number - other.number)
}

/** How the survivors differ from the list. A file that was not asked for does not count. */
function compared(alive, isAsked) {
  const count = new Map()
  for (const mutant of alive) count.set(title(mutant), (count.get(title(mutant)) ?? 0) + 1)
  const known = listed()
  const wrong = []
  for (const mutant of alive)
    if (count.get(title(mutant)) > (known.get(title(mutant)) ?? 0))
      wrong.push(`${mutant.place}: ${mutant.what} survives and is not in ${LIST}`)
  for (const [name, places] of known)
    if (isAsked(name.split(': ')[0]) && (count.get(name) ?? 0) < places)
      wrong.push(`${name} is in ${LIST} and survives no longer`)
  return wrong
}

await command('mutants', import.meta.url, async (files) => {
  await ensure('rust', 'mutants')
  const isAsked = (file) => !files.length || files.some((wanted) => file.endsWith(wanted))
  const { viable, programs } = await build(`${target}/mutants/program`, TESTS)
  const tried = viable.filter((mutant) => isAsked(mutant.file))
  if (!tried.length) throw new Failure(`nothing to change in ${files.join(', ')}`)

  const began = Date.now()
  if (await noticed(0, programs)) throw new Failure('the tests fail without any change')
  const patience = Math.max(20_000, PATIENCE * (Date.now() - began))
  say(`  the unchanged program passes in ${seconds(began)} s`)
  const alive = await survivors(tried, programs, patience)

  for (const mutant of alive) say(`  ${mutant.place}: ${mutant.what}`)
  const wrong = compared(alive, isAsked)
  const caught = tried.length - alive.length
  const score = ((100 * caught) / tried.length).toFixed(1)
  const same = wrong.length ? '' : ' (all listed)'
  const figure = `${tried.length} viable, ${caught} caught, ${alive.length} survive${same}, ${score} %`
  if (wrong.length) throw new Failure(`${figure}\n${wrong.join('\n')}`)
  if (!files.length && Number(score) < LEAST) throw new Failure(`${figure}, and ${LEAST} are wanted`)
  return figure
})
