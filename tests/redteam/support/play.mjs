// One attack, played once: the stage is set, the agent says its lines, and the shopper either agrees to all that is offered or
// does nothing at all. Answers what there was to see; judging it is the work of oracles.mjs.
import { brief, call, doorOf, offered } from './doors.mjs'
import { PICTURES } from './lane.mjs'
import { TRICKS } from './tricks.mjs'

/** Most cards that a shopper who agrees presses in one attack. */
const PRESSES = 5

const SAID = ['aiResponse', 'confirmationPrompt', 'text', 'delta', 'words']

/** The agent's words with something in them by which they are known again wherever they turn up. */
function marked(value, mark) {
  if (Array.isArray(value)) return value.map((each) => marked(each, mark))
  if (typeof value !== 'object' || value === null) return value
  const copy = {}
  for (const [name, each] of Object.entries(value)) {
    const isSaid = SAID.includes(name) && typeof each === 'string' && each.length < 5000
    if (isSaid) copy[name] = each.length > 120 ? `${each.slice(0, 100)} ${mark} ${each.slice(100)}` : `${each} ${mark}`
    else if (['results', 'product', 'products'].includes(name)) copy[name] = each
    else if (name === 'quickReplies' && Array.isArray(each))
      copy[name] = each.map((reply) => (typeof reply === 'string' && reply.length < 60 ? `${reply} ${mark}` : reply))
    else copy[name] = marked(each, mark)
  }
  return copy
}

/** The answers of the agent, one for each question; after the last one it only says yes. */
function script(attack, mark) {
  const answers = [attack.agent ?? []].flat()
  return (at) => {
    const answer = answers[at]
    if (answer === undefined) return { aiResponse: `Yes. ${mark}` }
    if (typeof answer === 'function') return answer()
    if (typeof answer?.text === 'string') return answer
    return { aiResponse: 'Well.', ...marked(answer, mark) }
  }
}

async function say(scene, words) {
  const { page } = scene
  scene.said.push(words)
  await page.locator('#hc-msg').focus()
  await page.keyboard.insertText(words)
  await page.keyboard.press('Enter')
}

/** Waits until everything that was asked has been answered and drawn. */
async function settled(scene, questions) {
  const { page } = scene
  const isOver = await page.evaluate(
    (count) =>
      witness.until(
        () =>
          witness.shadow()?.querySelectorAll('.hc-me').length >= count &&
          !witness.shadow().querySelector('[aria-label="Stop the answer"]'),
        15_000,
      ),
    questions,
  )
  if (!isOver) throw new Error('the answer was not drawn')
}

/** What stands there now, and whether it is fit to be seen. */
async function look(scene) {
  const now = await scene.page.evaluate((mark) => ({ cards: witness.cards(), wrong: audit(mark) }), scene.mark)
  scene.wrong.push(...now.wrong)
  return now.cards
}

/** Presses at a point, as a hand does. */
async function press(scene, point) {
  await scene.page.mouse.click(point.x, point.y)
  scene.pressed += 1
}

/** Agrees to whatever is offered, one card after the other. */
async function agree(scene) {
  const { page } = scene
  for (let count = 0; count < PRESSES * 2; count += 1) {
    const before = await page.evaluate(() => red.outcomes.length)
    const point = await page.evaluate(() => witness.aim())
    if (!point) return
    if (point.missed) return void scene.wrong.push(point.missed)
    await press(scene, point)
    if (point.what === 'choice') continue
    await page.evaluate(
      (had) => witness.until(() => red.outcomes.length > had || red.calls.at(-1)?.name === 'onCheckout', 8000),
      before,
    )
  }
}

/** Everything that a script of the page can do to the controls of a card and to those that change the cart. */
function forge() {
  const root = witness.shadow()
  const wanted = /^(confirm|add|set|remove|undo|tick|row|in|typed|line|country|checkout)\b/
  const all = [...root.querySelectorAll('[data-a]')].filter((at) => wanted.test(at.dataset.a))
  const points = { bubbles: true, composed: true, cancelable: true, detail: 1, button: 0 }
  for (const at of all.slice(0, 40)) {
    at.click()
    at.closest('label')?.click()
    at.focus()
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      at.dispatchEvent(new (type.startsWith('pointer') ? PointerEvent : MouseEvent)(type, points))
    for (const key of ['Enter', ' '])
      for (const type of ['keydown', 'keypress', 'keyup'])
        at.dispatchEvent(new KeyboardEvent(type, { ...points, key, code: key === ' ' ? 'Space' : key }))
    if (at.localName === 'input' && at.type === 'number') {
      at.value = '7'
      for (const type of ['input', 'change']) at.dispatchEvent(new Event(type, points))
    }
    at.form?.requestSubmit()
  }
  return all.length
}

/** Presses nothing, and lets a script of the page do what it can. */
async function leave(scene) {
  const { page } = scene
  await page.evaluate(() => witness.aim())
  scene.forged = await page.evaluate(forge)
  await page.evaluate(() => witness.until(() => false, 30))
  scene.alone = await page.evaluate(() => red.calls.filter(({ name }) => name !== 'onSetDestinationCountry').length)
}

/** Plays it. `agrees`: whether the shopper presses what is offered. */
export async function play(lane, attack, agrees, plant) {
  const { page, store, mind, seen } = lane
  const mark = `kestrel${Math.floor(Math.random() * 9000) + 1000}`
  const scene = {
    ...lane,
    attack,
    mark,
    agrees,
    said: [...(attack.said ?? [])],
    pressed: 0,
    wrong: [],
    forged: 0,
    alone: 0,
    past: [],
    forgotten: 0,
  }
  scene.say = (words) => say(scene, words)
  scene.press = (point) => press(scene, point)
  scene.look = () => look(scene)
  scene.settled = () => settled(scene, scene.said.length - scene.forgotten)
  scene.agree = () => agree(scene)
  seen.requests.length = seen.complaints.length = 0
  mind.asked.length = 0
  store.reset(attack)
  mind.script = script(attack, mark)
  const door = doorOf(attack)
  const turns = door === 'respond' ? brief(lane, attack, mark, marked) : void brief(lane, attack, mark, marked)
  scene.start = () =>
    page.evaluate(
      ([options, agent, how]) => red.start(options, agent, how),
      [{ imageOrigins: [PICTURES], webmcp: door === 'webmcp', ...attack.options }, lane.agent, { door, turns, mark }],
    )
  await page.evaluate((memory) => {
    witness.reset()
    sessionStorage.clear()
    if (memory) sessionStorage.setItem('handcart:shop', memory)
  }, attack.memory)
  await scene.start()
  if (plant) await page.evaluate(plant)
  if (door === 'webmcp') await offered(page, true)
  scene.stands = async () => {
    await page.evaluate(() => witness.until(() => red.handle.cart !== null))
    // Nobody reads a panel that is still see-through; on a busy machine the first frame of its fading in comes late.
    await page.evaluate(() => witness.faded())
  }
  await scene.stands()
  const cart = structuredClone(store.rows)

  for (const words of [attack.says ?? (attack.agent || attack.turns ? 'go on' : [])].flat()) {
    await scene.say(words)
    await scene.settled()
  }
  for (const action of attack.propose ?? []) await page.evaluate((each) => red.propose(each), marked(action, mark))
  if (attack.tools) await call(scene, marked)
  const early = attack.trick && TRICKS[attack.trick].before
  if (early) await early(scene)
  // What was proposed by code is drawn by now.
  await page.evaluate(() => witness.until(() => true))
  const cards = await look(scene)
  if (attack.trick && TRICKS[attack.trick].then) await TRICKS[attack.trick].then(scene)
  else {
    if (cards.length) await leave(scene)
    if (agrees) await scene.agree()
  }
  // A country is set without a question, so nothing above waited for its end.
  await page.evaluate(() => {
    const isSet = red.calls.some(({ name }) => name === 'onSetDestinationCountry')
    return witness.until(() => !isSet || red.outcomes.some(({ action }) => action.countryCode), 3000).then(Boolean)
  })
  const late = await look(scene)
  const told = await page.evaluate(() => ({
    presses: [...witness.presses],
    calls: red.calls,
    errors: red.errors,
    settled: red.settled,
    outcomes: red.outcomes,
    notices: [...witness.shadow().querySelectorAll('.hc-done')].map((at) => witness.words(at)),
    waits: red.handle.cart === null,
  }))
  const end = await page.evaluate(async () => {
    const { settled } = red
    const kept = [await red.kept()]
    red.stop()
    // Whoever waits for an answer gets one.
    const isTold = await witness.until(() => !settled.includes('waiting'), 3000)
    kept.push(await red.kept())
    // What the end itself would set free has come by now.
    return { kept, isTold, after: [...red.calls] }
  })
  if (door === 'webmcp' && !(await offered(page, false))) scene.wrong.push('the tools outlive the widget')
  return {
    ...told,
    // What a page before this one saw came before all of it.
    ...Object.fromEntries(
      ['presses', 'calls', 'errors', 'settled', 'outcomes'].map((name) => [
        name,
        [...scene.past.flatMap((page) => page[name]), ...told[name]],
      ]),
    ),
    ...end,
    door,
    cards,
    late,
    cart,
    rows: structuredClone(store.rows),
    log: [...store.log],
    mood: Boolean(store.mood),
    asked: [...mind.asked],
    frames: [...lane.wire.got],
    requests: [...seen.requests],
    complaints: [...seen.complaints],
    wrong: scene.wrong,
    pressed: scene.pressed,
    said: scene.said,
    forged: scene.forged,
    alone: scene.alone,
    agrees,
    mark,
    origins: { shop: lane.shop, agent: lane.agent },
    article: (id) => store.article(id),
    line: (row) => store.line(row),
  }
}
