// npm run laws [-- N]: N random schedules against the laws of the engine (tests/invariants.rs), and every state that a few
// steps can lead to (tests/model.rs).
import { Failure, command, run } from './run.mjs'
import { ensure } from './setup.mjs'

const SCHEDULES = '1000000'
const TEST = ['test', '-p', 'handcart', '--features', 'planted', '--profile', 'laws', '--test']

/** Runs a test that proves itself, and returns what its closing line says of this many of `what`. */
async function prove(test, name, what, env) {
  const out = await run('cargo', [...TEST, test, '--', '--nocapture'], { label: name, env })
  const line = new RegExp(`^${name}: ((\\d+) ${what}, (\\d+) violations.*)$`, 'm')
  const [, figure, count, violations] = out.match(line) ?? []
  if (!Number(count)) throw new Failure(`not one of the ${what} was looked at`)
  if (Number(violations)) throw new Failure(figure)
  return { figure, count }
}

await command('laws', import.meta.url, async ([wanted = process.env.LAWS_SCHEDULES ?? SCHEDULES]) => {
  if (!/^[1-9]\d*$/.test(wanted)) throw new Failure(`"${wanted}" is not a number of schedules`)
  await ensure('rust')
  const { figure } = await prove('invariants', 'laws', 'schedules', { LAWS_SCHEDULES: wanted })
  const { count } = await prove('model', 'model', 'states')
  return `${figure}, ${count} states checked`
})
