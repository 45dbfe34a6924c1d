/**
 * The cart as tools for any model: their list, and carrying one out. A file of its own, fetched when it is asked for.
 * What is wrong is a value; nothing here throws.
 */
import type { Options } from '../browser/agent'
import { message } from '../browser/call'
import type { Edge } from '../browser/edge'
import list from '../contract/tools.json'
import type {
  CartAction,
  EventName,
  Handcart,
  HandcartError,
  Outcome,
  Patience,
  Refusal,
  ToolDefinition,
  ToolResult,
} from '../contract/types'
import { product } from './facts'
import { type Schema, short, show, wrong } from './schema'

/** What the tools work on. */
export interface Kit {
  edge: Edge
  options: Options
  handcart: Handcart
  fail(error: HandcartError): void
}

/** An answer is waited for so long, in milliseconds. */
const LIMIT = 120_000

type Input = Record<string, unknown> & { words?: string }

const ALL = list as unknown as ToolDefinition[]
const no = (code: (ToolResult & { ok: false })['code'], message: string): ToolResult => ({ ok: false, code, message })

/** The tools that apply here; copies, so that nobody changes ours. */
export function tools({ options: { cart, agent } }: Kit): ToolDefinition[] {
  const has = ({ name }: ToolDefinition) =>
    name === 'search_products'
      ? agent !== undefined
      : cart?.enabled === true && (name !== 'go_to_checkout' || typeof cart.onCheckout === 'function')
  return structuredClone(ALL.filter(has))
}

/** Carries one out. */
export async function callTool(kit: Kit, name: string, input: unknown, how?: Patience): Promise<ToolResult> {
  try {
    const known = tools(kit)
    const tool = known.find((each) => each.name === name)
    if (!tool)
      return no('unknown-tool', `${short(String(name))} is none of ${known.map((each) => each.name).join(', ')}`)
    const given = structuredClone(input ?? {})
    const problem = wrong(tool.inputSchema as Schema, given, 'input')
    if (problem) return no('invalid-input', problem)
    const signal = how?.signal
    if (signal && typeof signal.addEventListener !== 'function')
      return no('invalid-input', `signal: expected an AbortSignal, got ${show(signal)}`)
    if (signal?.aborted) return no('aborted', 'the caller gave up before anything was done')
    const work = carry({ ...kit, signal }, name, given as Input)
    return await (signal ? Promise.race([work, givenUp(signal)]) : work)
  } catch (error) {
    // An input that cannot be copied: a function in it, or a getter that throws.
    return no('invalid-input', `input: expected plain data, got something else (${message(error).slice(0, 200)})`)
  }
}

/** A proposal that nobody agreed to is withdrawn by then, and has told so. */
const givenUp = (signal: AbortSignal) =>
  new Promise<ToolResult>((resolve) =>
    signal.addEventListener('abort', () =>
      setTimeout(() => resolve(no('aborted', 'the caller gave up; what the shopper agreed to before goes on'))),
    ),
  )

/** The kit in one call's hands. */
type Hands = Kit & Patience

function carry(kit: Hands, name: string, input: Input): Promise<ToolResult> {
  const { words, ...fields } = input
  const spoken = words ? { confirmationPrompt: words } : {}
  const propose = (type: CartAction['type']) => change(kit, { type, ...fields, ...spoken } as CartAction)
  switch (name) {
    case 'get_cart':
      return read(kit)
    case 'search_products':
      return search(kit, String(input['query']))
    case 'add_to_cart':
      return propose('ADD_SUGGESTION')
    case 'remove_from_cart':
      return propose('REMOVE')
    case 'update_cart_quantity':
      return propose('UPDATE_QUANTITY')
    case 'clear_cart':
      return propose('CLEAR')
    case 'go_to_checkout':
      return propose('CHECKOUT')
    default: {
      const [first, ...others] = input['changes'] as CartAction[]
      return change(kit, [{ ...first, ...spoken } as CartAction, ...others])
    }
  }
}

async function read({ edge, handcart }: Kit): Promise<ToolResult> {
  const isCurrent = edge.front.view?.side?.freshness === 'current'
  const cart = (isCurrent && handcart.cart) || (await handcart.refresh())
  if (!cart) return no('host-error', "the shop's cart could not be read")
  const { totalItems, total } = cart
  return { ok: true, cart, message: totalItems ? `${totalItems} in the cart, ${total} in all.` : 'The cart is empty.' }
}

/** What happened, in a sentence that leaves no room for another story. */
function told({ result, code, asked, got, name, action }: Outcome): string {
  const what = name ? ` ${name}` : ''
  const done =
    action.type === 'CHECKOUT'
      ? "The shop's checkout opened; nothing was bought by it."
      : `Done:${what} (${action.type}).`
  return {
    applied: done,
    adjusted: `Done only in part:${what} ${got} of ${asked}.`,
    rejected: `Not done: the shop refused it (${code}).`,
    declined: 'Not done: the shopper said no. Do not ask again unless they want it.',
    expired: 'Not done: the shopper did not answer.',
    withdrawn: 'Not done: the cart changed, and it no longer applied.',
    unknown: 'Nobody knows whether it was done: the shop did not answer. Read the cart before you say anything of it.',
  }[result]
}

async function change({ handcart, signal }: Hands, action: CartAction | CartAction[]): Promise<ToolResult> {
  const ended: Outcome | Refusal = await handcart.propose(action, { signal })
  if (signal?.aborted && ended.result === 'withdrawn')
    return no('aborted', 'the caller gave up; the proposal was withdrawn, and nothing was changed')
  if ('detail' in ended) return no(ended.code, ended.detail)
  return { ok: true, outcome: ended, message: told(ended) }
}

/** Asks the shop's agent, and waits for what it shows. */
async function search({ edge, handcart }: Kit, query: string): Promise<ToolResult> {
  const view = () => edge.front.view
  if (view()?.talk === 'waiting') return no('conflict', 'the assistant is answering something else')
  const last = view()?.feed.at(-1)?.id ?? -1
  edge.with((widget) => widget.ask(query))
  await new Promise<void>((resolve) => {
    const look = () => {
      if (view()?.talk !== 'waiting') end()
    }
    const ears = ['drawn', 'error'].map((type) => handcart.on(type as EventName, look))
    const timer = setTimeout(() => end(), LIMIT)
    const end = () => {
      clearTimeout(timer)
      for (const off of ears) off()
      resolve()
    }
    edge.ending.signal.addEventListener('abort', end)
    look()
  })
  const fresh = (view()?.feed ?? []).filter(({ id }) => id > last)
  const missing = fresh.find(
    (entry) => entry.kind === 'notice' && /^(unsent|no-answer|stopped)$/.test(entry.notice.kind),
  )
  const text = fresh.flatMap((entry) => (entry.kind === 'say' ? entry.text : [])).join('\n\n')
  const products = fresh.flatMap((entry) => (entry.kind === 'products' ? entry.offers.map(product) : []))
  if (missing || (!text && !products.length)) return no('network', 'the assistant did not answer')
  return { ok: true, products, text, message: `${products.length} products were shown to the shopper.` }
}
