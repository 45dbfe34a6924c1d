// npm run fuzz [-- target... --runs N --keep]: random input for every reader of the contract (tests/fuzz), two at a time.
// What is found on the way stays in target/fuzz; `--keep` puts the few inputs that reach the most into tests/fuzz/corpus.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { at, target } from './paths.mjs'
import { Failure, ask, command, run, say, seconds, start } from './run.mjs'
import { ensure } from './setup.mjs'

const RUNS = '10000000'
const CRATE = at('tests', 'fuzz')
const work = (...parts) => join(target, 'fuzz', ...parts)
/** Longest input in bytes: texts need few, an answer with products and proposals more. */
const LONGEST = { money: 256, names: 256, text: 256, url: 256 }
/** How many inputs are kept for each target, and the longest that is. */
const KEPT = 17
const KEPT_BYTES = 1600

const count = (n) => Number(n).toLocaleString('en')
const files = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [])

/** What follows the option's name, and the rest. */
function options(args) {
  const rest = args.filter((arg) => arg !== '--keep' && arg !== '--')
  const runs = rest.includes('--runs') ? rest.splice(rest.indexOf('--runs'), 2)[1] : RUNS
  if (!/^[1-9]\d*$/.test(runs ?? '')) throw new Failure(`"${runs}" is not a number of executions`)
  return { keep: args.includes('--keep'), runs: Number(runs), named: rest }
}

/** Readers without unsafe code need no sanitizer, and without its help with comparisons they run twice as often. */
async function build() {
  say('fuzz: building the targets (some minutes the first time)')
  const args = ['+nightly', 'fuzz', 'build', '--sanitizer', 'none', '--no-trace-compares']
  await run('cargo', [...args, '--fuzz-dir', CRATE, '--target-dir', work()], { label: 'building', quiet: true })
  const host = ask('rustc', '+nightly', '-vV').match(/^host: (.*)$/m)[1]
  return (name) => work(host, 'release', name)
}

/** Runs one target to its end. Resolves to its figures; a crash is an answer, too. */
function explore(program, name, runs) {
  const found = work('corpus', name)
  mkdirSync(found, { recursive: true })
  const began = Date.now()
  const args = [
    found,
    join(CRATE, 'corpus', name),
    `-runs=${runs}`,
    `-max_len=${LONGEST[name] ?? 2048}`,
    `-dict=${join(CRATE, 'contract.dict')}`,
    `-artifact_prefix=${work('crashes', `${name}-`)}`,
  ]
  const child = start(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let tail = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (tail = (tail + text).slice(-8000)))
  const pulse = setInterval(() => {
    const done = [...tail.matchAll(/^#(\d+)\s/gm)].pop()?.[1]
    if (done) say(`  ${name}: ${count(done)} of ${count(runs)}, ${seconds(began)} s`)
  }, 10_000)
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`${name} could not be started: ${error.message}`)))
    child.once('close', (code) => {
      const [, reached, features, kept] = tail.match(/^#\d+\s+DONE\s+cov: (\d+) ft: (\d+) corp: (\d+)/m) ?? []
      const done = Number(tail.match(/^Done (\d+) runs/m)?.[1] ?? 0)
      const ok = code === 0 && done >= runs
      if (ok)
        say(
          `  ${name}: ${count(done)} executions in ${seconds(began)} s, ${reached} places reached, ` +
            `${features} features, ${kept} inputs`,
        )
      else say(`${tail}\n  ${name}: FAILED, the input is in ${work('crashes')}`)
      resolve(ok)
    })
  }).finally(() => clearInterval(pulse))
}

/** The inputs that together reach the most, best first: each time the one that adds most to those before it. */
async function best(program, name) {
  const [all, none, control] = [work('all'), work('none'), work('merge.txt')]
  for (const old of [all, none, control]) rmSync(old, { recursive: true, force: true })
  for (const folder of [all, none]) mkdirSync(folder)
  for (const file of [...files(work('corpus', name)), ...files(join(CRATE, 'corpus', name))])
    if (statSync(file).size <= KEPT_BYTES) cpSync(file, join(all, basename(file)))
  const args = ['-set_cover_merge=1', '-use_counters=0', `-merge_control_file=${control}`, none, all]
  await run(program, args, { label: `choosing for ${name}`, quiet: true })
  const lines = readFileSync(control, 'utf8').split('\n')
  const paths = lines.slice(2, 2 + Number(lines[0]))
  let left = lines
    .filter((line) => line.startsWith('FT '))
    .map((line) => line.split(' ').slice(1).map(Number))
    .map(([index, ...reached]) => ({ path: paths[index], reached: new Set(reached) }))
  const chosen = []
  while (chosen.length < KEPT && left.length) {
    left.sort((a, b) => b.reached.size - a.reached.size || (a.path < b.path ? -1 : 1))
    const [first, ...others] = left
    chosen.push(first.path)
    for (const { reached } of others) for (const each of first.reached) reached.delete(each)
    left = others.filter(({ reached }) => reached.size)
  }
  return chosen
}

async function choose(program, name) {
  const chosen = await best(program, name)
  const folder = join(CRATE, 'corpus', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const path of chosen) cpSync(path, join(folder, basename(path)))
  say(`  ${name}: ${chosen.length} inputs kept`)
}

await command('fuzz', import.meta.url, async (args) => {
  const { keep, runs, named } = options(args)
  const all = readdirSync(join(CRATE, 'targets')).map((file) => basename(file, '.rs'))
  const stranger = named.find((name) => !all.includes(name))
  if (stranger) throw new Failure(`there is no target "${stranger}", only ${all.join(', ')}`)
  const names = named.length ? named : all
  await ensure('rust', 'fuzz')
  const program = await build()
  mkdirSync(work('crashes'), { recursive: true })
  const queue = [...names]
  const failed = []
  const worker = async () => {
    for (let name; (name = queue.shift());) if (!(await explore(program(name), name, runs))) failed.push(name)
  }
  await Promise.all([worker(), worker()])
  if (keep) for (const name of names) await choose(program(name), name)
  const kept = all.flatMap((name) => files(join(CRATE, 'corpus', name))).length
  const figure = `${names.length} targets, ${runs} executions each, ${failed.length} crashes, corpus ${kept} files`
  if (failed.length) throw new Failure(`${figure} (${failed.join(', ')})`)
  return figure
})
