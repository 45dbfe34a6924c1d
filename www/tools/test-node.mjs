// npm run test:sdk | test:package | test:e2e: the node --test files of tests/<name>, on what they need to have been built.
import { existsSync, readdirSync } from 'node:fs'
import { backend } from './backend.mjs'
import { build } from './build.mjs'
import { counted, nodeCounts } from './counts.mjs'
import { at } from './paths.mjs'
import { Failure, command, run } from './run.mjs'
import { ensure } from './setup.mjs'

const NEEDS = {
  sdk: () => ensure('modules'),
  package: () => build(),
  async e2e() {
    await ensure('browser')
    await build()
    await backend()
  },
}

const [name, ...only] = process.argv.slice(2)

await command(`test:${name}`, import.meta.url, async () => {
  const folder = at('tests', name)
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.test.mjs')) : []
  const files = all.filter((file) => !only.length || only.some((part) => file.includes(part)))
  if (!files.length) throw new Failure(`tests/${name} has no such *.test.mjs`)
  await NEEDS[name]()
  const args = [
    '--test',
    '--test-concurrency=1',
    '--test-reporter=spec',
    ...files.sort().map((file) => `${folder}/${file}`),
  ]
  return counted(run(process.execPath, args, { label: `test:${name}` }), nodeCounts)
})
