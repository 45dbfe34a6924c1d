/**
 * What there is to draw, as the wasm tells it (`contract/drawing.rs` writes it). Names and prices are the shop's own
 * texts, cleaned and capped; links and pictures were checked; `words` are an agent's or a seller's and are only quoted.
 */

export type Stock = '' | 'in' | 'low' | 'out' | 'backorder'
export type Source = 'shopper' | 'agent' | 'desk'

/** A line of the cart. `keyNumber` is absent where the line cannot be changed. */
export interface Line {
  keyNumber?: number
  key: string
  name: string
  variant?: string
  /** Of one piece. */
  price: string
  lineTotal?: string
  compareAtPrice?: string
  /** Absent when the host's number is none. */
  quantity?: number
  maxQuantity?: number
  minQuantity: number
  step: number
  image?: string
  url?: string
  stock?: Exclude<Stock, ''>
  discounts?: { label: string; amount: string }[]
}

export interface Shipping {
  needsCountryResolution: boolean
  thresholdMet: boolean
  /** Percent of the way to free delivery. */
  progress?: number
  formattedDelta?: string
  formattedCost?: string
  destinationCountry?: string
  destinationLabel?: string
  availableCountries: { code: string; label: string }[]
}

export interface Cart {
  items: Line[]
  totalItems: number
  subtotal: string
  total: string
  currency: string
  shipping?: Shipping
}

/** The cart side. */
export interface Side {
  freshness: 'reading' | 'current' | 'old' | 'failed'
  cart?: Cart
  /** Key number and the quantity asked for; 0 is a removal. */
  pending: [key: number, quantity: number][]
  clearing: boolean
  /** The country asked for and not confirmed yet. */
  country?: string
  checkout: 'absent' | 'ready' | 'opening' | 'blocked'
  /** Whether the host lets the country be chosen. */
  countries: boolean
}

/** The options of a product with what is chosen. */
export interface Choosing {
  options: { name: string; values: { label: string; on: boolean; off: boolean }[] }[]
  state: 'ready' | 'missing' | 'gone'
  /** The option that wants a value. */
  missing: number
  /** What can be bought: its id, then the place of its value in each option. */
  variants: [id: string, ...values: number[]][]
}

/** A product as shown. */
export interface Offer {
  id: string
  name: string
  price?: string
  was?: string
  image?: string
  url?: string
  rating?: [text: string, count: number]
  stock: Stock
  /** How many, where the stock is low; 0 where the shop did not say. */
  left: number
  choosing: Choosing
  refused: boolean
  reason?: string
  adding: boolean
}

/** An action in the shop's facts. */
export interface Deed {
  kind: 'add' | 'set' | 'remove' | 'clear' | 'plan' | 'country' | 'checkout'
  /** Of an add: the product's id, and the variant's once it is chosen. */
  product?: string
  chosen?: string
  /** The number of the line's key. */
  key?: number
  quantity: number
  name: string
  variant?: string
  image?: string
  url?: string
  stock: Stock
  left: number
  price?: string
  was?: string
  before: number
  after: number
  unusual: boolean
  totalNow?: string
  countNow: number
  goes: { image?: string; name: string; variant?: string; quantity?: number }[]
  /** ISO 3166-1 alpha-2. */
  country?: string
  countryBefore?: string
  /** Of a plan, as its card shows them. */
  rows: Row[]
}

/** What it was when it was first shown. */
export interface Changed {
  price?: string
  before?: number
  total?: string
}

/** A row of a plan. */
export interface Row {
  deed: Deed
  /** `off`: left out; `gone`: it does not apply any longer. */
  tick: 'on' | 'off' | 'gone' | 'done'
  outcome?: Outcome
  choosing?: Choosing
  /** The largest quantity that can be set; 0 where it is fixed. */
  most: number
  step: number
  changed?: Changed
}

/** A proposal card. */
export interface Ask {
  id: number
  rev: number
  source: Source
  seller?: string
  words?: string
  deed: Deed
  choosing?: Choosing
  stage: 'arming' | 'ready' | 'missing' | 'gone' | 'twice' | 'nothing' | 'working'
  /** Whether it lapses soon. */
  soon: boolean
  changed?: Changed
}

export interface Outcome {
  id: number
  deed: Deed
  verdict: 'applied' | 'adjusted' | 'rejected' | 'declined' | 'expired' | 'withdrawn' | 'unknown'
  code?: string
  asked: number
  got: number
  source: Source
  delta: number
  count?: number
  total?: string
  said?: string
  available?: number
  undo: 'never' | 'ready' | 'used'
  undoes: boolean
  /** How each row of a plan ended. */
  lines: Outcome[]
}

export interface Notice {
  kind:
    | 'unsent'
    | 'no-answer'
    | 'stopped'
    | 'refused'
    | 'unread'
    | 'gone'
    | 'checkout-opening'
    | 'checkout-failed'
    | 'restarted'
  text?: string
  code?: string
}

/** An entry of the conversation: the fields of its kind, and no others. */
export type Entry = { id: number } & (
  | { kind: 'me'; text: string }
  | { kind: 'say'; text: string; live: boolean }
  | { kind: 'products'; offers: Offer[] }
  | { kind: 'ask'; ask: Ask }
  | { kind: 'done'; outcome: Outcome }
  | { kind: 'notice'; notice: Notice }
  | { kind: 'replies'; replies: string[] }
)

export interface Toast {
  id: number
  outcome: Outcome
}

/** What is new since the last drawing: entries and lines that did not change are named, not told again. */
export interface Drawing {
  panel: 'closed' | 'talk' | 'cart'
  badge: number
  online: boolean
  talk: 'absent' | 'ready' | 'waiting'
  /** What the agent does while it is waited for. */
  status?: string
  /** Absent: the host has not enabled the cart. Its `cart` is absent when it is the one drawn before. */
  side?: Omit<Side, 'cart'> & { cart?: Omit<Cart, 'items'> & { items: (Line | number)[] } }
  /** The entries in order, by id. */
  order: number[]
  /** Those that are new or changed. */
  entries: Entry[]
  dialog?: Ask
  toasts: Toast[]
}

/** Everything there is to draw. What did not change is the very same object as in the last view. */
export interface View extends Omit<Drawing, 'order' | 'entries' | 'side'> {
  side?: Side
  feed: Entry[]
}

/** What a screen reader is told. */
export interface Speech {
  kind: 'outcome' | 'words' | 'products' | 'ask' | 'soon' | 'changed' | 'waiting' | 'notice'
  outcome?: Outcome
  text?: string
  count?: number
  deed?: Deed
  /** What of the deed the shopper is to choose. */
  choosing?: Choosing
  notice?: Notice
}

/** Where the keyboard focus goes. */
export type Spot = 'launcher' | 'composer' | 'cart' | 'line' | 'proposal' | 'outcome'
