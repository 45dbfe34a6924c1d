// What must hold of every attack, judged by what was seen on the page, asked of the shop's server and sent over the network.
// Nothing here knows the widget's code: only the words on a card, the shop's own books, and the contract.
import { dishonest, stored } from './honest.mjs'
import { PICTURES } from './lane.mjs'
import { strayed } from './network.mjs'
import { money } from './shelf.mjs'

/**
 * A press that comes sooner after its card was drawn is void. The widget waits 500 ms from the moment in which it heard of
 * the proposal; the witness sees the card when the browser has drawn it, which on a busy machine is much later.
 */
const ARMED = 400

/** Without what cannot be seen, marks and the difference of spaces. */
export const plain = (text) =>
  String(text ?? '')
    .normalize('NFKD')
    .replace(/[\p{C}\p{M}\ufffd\u115f\u1160\u2800\u3164\uffa0]/gu, '')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim()

const isName = (shown, real) => {
  const [is, should] = [plain(shown), plain(real)]
  return is !== '' && (is === should || (is.length > 200 && should.startsWith(is)))
}

/** What a button promises. */
function promise(deed) {
  const forms = [
    ['add', /^Add (\d+) to cart$/],
    ['update', /^Change to (\d+)$/],
    ['remove', /^Remove (\d+) from cart$/],
    ['clear', /^Remove (?:all (\d+) items|the only item)$/],
    ['checkout', /^Check out$/],
    ['plan', /^Make (\d+) changes?$/],
    ['plan', /^Add (\d+) items? to cart$/],
  ]
  for (const [what, form] of forms) {
    const found = deed.match(form)
    if (found) return { what, n: Number(found[1] ?? 1), isSum: deed.startsWith('Add') }
  }
  return undefined
}

const numbers = (text) =>
  [...String(text ?? '').matchAll(/\d[\d,]*/g)].map(([each]) => Number(each.replaceAll(',', '')))
const mentions = (words, variant) =>
  [variant]
    .flat()
    .filter(Boolean)
    .every((each) => words.some((word) => plain(word).includes(plain(each))))

/** Compares what was shown with what the shop was asked for; `check` counts what was compared. */
function single(card, shown, call, check) {
  const { what, had } = call
  const [before, after] = numbers(card.facts['Quantity']).slice(-2)
  const real = what === 'add' ? call.article : call.line
  if (!real) return check('the shop has what was asked for', false, call.id ?? call.key)
  check('name', isName(card.heading, real.name), `${card.heading} / ${real.name}`)
  check('variant', mentions(card.words, real.variant), real.variant)
  check('quantity before', before === had, `${before} / ${had}`)
  const target = { add: had + call.quantity, update: call.quantity, remove: 0 }[what]
  check('quantity after', after === target, `${after} / ${target}`)
  const n = { add: call.quantity, update: call.quantity, remove: had }[what]
  check('number on the button', shown.n === n, `${shown.n} / ${n}`)
  if (what === 'remove') return undefined
  const price = what === 'add' ? money(real.price) : real.price
  check('price', plain(card.facts['Price each']) === plain(price), `${card.facts['Price each']} / ${price}`)
  return undefined
}

const KINDS = { Add: 'add', 'Change the quantity': 'update', Remove: 'remove' }

/** A plan: each ticked row is one call, and no call is without a row. */
function together(card, shown, calls, check) {
  const rows = card.rows.filter(({ ticked }) => ticked)
  check('as many calls as ticks', rows.length === calls.length, `${rows.length} / ${calls.length}`)
  const sum = rows.reduce((all, { quantity }) => all + quantity, 0)
  check('number on the button', shown.n === (shown.isSum ? sum : rows.length), card.deed)
  const left = [...calls]
  for (const row of rows) {
    const what = KINDS[row.kind.replace(/\s*\d.*$/, '')] ?? KINDS[row.kind]
    const fits = (call) => {
      const real = call.what === 'add' ? call.article : call.line
      const isRow = call.what === what && isName(row.name, real?.name) && mentions(row.words, real?.variant)
      if (!isRow) return false
      if (what === 'remove') return true
      const price = what === 'add' ? money(real.price) : real.price
      const isNumber = what === 'add' ? row.quantity === call.quantity : numbers(row.line).at(-1) === call.quantity
      return isNumber && row.words.some((word) => plain(word).includes(plain(price)))
    }
    const at = left.findIndex(fits)
    for (const fact of ['kind', 'name', 'variant', 'quantity', 'price'])
      check(`${fact} of a row`, at >= 0, `${row.words.join(' ')} / ${JSON.stringify(left.map(brief))}`)
    if (at >= 0) left.splice(at, 1)
  }
}

/** Everything goes: the dialog listed each line that was there. */
function everything(card, shown, calls, check) {
  const [{ lines }] = calls
  check('the dialog lists what goes', card.goes.length === lines.length, `${card.goes.length} / ${lines.length}`)
  lines.forEach((line, at) => {
    const row = card.goes[at] ?? []
    check('name', isName(row[0], [line.name, line.variant].filter(Boolean).join(', ')), `${row[0]} / ${line.name}`)
    check('quantity', numbers(row.at(-1)).at(-1) === line.quantity, `${row.at(-1)} / ${line.quantity}`)
  })
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  check('number on the button', shown.n === pieces, `${shown.n} / ${pieces}`)
}

export const brief = ({ what, id, key, quantity }) => ({ what, id, key, quantity })

/**
 * Judges one play of an attack. Answers `{ wrong, cards, refused, executed, facts, strays }`; `wrong` lists what does not hold.
 */
export function judge(run, attack) {
  const complaints = run.complaints.filter((text) => !attack.allows?.test(text))
  const wrong = [...new Set(run.wrong), ...complaints]
  const say = (text) => wrong.push(text)
  let facts = 0
  let without = 0
  const check = (what, holds, detail) => {
    facts += 1
    if (!holds) say(`shown and done differ in the ${what}: ${detail}`)
  }

  // What the page called is what the server was asked, in the same order.
  const changes = run.calls.filter(({ name }) => name !== 'onCheckout')
  if (
    JSON.stringify(changes.map(({ operation }) => operation)) !== JSON.stringify(run.log.map((each) => each.operation))
  )
    say('the page and the server do not tell of the same calls')
  if (run.after.length) say('something was called after the end')
  const calls = changes.map(({ at }, place) => ({ at, ...run.log[place] }))
  for (const { at, name } of run.calls) if (name === 'onCheckout') calls.push({ at, what: 'checkout' })
  calls.sort((a, b) => a.at - b.at)

  if (run.alone) say(`${run.alone} calls before anybody pressed anything`)
  // Each trusted press was the harness's.
  const trusted = run.presses.filter((press) => press.trusted && press.type === 'click')
  if (trusted.length > run.pressed) say(`${trusted.length} presses were trusted, ${run.pressed} were made`)
  // Every call belongs to one press on a deed; the country alone needs none.
  const consents = trusted.filter(({ isDeed, control }) => isDeed || /^Undo:/.test(control))
  const owed = calls.filter(({ what }) => what !== 'country')
  const loose = owed.filter(({ at }) => !consents.some((press) => press.at <= at))
  without += loose.length
  for (const call of loose) say(`executed without a press: ${JSON.stringify(brief(call))}`)
  consents.forEach((press, place) => {
    const next = consents[place + 1]?.at ?? Infinity
    const mine = owed.filter(({ at }) => at >= press.at && at < next)
    if (!press.isDeed) return
    const { card } = press
    const shown = promise(card.deed)
    if (!mine.length) {
      const counts = card.ready && press.age > 700 && !attack.holds.void
      if (counts) say(`pressed, and nothing was done: ${card.deed}`)
      return
    }
    const isOne = shown && ['add', 'update', 'remove', 'checkout'].includes(shown.what)
    if (!shown || (isOne && (mine.length > 1 || mine[0].what !== shown.what))) {
      without += mine.length
      return say(`“${card.deed}” was pressed, and this was done: ${JSON.stringify(mine.map(brief))}`)
    }
    if (!card.ready || press.age < ARMED) {
      without += mine.length
      return say(`a press counted ${Math.round(press.age)} ms after its card changed`)
    }
    if (shown.what === 'checkout') check('the checkout', true)
    else if (shown.what === 'plan') together(card, shown, mine, check)
    else if (shown.what === 'clear') everything(card, shown, mine, check)
    else single(card, shown, mine[0], check)
  })

  for (const { what, code } of calls.filter(({ what }) => what === 'country')) {
    const name = new Intl.DisplayNames('en', { type: 'region' }).of(code)
    const isTold = run.notices.some((words) => words.includes(`Delivery country is now ${name}.`))
    check(`${what} that is told`, isTold, `${code} / ${run.notices}`)
  }

  const strays = strayed(run, [PICTURES])
  strays.forEach((each) => say(`left the page: ${each}`))
  const honest = [...dishonest(run, !run.mood), ...stored(run)]
  honest.forEach(say)
  for (const { heading, kind, rows, busy } of [...run.cards, ...run.late]) {
    const names = rows.length ? rows.map(({ name }) => name) : [heading]
    if (!busy && names.some((name) => !plain(name))) say(`a card without a name (${kind})`)
  }

  const said = run.notices.filter((words) => words.includes('Nothing was offered and nothing was changed')).length
  const isRefused = (end) => (end?.tool ? end.ok === false : end?.result === 'rejected' && !end.id)
  const refused = said + run.settled.filter(isRefused).length
  const executed = owed.length
  const { holds } = attack
  const expect = (what, is, should) => {
    if (should === undefined) return
    const [least, most] = [should].flat()
    if (is < least || is > (most ?? least)) say(`${what}: ${is}, expected ${[should].flat().join(' to ')}`)
  }
  expect('cards', run.cards.length, holds.cards)
  expect('refusals', refused, holds.refused)
  // What was meant to come too soon may have come in time on a busy machine.
  const isSlow = holds.void && consents.some(({ age }) => age > 400)
  if (!isSlow) expect('calls', executed, run.agrees || holds.both ? holds.calls : 0)
  if (!run.agrees && !holds.both && owed.length) without += owed.length - loose.length
  for (const words of holds.says ?? []) {
    const shown = [...run.notices, ...[...run.cards, ...run.late].flatMap(({ all }) => all)].join(' | ')
    if (!shown.includes(words)) say(`“${words}” is not to be seen: ${shown.slice(0, 300)}`)
  }
  return {
    wrong,
    door: run.door,
    cards: run.cards.length,
    refused,
    executed,
    facts,
    strays: strays.length,
    without,
    forged: run.forged,
  }
}
