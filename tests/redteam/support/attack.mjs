// Plays a list of attacks on several lanes at once, and adds up what was seen.
import { DOORS, doorOf } from './doors.mjs'
import { openLane } from './lane.mjs'
import { judge } from './oracles.mjs'
import { play } from './play.mjs'

const COUNTS = ['cards', 'refused', 'executed', 'facts', 'strays', 'without', 'forged']

/** The longest that a play may take, in ms. */
const LONGEST = 120_000

/** One play, judged. A harness that stumbles has proved nothing: that is a failure, too, and the lane is `lost`. */
export async function one(lane, attack, agrees, plant) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${LONGEST / 1000} s`)), LONGEST)
  })
  try {
    return judge(await Promise.race([play(lane, attack, agrees, plant), late]), attack)
  } catch (error) {
    return { wrong: [`the attack could not be played: ${error.stack ?? error}`], lost: true }
  } finally {
    clearTimeout(timer)
  }
}

/** How often a play that went wrong must hold when it is played again with nothing beside it. */
const AGAIN = 2

/**
 * `tell`: hears of each play that went wrong. Six pages at once are more than some machines draw in time: what went wrong is
 * played again alone, and has failed unless all is well each time. `stumbled` counts those that needed it.
 */
export async function attack(browser, corpus, lanes, tell) {
  const sum = { proposals: corpus.length, plays: 0, failed: 0, stumbled: 0 }
  for (const name of COUNTS) sum[name] = 0
  // What came in by each door.
  sum.doors = Object.fromEntries(DOORS.map((door) => [door, { proposals: 0, cards: 0, refused: 0, executed: 0 }]))
  for (const each of corpus) sum.doors[doorOf(each)].proposals += 1
  // A play begins with nobody pressing anything. The moments alone are told twice: their steps differ.
  const ways = ({ trick }) => (trick ? [false, true] : [true])
  const plays = corpus.flatMap((each) => ways(each).map((agrees) => ({ each, agrees })))
  const wrong = []
  const count = (each, seen) => {
    for (const name of COUNTS) sum[name] += seen[name] ?? 0
    for (const name of ['cards', 'refused', 'executed']) sum.doors[doorOf(each)][name] += seen[name] ?? 0
  }
  const work = async () => {
    let lane = await openLane(browser)
    for (let next = plays.shift(); next; next = plays.shift()) {
      const { each, agrees } = next
      const seen = await one(lane, each, agrees)
      if (seen.lost) {
        lane.end().catch(() => {})
        lane = await openLane(browser)
      }
      sum.plays += 1
      if (!seen.wrong.length) count(each, seen)
      else {
        wrong.push(next)
        tell({ ...each, agrees }, seen.wrong)
      }
    }
    await lane.end()
  }
  await Promise.all(Array.from({ length: Math.min(lanes, plays.length) }, work))
  for (const { each, agrees } of wrong) {
    let seen
    for (let time = 0; time < AGAIN && !seen?.wrong.length; time += 1) {
      const lane = await openLane(browser)
      seen = await one(lane, each, agrees)
      await lane.end()
    }
    count(each, seen)
    if (seen.wrong.length) {
      sum.failed += 1
      tell({ ...each, agrees }, ['again, alone:', ...seen.wrong])
    } else sum.stumbled += 1
  }
  return sum
}
