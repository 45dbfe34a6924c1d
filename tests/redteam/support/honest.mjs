// What whoever proposed something is told of it, against the shop's books; and what stays on the page when all is over.

const DONE = ['applied', 'adjusted']
/** Longest answer to what could not be done. */
const LONG = 4_000
const TOKEN = 'publishable-77'

const isOutcome = (end) => typeof end?.result === 'string' && typeof end.id === 'string'

/** The outcomes in what was answered and told. */
const outcomes = ({ settled, outcomes: told }) => [
  ...told,
  ...settled.flatMap((end) => (isOutcome(end) ? end : isOutcome(end?.outcome) ? end.outcome : [])),
]

/** An outcome that claims a change was asked of the shop, and tells of it what the shop's books say. */
function claim(outcome, { log, calls }, isPlain, say) {
  const { result, action, change } = outcome
  if (!DONE.includes(result)) return
  if (action.type === 'CHECKOUT') {
    if (!calls.some(({ name }) => name === 'onCheckout')) say('a checkout is told that did not open')
    return
  }
  const operations = [outcome, ...(outcome.lines ?? [])].map(({ operation }) => operation)
  const mine = log.filter(({ operation }) => operations.includes(operation))
  // A quantity that the line has already needs nobody.
  const isSo = action.type === 'UPDATE_QUANTITY' && change?.before === action.quantity
  if (!mine.length && isSo && change.after === change.before) return
  if (!mine.length) return void say(`told as done, and the shop was never asked: ${JSON.stringify(action)}`)
  const [{ what, had, quantity }] = mine
  const after = { add: had + quantity, update: quantity, remove: 0 }[what]
  if (!isPlain || mine.length > 1 || after === undefined || action.type === 'PLAN' || !change) return
  if (change.before !== had || change.after !== after)
    say(`told ${change.before} to ${change.after}, and it was ${had} to ${after}`)
}

/** A tool answers with plain data, says that something was done only if it was, and never throws. */
function tool(end, say) {
  if ('threw' in end) return say(`a tool threw (${end.threw})`)
  const { ok, outcome, message, size } = end
  if (typeof ok !== 'boolean' || typeof message !== 'string') say('a tool answered something else')
  if (!ok && size > LONG) say(`a tool answered with ${size} characters what it did not do`)
  const isDone = DONE.includes(outcome?.result)
  const saysSo = /^(Done|The shop's checkout opened)/.test(message ?? '')
  if (saysSo !== (ok === true && isDone)) say(`a tool says “${message}” (${outcome?.result ?? end.code})`)
  return undefined
}

/** What is told, in words where it is not so. `isPlain`: the shop does what it is asked. */
export function dishonest(run, isPlain) {
  const wrong = []
  const say = (text) => wrong.push(text)
  for (const outcome of outcomes(run)) claim(outcome, run, isPlain, say)
  for (const end of run.settled) if (end?.tool) tool(end, say)
  if (JSON.stringify(run.settled).includes(TOKEN)) say('the token in an answer')
  if (!run.isTold) say('somebody waits for an answer that never comes')
  // A number that names a change is never used for another one.
  const numbers = run.log.map(({ operation }) => operation)
  if (new Set(numbers).size < numbers.length) say(`one operation for two changes: ${numbers}`)
  return wrong
}

/** What may be kept, and as what: the place in a socket's conversation, as long as the tab lives. */
const KEPT = { session: 'string', conversation: 'string', seq: 'number', high: 'number' }

function note(text) {
  try {
    return Object.entries(JSON.parse(text)).filter(([name, value]) => KEPT[name] !== typeof value)
  } catch {
    return [['text', text]]
  }
}

/** What stays on the page that should not. */
export function stored({ kept, door }) {
  const wrong = []
  for (const { local, session, cookie, databases, caches, name, state } of kept) {
    const { 'handcart:shop': own, ...others } = session
    const rest = { local, session: others, cookie, databases, caches, name, state }
    for (const [where, what] of Object.entries(rest))
      if (Object.keys(what ?? {}).length) wrong.push(`kept in ${where}: ${JSON.stringify(what).slice(0, 200)}`)
    if (own !== undefined && door !== 'socket') wrong.push(`kept without a socket: ${own}`)
    for (const [field, value] of own === undefined ? [] : note(own)) wrong.push(`kept of a socket: ${field} ${value}`)
    if (JSON.stringify([session, local, cookie]).includes(TOKEN)) wrong.push('kept: the token')
  }
  return [...new Set(wrong)]
}
