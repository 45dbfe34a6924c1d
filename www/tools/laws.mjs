// npm run laws [-- N]: N random schedules against the laws of the engine (tests/invariants.rs).
import { Failure, command, run } from './run.mjs'
import { ensure } from './setup.mjs'

const SCHEDULES = '1000000'

await command('laws', import.meta.url, async ([wanted = process.env.LAWS_SCHEDULES ?? SCHEDULES]) => {
  if (!/^[1-9]\d*$/.test(wanted)) throw new Failure(`"${wanted}" is not a number of schedules`)
  await ensure('rust')
  const args = [
    'test',
    '-p',
    'handcart',
    '--features',
    'planted',
    '--profile',
    'laws',
    '--test',
    'invariants',
    '--',
    '--nocapture',
  ]
  const out = await run('cargo', args, { label: 'laws', env: { LAWS_SCHEDULES: wanted } })
  const [, figure, schedules, violations] = out.match(/^laws: ((\d+) schedules, (\d+) violations.*)$/m) ?? []
  if (!Number(schedules)) throw new Failure('no schedule ran')
  if (Number(violations)) throw new Failure(figure)
  return figure
})
