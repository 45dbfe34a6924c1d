/** A proposal's facts, products and options as the host is told of them: one reading for headless mode, tools and the journal. */
import type { Choosing, Deed, Offer } from '../browser/dom/view'
import type { CartAction, Facts, Plan, ToolProduct, ViewOption } from '../contract/types'

/** The host's text of a line's key, by its number. */
export type Keys = (key: number | undefined) => string | undefined

/** Without what is not there. */
export const slim = <T extends object>(from: T): T =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined && value !== '')) as T

function action({ kind, product, chosen, quantity, key, country, rows }: Deed, keys: Keys): CartAction | Plan {
  const of: Record<Deed['kind'], object> = {
    add: { type: 'ADD_SUGGESTION', productId: product, variantId: chosen, quantity },
    set: { type: 'UPDATE_QUANTITY', itemKey: keys(key), quantity },
    remove: { type: 'REMOVE', itemKey: keys(key) },
    clear: { type: 'CLEAR' },
    plan: { type: 'PLAN', actions: rows.map(({ deed }) => action(deed, keys)) },
    country: { type: 'SET_DESTINATION_COUNTRY', countryCode: country },
    checkout: { type: 'CHECKOUT' },
  }
  return slim(of[kind]) as CartAction | Plan
}

/** All that stands on a card. */
export function facts(deed: Deed, keys: Keys): Facts {
  const { kind, quantity, name, variant, image, url, stock, price, was, before, after, unusual } = deed
  const goes = deed.goes.map((each) => slim({ name: each.name, variant: each.variant, quantity: each.quantity }))
  const rows = deed.rows.map((row) =>
    slim({ ...facts(row.deed, keys), tick: row.tick, options: row.choosing && options(row.choosing) }),
  )
  return {
    ...slim({ action: action(deed, keys), variant, quantity, price, was, image, url, stock: stock || undefined }),
    ...slim({ before, after, unusual, cart: slim({ totalItems: deed.countNow, total: deed.totalNow }) }),
    ...slim({ goes: kind === 'clear' ? goes : undefined, countryBefore: deed.countryBefore }),
    ...(kind === 'plan' && { rows }),
    name,
  }
}

/** What can be chosen. */
export const options = ({ options }: Choosing): ViewOption[] =>
  options.map(({ name, values }) => ({
    name,
    values: values.map(({ label, on, off }) => ({ label, chosen: on, soldOut: off })),
  }))

/** What can be bought. */
export const variants = ({ options, variants }: Choosing): ToolProduct['variants'] =>
  variants.map(([id, ...places]) => ({
    id,
    options: Object.fromEntries(places.map((place, at) => [options[at]?.name, options[at]?.values[place]?.label])),
  }))

/** A product as shown. */
export function product(offer: Offer): ToolProduct {
  const { id, name, price, was, url, image, stock, left, refused, reason, choosing } = offer
  const known = { id, name, price, was, url, image, stock: stock || undefined, left: left || undefined }
  return slim({ ...known, allowed: !refused, reason, variants: variants(choosing) })
}
