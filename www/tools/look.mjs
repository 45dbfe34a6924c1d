// npm run look [-- part of a state's name...]: the gallery in Chromium. Every state in every mode on one sheet (target/look),
// axe-core over each, the room that every language needs, and some thirty pictures held against those that are kept; then
// planted faults, to see that somebody notices. `--accept` keeps the pictures as they are now.
// `--beside comps.html` only puts each state beside its comp.
import { writeFileSync } from 'node:fs'
import { gallery } from './bundle.mjs'
import { chromium, chromiumArgs } from './chromium.mjs'
import { at } from './paths.mjs'
import { Failure, command, say, seconds } from './run.mjs'
import { ensure } from './setup.mjs'

/** Windows that are looked at side by side. */
const LANES = 2
const MOST_TOLD = 40

/** Runs the jobs, so many at a time. */
async function together(jobs) {
  const waiting = [...jobs]
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job()
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

function told(title, lines) {
  if (!lines.length) return
  say(`\n${lines.length} ${title}`)
  for (const line of lines.slice(0, MOST_TOLD)) say(`  ${line}`)
  if (lines.length > MOST_TOLD) say(`  and ${lines.length - MOST_TOLD} more`)
}

await command('look', import.meta.url, async (args) => {
  const began = Date.now()
  const comps = args.includes('--beside') ? args.at(args.indexOf('--beside') + 1) : undefined
  const only = args.filter((arg) => !arg.startsWith('--'))
  await ensure('modules', 'browser')
  await gallery()
  const { chromium: playwright } = await import('playwright-core')
  const { serveGallery } = await import('../../tests/look/serve.mjs')
  const { openWindow, steadyArgs } = await import('../../tests/look/window.mjs')
  const { LANGUAGES, MODES, ROOMS } = await import('../../tests/look/modes.mjs')
  const { Findings, bring } = await import('../../tests/look/axe.mjs')
  const { Album, isKept, take } = await import('../../tests/look/pictures.mjs')
  const { crowdedIn } = await import('../../tests/look/room.mjs')
  const { Sheet } = await import('../../tests/look/sheet.mjs')
  const { overviewFaults } = await import('../../tests/look/overview.mjs')
  const { beside } = await import('../../tests/look/beside.mjs')
  const { plant } = await import('../../tests/look/plant.mjs')

  const server = await serveGallery()
  const browser = await playwright.launch({ executablePath: chromium(), args: [...chromiumArgs, ...steadyArgs] })
  const [album, findings, sheet] = [new Album(args.includes('--accept')), new Findings(), new Sheet()]
  const complaints = []
  const crowded = []
  let states = []
  const inWindow = async (options, work) => {
    const window = await openWindow(browser, server.url, options)
    states = window.states.filter(({ id }) => only.every((part) => id.includes(part)))
    if (!states.length) throw new Failure('no state is called so')
    await work(window)
    complaints.push(...window.complaints)
    await window.close()
  }
  const mode =
    ([name, { without, ...options }]) =>
    async () => {
      const since = Date.now()
      await inWindow(options, async (window) => {
        await bring(window)
        for (const { id } of states) {
          await window.show(id)
          await sheet.take(window, name, id)
          if (isKept(name, id)) album.compare(name, id, await take(window))
          await findings.look(window, name, id, without)
        }
      })
      say(`  ${name}: ${states.length} states (${seconds(since)} s)`)
    }
  const rooms =
    ([name, options]) =>
    async () => {
      const since = Date.now()
      await inWindow(options, async (window) => {
        for (const lang of LANGUAGES)
          for (const { id } of states) {
            const found = await crowdedIn(window, id, lang)
            crowded.push(...found.map((each) => `${name}, ${lang}, ${id}: ${each}`))
          }
      })
      say(`  room at ${name}: ${states.length} states in ${LANGUAGES.length} languages (${seconds(since)} s)`)
    }
  try {
    if (comps) return await beside(browser, server.url, comps)
    await together([...Object.entries(MODES).map(mode), ...Object.entries(ROOMS).map(rooms)])
    let found = ''
    if (!only.length) {
      album.end()
      complaints.push(...(await overviewFaults(browser, server.url, states.length)))
      await inWindow(MODES.light, async (window) => {
        await bring(window)
        const { planted, blind } = await plant(window, album)
        if (blind.length) throw new Failure(`nobody noticed: ${blind.join('; ')}`)
        found = `, ${planted}/${planted} planted faults found`
      })
    }
    const { path, pictures } = sheet.write(states, Object.keys(MODES))
    say(`${pictures} pictures on ${path}`)
    const modes = Object.keys(MODES).length
    say(
      `${states.length * LANGUAGES.length * Object.keys(ROOMS).length} times every word had its room, ${findings.reviewed} cases that axe left open are reviewed (${seconds(began)} s)`,
    )
    const idle = only.length ? [] : findings.idle()
    const wrong = [
      ['violations', findings.violations],
      ['cases that axe left open', findings.open],
      ['reviewed cases that are not there any longer (tests/look/incomplete.json)', idle],
      ['words without room', crowded],
      ['pictures that differ; when they are meant to: npm run look -- --accept', album.wrong],
      ['complaints of the browser', complaints],
    ]
    for (const [title, lines] of wrong) told(title, lines)
    writeFileSync(
      at('target', 'look', 'report.txt'),
      wrong.flatMap(([title, lines]) => [`${lines.length} ${title}`, ...lines, '']).join('\n'),
    )
    const failed = wrong.filter(([, lines]) => lines.length)
    if (failed.length) throw new Failure(failed.map(([title, lines]) => `${lines.length} ${title}`).join('; '))
    return `${states.length} states x ${modes} modes, 0 violations, ${album.equal} pictures equal${found}`
  } finally {
    await browser.close()
    server.close()
  }
})
