// A sample of what comes over HTTP, by the other doors: whatever way words come, the same must hold.
import addresses from './addresses.mjs'
import named from './arguments.mjs'
import heaps from './heaps.mjs'
import lies from './lies.mjs'
import texts from './texts.mjs'

/** Of each family so many, spread over all of it. */
const SAMPLE = {
  'lying prompts': 1,
  'lying products': 2,
  texts: 2,
  'foreign keys': 2,
  quantities: 2,
  variants: 1,
  plans: 1,
  'script addresses': 1,
  'foreign hosts': 1,
}
const ALL = [...lies, ...texts, ...named, ...heaps, ...addresses].filter(({ agent }) => agent && !agent.text)

/** `shift`: another part of the family for each door. */
function sample(shift) {
  return Object.entries(SAMPLE).flatMap(([family, count]) => {
    const all = ALL.filter((each) => each.family === family && !Array.isArray(each.agent))
    const step = Math.floor(all.length / count)
    return Array.from({ length: count }, (_, at) => all[(at * step + shift) % all.length])
  })
}

/** An answer as frames. */
const frames = ({ aiResponse, results = [], cartAction, quickReplies }) => [
  { type: 'text_delta', text: aiResponse ?? 'Well.' },
  { type: 'text_end' },
  { type: 'product_cards', products: results },
  ...(quickReplies ? [{ type: 'quick_replies', replies: quickReplies }] : []),
  { type: 'cart_action', actions: [cartAction].flat() },
]

const TOOLS = {
  ADD_SUGGESTION: 'add_to_cart',
  REMOVE: 'remove_from_cart',
  UPDATE_QUANTITY: 'update_cart_quantity',
  CLEAR: 'clear_cart',
}
/** What the schema of a tool does not know, and no attack is about. */
const LEFT = ['variants', 'image', 'rating', 'reviewCount']

function told(product) {
  const variants = product.variants?.map((each) => ({ ...each, options: Object.fromEntries(each.options) }))
  const made = Object.fromEntries(Object.entries(product).filter(([name]) => !LEFT.includes(name)))
  return variants ? { ...made, variants } : made
}

/** A proposal as the call of a tool. */
function call({ type, confirmationPrompt, ...fields }, results) {
  const product = results?.find(({ id }) => id === fields.productId) ?? results?.[0]
  const words = confirmationPrompt === undefined ? {} : { words: confirmationPrompt.slice(0, 200) }
  return [TOOLS[type], { ...fields, ...words, ...(product && type === 'ADD_SUGGESTION' && { product: told(product) }) }]
}
function calls({ cartAction, results }) {
  if (!Array.isArray(cartAction)) return [call(cartAction, results)]
  const changes = cartAction.map(({ confirmationPrompt: _, ...action }) => {
    const product = results?.find(({ id }) => id === action.productId)
    return product ? { ...action, product: told(product) } : action
  })
  return [['propose_plan', { changes }]]
}

const WAYS = {
  tools: (agent) => ({ tools: calls(agent) }),
  webmcp: (agent) => ({ tools: calls(agent) }),
  socket: (agent) => ({ turns: [frames(agent)] }),
  stream: (agent) => ({ turns: [[{ type: 'answer', data: agent }]] }),
  respond: (agent) => ({ turns: [[agent]] }),
}

/** The shop itself asks which product it is that a tool names. */
const isTool = (door) => door === 'tools' || door === 'webmcp'
/** What a tool cannot say, because its schema has no such thing. */
const isSaid = ({ agent: { cartAction } }) =>
  [cartAction].flat().every((each) => TOOLS[each?.type] && each.type !== 'CLEAR')

export default Object.keys(WAYS).flatMap((door, shift) =>
  sample(shift)
    .filter((each) => !isTool(door) || isSaid(each))
    .map(({ agent, name, family, holds, ...stage }) => ({
      ...stage,
      family: `by ${door}`,
      name: `${family}, ${name}`,
      door,
      holds,
      ...WAYS[door](agent),
    })),
)
