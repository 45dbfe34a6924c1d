// npm run test:sdk | test:widget | test:package | test:e2e [-- part of a file's name]: node --test, on what these tests need to have been built.
import { existsSync, readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { backend } from './backend.mjs'
import { build } from './build.mjs'
import { counted, nodeCounts, verdict } from './counts.mjs'
import { at, root } from './paths.mjs'
import { Failure, command, run, say, seconds } from './run.mjs'
import { ensure } from './setup.mjs'

/** Folders below tests/ whose step is not called like them. */
const FOLDERS = { sdk: ['sdk', 'intake', 'store', 'tools'] }
const NEEDS = {
  sdk: () => ensure('modules'),
  widget: () => ensure('modules'),
  package: () => build(),
  async e2e() {
    await ensure('browser')
    await build()
    await backend({ tested: true })
  },
}

/** Files that run side by side: a journey mostly waits for its page. */
const LANES = 2

/**
 * A journey through a browser can stumble over a busy machine. A file in which one did is run once more, with nothing
 * beside it, and the figure says so; what fails twice has failed. Each file is a run of its own, printed once it has ended:
 * where a test was written down may be a helper's file, so what was printed cannot say which file it belongs to.
 */
async function twice(files, look) {
  const attempt = async (file) => {
    const label = relative(root, file)
    const began = Date.now()
    const { out = '', message } = await look([file], { label, silent: true }).then(
      (out) => ({ out }),
      (error) => error,
    )
    say(`\n${label} (${seconds(began)} s)\n${out}`)
    const { passed, failed } = nodeCounts(out)
    return { file, passed, failed: failed || (message ? 1 : 0) }
  }
  const waiting = files.sort()
  const results = []
  const lane = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) results.push(await attempt(file))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  const all = { passed: 0, failed: 0 }
  let stumbled = 0
  for (const first of results) {
    let counts = first
    if (first.failed) {
      stumbled += first.failed
      say(`\n${first.failed} failed; running ${relative(root, first.file)} once more`)
      counts = await attempt(first.file)
    }
    all.passed += counts.passed
    all.failed += counts.failed
  }
  return verdict(all) + (stumbled ? ` (${stumbled} of them only at the second try)` : '')
}

const [name, ...only] = process.argv.slice(2)

await command(`test:${name}`, import.meta.url, async () => {
  const folders = (FOLDERS[name] ?? [name]).map((folder) => at('tests', folder)).filter(existsSync)
  const all = folders.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  const files = all.filter(
    (file) => file.endsWith('.test.mjs') && (!only.length || only.some((part) => file.includes(part))),
  )
  if (!files.length) throw new Failure(`tests/${name} has no such *.test.mjs`)
  await NEEDS[name]()
  const look = (some, options = { label: `test:${name}` }) =>
    run(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...some.sort()], options)
  return name === 'e2e' ? twice(files, look) : counted(look(files), nodeCounts)
})
