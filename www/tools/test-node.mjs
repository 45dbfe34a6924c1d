// npm run test:sdk | test:widget | test:package | test:e2e [-- part of a file's name]: node --test, on what these tests need to have been built.
import { existsSync, readdirSync } from 'node:fs'
import { backend } from './backend.mjs'
import { build } from './build.mjs'
import { counted, nodeCounts } from './counts.mjs'
import { at } from './paths.mjs'
import { Failure, command, run } from './run.mjs'
import { ensure } from './setup.mjs'

/** Folders below tests/ whose step is not called like them. */
const FOLDERS = { sdk: ['sdk', 'intake'] }
const NEEDS = {
  sdk: () => ensure('modules'),
  widget: () => ensure('modules'),
  package: () => build(),
  async e2e() {
    await ensure('browser')
    await build()
    await backend()
  },
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
  const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files.sort()]
  return counted(run(process.execPath, args, { label: `test:${name}` }), nodeCounts)
})
