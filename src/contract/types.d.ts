/**
 * The contract between Handcart and the page that embeds it.
 *
 * What the host must supply keeps the names of Neuroon's published `CartConfig`, so an implementation written for that
 * works as it is. Everything that was added is optional.
 */

/** A value, or a promise of it. Callbacks may be sync or async. */
export type Awaitable<T> = T | PromiseLike<T>

/* ------------------------------------------------------------------ the host's cart ------------------------------ */

/**
 * The shop's cart, as callbacks. Handcart never touches the cart itself.
 *
 * Each callback is called with this object as `this`. A throw or a rejection counts as a refusal with the error's
 * message; nothing is thrown back into the page. A callback that changes the cart may take 15 s (`timeouts.mutation`),
 * a read 10 s. Calls that change the cart are made one at a time, and never twice for one confirmation.
 */
export interface CartConfig {
  /** Whether the cart is on. Off: products can be shown, and nothing about a cart is said or done. */
  enabled: boolean
  /** Pieces in the cart, for the badge until the first read. Default: no badge until then. */
  initialCount?: number
  /** Reads the cart. Called on start, after every update event and after every change whose answer brought no cart. */
  onGetCart(): Awaitable<CartState>
  /** Adds `quantity` (1 or more) of a product. For a variant both ids are the variant's. */
  onAddToCart(
    productId: string,
    quantity: number,
    externalProductId?: string,
    operation?: Operation,
  ): Awaitable<CartOperationResult>
  /** Removes a line. `itemKey` is the very value that `onGetCart` gave as `key`. */
  onRemoveFromCart(itemKey: string, operation?: Operation): Awaitable<CartOperationResult>
  /** Sets the quantity (1 or more) of a line. */
  onUpdateQuantity(itemKey: string, quantity: number, operation?: Operation): Awaitable<CartOperationResult>
  /** Empties the cart. Absent: the lines are removed one by one. */
  onClearCart?(operation?: Operation): Awaitable<CartOperationResult>
  /** Goes to the shop's checkout. Called inside the shopper's click. Absent: there is no checkout button anywhere. */
  onCheckout?(checkout: Checkout): Awaitable<void>
  /** Sets the country of delivery (ISO 3166-1 alpha-2, capitals). Absent: the country cannot be chosen. */
  onSetDestinationCountry?(countryCode: string, operation?: Operation): Awaitable<CartOperationResult | void>
  /** Whether this product may be added; asked once for each product that is shown, so it must be quick and sync. A throw counts as no. Default: it may. */
  canAddToCart?(product: Product): boolean | { allowed: boolean; reason?: string }
  /** The window event, or events, after which the cart is read again. Default: `'handcart:cart-update'`. */
  externalUpdateEvent?: string | string[]
  /** Told after every change that was seen in the cart. */
  onCartChanged?(change: CartChange): void
  /** Whether the cart lives in this conversation alone and the shop does not know it yet; the widget then says so. Looked at whenever the cart is drawn. Default false. */
  sessionOnly?: boolean
}

/** Given to each callback that changes the cart, as its last argument. */
export interface Operation {
  /** Unique to this change, and the same when the shopper tries it again; send it as an idempotency key. An update event whose `detail.operation` is this id does not count as a foreign change. */
  id: string
  /** 1, and one more for each "Try again" of the shopper: the same change under the same `id`, after the cart was read and did not show it. */
  attempt: number
  /** Who wanted it. */
  source: Source
  /** For a removal or a change of quantity: the quantity before. */
  previousQuantity?: number
  /** Aborted when the change took too long or the widget was destroyed. */
  signal: AbortSignal
}

/** Who wanted a change: the shopper by a control of the widget, an agent, or a seller at the desk. */
export type Source = 'shopper' | 'agent' | 'desk'

/** The cart. Texts are shown as they are; Handcart adds nothing up. At most 10,000 items are read. */
export interface CartState {
  items: CartItem[]
  /** Pieces. */
  totalItems: number
  /** Formatted by the host: `'232,48 €'`. At most 64 characters. */
  subtotal: string
  /** Formatted by the host. */
  total: string
  /** ISO 4217: `'EUR'`. */
  currency: string
  /** Delivery. */
  shipping?: CartShippingInfo
  /** The amounts as numbers in decimal units. Absent: they are read from the texts where that is possible without a guess. */
  amounts?: { subtotal?: number; total?: number }
}

/** A line of the cart. */
export interface CartItem {
  /** Unique in the cart; at most 512 characters. A line without one, or with another line's, is shown and cannot be changed. */
  key: string
  /** Product id. */
  id: string
  /** The host platform's id. */
  externalId?: string
  /** At most 300 characters are shown. */
  name: string
  /** Of one piece, formatted by the host. */
  price: string
  /** A whole number. Anything else is shown as "?" and cannot be changed. */
  quantity: number
  /** `https:` or relative; at most 2,048 characters. Other addresses are left out. */
  image?: string
  /** The product's page; as `image`. */
  url?: string
  /** For example `'Size: 42, Color: Black'`. */
  variant?: string
  /** The largest quantity the shop takes. */
  maxQuantity?: number
  /** The smallest quantity the shop takes. Default 1. */
  minQuantity?: number
  /** Quantities are multiples of this. Default 1. */
  step?: number
  /** Of the line, formatted by the host. Absent: only the price of one piece is shown. */
  lineTotal?: string
  /** The earlier price of one piece, formatted by the host; shown struck through. */
  compareAtPrice?: string
  /** Shown at the line; `'out'` also blocks the checkout. */
  stock?: 'in' | 'low' | 'out' | 'backorder'
  /** Reductions, at most 10. */
  discounts?: Discount[]
}

/** A reduction at a line. */
export interface Discount {
  label: string
  /** Formatted by the host. */
  amount: string
}

/** What the host knows about delivery. */
export interface CartShippingInfo {
  /** Whether a country must be chosen before the shop can say more. */
  needsCountryResolution?: boolean
  /** Decimal amount from which delivery is free. */
  freeShippingThreshold?: number | null
  /** Decimal amount that counts towards it. */
  currentAmount?: number
  /** Decimal amount that is missing. */
  delta?: number
  /** Whether delivery is free now. */
  thresholdMet?: boolean
  /** ISO 3166-1 alpha-2. */
  destinationCountry?: string | null
  destinationLabel?: string
  formattedThreshold?: string
  /** What is missing, formatted by the host. */
  formattedDelta?: string
  /** What delivery costs, formatted by the host. */
  formattedCost?: string
  /** Countries to choose from, at most 50. */
  availableCountries?: { code: string; label: string }[]
}

/**
 * What a callback that changes the cart answers. Yes is `true`, `{success: true}` or `{ok: true}`, exactly; `undefined`
 * lets the cart decide. Whatever the answer, the outcome is decided by comparing the cart before and after.
 */
export type CartOperationResult =
  | { success: true; cart?: CartState; notice?: string }
  /** The cart of a refusal is not shown; the cart is read instead. */
  | {
      success: false
      cart?: CartState
      error?: string
      code?: Code | (string & {})
      reason?: string
      message?: string
      available?: number
    }
  | { ok: true; cart?: CartState; notice?: string }
  | { ok: false; reason?: string; message?: string; available?: number }
  | boolean
  | undefined

/** What `onCheckout` gets. */
export interface Checkout {
  /** The cart as it was last read. */
  cart: CartState
}

/** What `onCartChanged` gets. */
export interface CartChange {
  outcome: Outcome
  /** The cart after the change. */
  cart: CartState
}

/** A product as the agent's endpoint sends it. Unknown fields are ignored, and handed on to `canAddToCart`. */
export interface Product {
  /** What `onAddToCart` gets first. */
  id: string
  /** What `onAddToCart` gets third. */
  externalId?: string
  name: string
  /** Decimal regular price. */
  price?: number
  /** Decimal price today, when it is lower. */
  salePrice?: number | null
  /** `price` as the shop prints it. Default: printed by `Intl` in the widget's language. */
  formattedPrice?: string
  /** `salePrice` as the shop prints it. */
  formattedSalePrice?: string
  /** ISO 4217. */
  currency?: string
  /** The product's page. */
  url?: string
  imageUrl?: string
  /** Default: unknown, and it can be added. */
  inStock?: boolean
  /** Pieces left; 5 or fewer are shown as low. */
  stockCount?: number
  /** 0 to 5. */
  rating?: number
  reviewCount?: number
  /** What can be bought, when the product itself cannot: at most 200, with at most 3 options of 40 values. All name the same options. */
  variants?: Variant[]
}

/** A buyable variant of a product. */
export interface Variant {
  /** What `onAddToCart` gets first, in the place of the product's id. */
  id: string
  /** What `onAddToCart` gets third. */
  externalId?: string
  /** `[['Size', '42']]` or `{Size: '42'}`. */
  options: [name: string, value: string][] | Record<string, string>
  inStock?: boolean
  stockCount?: number
  imageUrl?: string
}

/* ------------------------------------------------------------------ proposals and outcomes ----------------------- */

/**
 * A cart action, in the words of Neuroon's `cartAction`: what an agent sends can be handed to `propose()` as it is.
 * `confirmationPrompt` is shown as a quotation (at most 200 characters); the deed itself is told in the shop's facts.
 */
export type CartAction =
  /** Add pieces of a product (default 1) that was shown before, or that comes along. */
  | {
      type: 'ADD_SUGGESTION'
      productId: string
      variantId?: string
      quantity?: number
      product?: Product
      confirmationPrompt?: string
      id?: string
    }
  /** Remove a line. */
  | { type: 'REMOVE'; itemKey: string; confirmationPrompt?: string; id?: string }
  /** Set the quantity of a line: 1 to 99 (`caps.maxQuantity`), and not above its own `maxQuantity`. */
  | { type: 'UPDATE_QUANTITY'; itemKey: string; quantity: number; confirmationPrompt?: string; id?: string }
  /** Empty the cart. */
  | { type: 'CLEAR'; confirmationPrompt?: string; id?: string }
  /** Set the country of delivery. Done without asking, and told to the shopper. */
  | { type: 'SET_DESTINATION_COUNTRY'; countryCode: string; id?: string }
  /** Offer the way to the checkout. */
  | { type: 'CHECKOUT'; confirmationPrompt?: string; id?: string }

/** Several adds, removals and quantity changes that were proposed as a list, or that take a plan or a clear back. */
export interface Plan {
  type: 'PLAN'
  actions: CartAction[]
}

/** How an action ended. */
export type Result =
  /** The cart shows what was asked for. */
  | 'applied'
  /** The cart shows a change, but another one: see `asked` and `got`; of a plan, not every row was applied: see `lines`. */
  | 'adjusted'
  /** Nothing changed: see `code`. */
  | 'rejected'
  /** The shopper said no. */
  | 'declined'
  /** Nobody answered within 120 s (`timeouts.prompt`). */
  | 'expired'
  /** It no longer applied. */
  | 'withdrawn'
  /** The cart could not be read, or the shop did not answer in time and may still act, or the widget failed meanwhile. */
  | 'unknown'

/** Why something was not done. Words of other systems (`out_of_stock`, `InsufficientStockError`) are understood and become these. */
export type Code =
  /** Sold out. */
  | 'out-of-stock'
  /** More than the shop takes; `available` says how many it has, if it said so. */
  | 'quantity-exceeded'
  /** The shop does not have the product. */
  | 'product-not-found'
  /** A size or colour must be chosen. */
  | 'variant-required'
  /** The cart has no such line, or more than one. */
  | 'line-not-found'
  /** The shop's session has ended. */
  | 'session-expired'
  /** Somebody changed it at the same time. */
  | 'conflict'
  /** Not a country the shop delivers to. */
  | 'invalid-country'
  /** The shop cannot do this. */
  | 'not-supported'
  /** The cart is not enabled. */
  | 'not-enabled'
  /** A limit of the shop or of the widget; a refusal's `detail` names the cap, its limit and what came. */
  | 'policy'
  /** No answer in time. */
  | 'timeout'
  /** No connection. */
  | 'network'
  /** An answer that cannot be read; `detail` says where, what was expected and what came. */
  | 'invalid-answer'
  /** The host's code failed. */
  | 'host-error'
  /** The host said yes, its cart says no. */
  | 'not-applied'

/** The end of one action: the same for the shopper, the agent and the page. */
export interface Outcome {
  /** `undo()` takes it. */
  id: string
  action: CartAction | Plan
  /** The `id` that the proposer gave its `CartAction`. A plan has none of its own: see `lines`. */
  proposal?: string
  /** The product's name in the shop's words; empty for a plan, a clear, a country and the checkout. */
  name: string
  result: Result
  /** Set when `result` is `'rejected'`. */
  code?: Code
  /** Pieces asked for, when `result` is `'adjusted'`; of a plan, the rows that were confirmed. */
  asked?: number
  /** Pieces that changed, when `result` is `'adjusted'`; of a plan, the rows that were applied. */
  got?: number
  /** How many the shop could give, when it said so. */
  available?: number
  /** Pieces of the product (of the whole cart, for a plan and a clear) before and after; absent for a country and the checkout, when the result is unknown, and when the cart could not be read. */
  change?: { before: number; after: number }
  /** The cart after; absent when it could not be read. */
  cart?: { totalItems: number; total: string }
  /** The host's notice. */
  notice?: string
  /** The host's error text. */
  error?: string
  /** The `Operation.id` under which the host was called, when it was. */
  operation?: string
  source: Source
  /** Whether `undo()` can take it back now. */
  undoable: boolean
  /** The outcome that this one took back, or was to take back. */
  undoes?: string
  /** Of a plan: how each row ended, in the order of its actions. One that the shopper left out is `'declined'`, one that no longer applied `'withdrawn'`. Empty when it was never confirmed. */
  lines?: Outcome[]
}

/** A proposal that was never offered to the shopper. It has no id. */
export interface Refusal {
  result: 'rejected'
  code: Code
  /** Where it is wrong, what was expected and what came: `'cartAction[0].quantity: expected an integer from 1 to 99, got "many"'`. */
  detail: string
}

/* ------------------------------------------------------------------ starting and steering ------------------------ */

/** What `init` takes. */
export interface InitOptions {
  /** An element or a selector: the widget stands in it. Absent: it floats above the page. */
  container?: Element | string
  /** The panel's heading. Default: the language's word for an assistant. */
  title?: string
  /** A line below it. */
  subtitle?: string
  /** The shop's cart. Absent: products and conversation only. */
  cart?: CartConfig
  /** The shopping agent: behind HTTP, behind a socket, or a function of the page. Absent: no conversation; `propose()` works. */
  agent?: AgentEndpoint | AgentSocket | AgentFunction
  /**
   * BCP 47. Default: the page's `lang`, else the browser's language. The widget speaks English, German, French,
   * Spanish, Italian, Portuguese, Polish, Ukrainian, Arabic and Japanese (`de-AT` is German), and English in place of any
   * other. Another language than English is one small file that is fetched from beside the script; when it cannot be
   * loaded, `onError` is told and the widget speaks English. Prices and numbers that the widget prints follow it, too.
   */
  locale?: string
  /** The direction of writing. Default: right to left for the languages that are written so, else as `<html dir>` says. */
  dir?: 'ltr' | 'rtl'
  /** Questions to start with, at most 6. */
  suggestions?: string[]
  /** The assistant's first words. */
  greeting?: string
  /**
   * Messages of the widget to replace, by their name in the message files (`src/sdk/messages/en.json`; the package has
   * them as `handcart/messages/*.json`). A message that counts may have a text for each plural category of
   * `Intl.PluralRules`; `other` serves for those that are absent. A name or a `{placeholder}` that the widget does not
   * have is told in the console, and the message stays as it was. With all of them, any language can be spoken.
   */
  messages?: Record<string, string | Record<string, string>>
  /**
   * The origins that pictures may be fetched from, beside the page's own: `['https://cdn.shop.example']`. A picture of an
   * agent from anywhere else would tell that host that somebody looks; with this its place stays empty. Default: any
   * `https:` address.
   */
  imageOrigins?: string[]
  /**
   * Where the launcher floats. Default `'end'`: right, or left in right-to-left languages. How far from the window's edges,
   * and above which layers of the page: `--hc-inset-inline`, `--hc-inset-block`, `--hc-z` (`src/sdk/styles/README.md`).
   */
  position?: 'start' | 'end'
  /** Default `'auto'`: as the page's `color-scheme` says, which is light where it says nothing. The shop's colour is `--hc-accent`. */
  theme?: 'auto' | 'light' | 'dark'
  /** Whether the panel is open at the start. Default false. */
  open?: boolean
  timeouts?: Timeouts
  /** What may be proposed. Default: everything, up to 99 pieces at a time. With caps another `.wasm` file is fetched: see `wasmUrl`. */
  caps?: Caps
  /** Told what a developer should know. Default: one line in the console. */
  onError?(error: HandcartError | Failure): void
  /** Where `handcart_bg.wasm` lies. Default: beside the script. With `caps` it is `handcart_caps_bg.wasm` in the same folder. */
  wasmUrl?: string | URL
  /**
   * Registers `tools()` with the browser's own agent (WebMCP, `document.modelContext`), until `destroy()`. Default false.
   * Where the browser has no such thing, nothing happens. A name that is taken is told by `onError` (`'conflict'`), and
   * the other tools are there.
   */
  webmcp?: boolean
  /**
   * No element on the page: the host draws what `subscribe()` gives and answers proposals by `answer()`. One to a
   * page, in the place of the widget that floats. What is about looks (`container`, `theme`, `messages`, ...) has no meaning then, and `open()` and `close()` do
   * nothing. Default false.
   */
  headless?: boolean
}

/**
 * An agent behind HTTP: `POST {endpoint}/api/widget/search` with an `AgentTurn`, answered with an `AgentAnswer` as JSON, or
 * as `text/event-stream` where it likes to: events `text` with `{"delta": "..."}` as data, then one `answer` with an
 * `AgentAnswer` or one `error` with `{"code": "...", "message": "..."}`. A stream may pause for 30 s; a comment line
 * (`: ...`) keeps it alive. One that is cut leaves its words, and the message can be sent again.
 */
export interface AgentEndpoint {
  /** The address before `/api/widget/search`: `https:`, or relative to the page. */
  endpoint: string
  /** Sent as `X-Widget-Token`. */
  token?: string
  /** More headers. */
  headers?: Record<string, string>
}

/**
 * An agent behind a socket, by VIZOCHOK's protocol (`README.md` lists the frames). The client is a file of its own beside
 * the script, `socket.js`, and fetched when this is given. It comes back after a loss of the connection without losing or
 * repeating a message; what is written meanwhile waits and is sent then. The conversation's id stays in `sessionStorage`.
 * Without a `cart` the cart is the one that the server keeps; the shopper is asked like everywhere.
 */
export interface AgentSocket {
  /** The whole address: `wss:`, `ws:`, or a path on this site. `connect-src` must allow it. */
  socket: string
  /** Sent as `api_key` with the first frame. It is public. */
  apiKey: string
  /** Sent as `store_id`. */
  storeId: string
  /** Sent as `session_id`. Default: a random one that lives as long as the tab. */
  userId?: string
  /** Told when the server says that its cart changed, also unasked. The widget reads the cart in any case. A throw is told to `onError`. */
  onCartChanged?(change: AgentCartChange): void
}

/** What `AgentSocket.onCartChanged` gets. The prices are decimal numbers. */
export interface AgentCartChange {
  action: 'item_selected' | 'item_removed' | 'quantity_updated' | 'cart_cleared'
  items: { sku: string; name: string; price: number; promo_price?: number; brand?: string; quantity: number }[]
  total: number
  /** ISO 4217. */
  currency?: string
  /** Of the item that changed. */
  name?: string
  /** Of the item that changed. */
  quantity?: number
}

/** An agent that is the page's own function. */
export interface AgentFunction {
  /**
   * Answers a message. A string is an answer of words alone. An async iterable gives the answer in parts, at most 10,000:
   * strings are appended to the words, and so is the `aiResponse` of an object; its other fields replace what was there.
   * 30 s without an answer or a part is no answer. A throw is told to `onError` and to the shopper as no answer; its `code`
   * may be one of `Code`: with `'network'` the message can be sent again.
   */
  respond(turn: AgentTurn): Awaitable<AgentAnswer | string> | AsyncIterable<AgentAnswer | string>
}

/** What goes to the agent with every message. */
export interface AgentTurn {
  /** The shopper's words, at most 2,000 characters. */
  query: string
  /** The `conversationId` of the last answer that had one. */
  conversationId?: string
  /** BCP 47. */
  language?: string
  /** The cart as the shop last told it, in Neuroon's shape; absent when the host has not enabled the cart. */
  cartSnapshot?: object
  /** For `respond`: aborted when nobody waits for the answer any more. */
  signal: AbortSignal
}

/** What an agent answers. Everything may be absent; unknown fields are ignored. */
export interface AgentAnswer {
  /** Plain text, paragraphs separated by an empty line; at most 4,000 characters are shown. */
  aiResponse?: string
  /** Products to show, at most 50. */
  results?: Product[]
  /** What the agent proposes; the shopper is asked. */
  cartAction?: CartAction | { type: 'VIEW_CART' } | (CartAction | { type: 'VIEW_CART' })[]
  /** Short answers to offer, at most 6. */
  quickReplies?: string[]
  /** Goes back with the next message. */
  conversationId?: string
}

/** How long things may take, in milliseconds. Time in which the page is hidden does not count. */
export interface Timeouts {
  /** A callback that changes the cart. Default 15,000. */
  mutation?: number
  /** `onGetCart`. Default 10,000. */
  read?: number
  /**
   * An open proposal. Default 120,000. 30 s before its end, or after half of it if that is later, it says so and can be
   * kept open; set at least 40,000 so that everybody has 20 s for that.
   */
  prompt?: number
}

/**
 * Limits for what agents, tools, code of the page (`propose()`, `undo()`) and the desk may propose. What would lead above
 * one is refused with the code `'policy'` before the shopper is asked; an open proposal that comes to lead above one is
 * withdrawn, and a confirmed one that waits is not carried out. On a card nobody can choose more. The shopper's own
 * controls on cart and products, and the shopper's own "Undo", are not limited by them.
 *
 * Amounts are decimal, in the currency of the cart. With `maxLineValue` or `maxCartValue` everything that adds pieces
 * needs a cart that was read and amounts that are known: `amounts.total` or a total in a text that can be read in one way
 * only, a line's `price` likewise, and of a product `price` in the cart's currency. What cannot be known is refused.
 */
export interface Caps {
  /** Pieces of one line, after the change. From 1 to 9,999. Default 99, where any cap is set. */
  maxQuantity?: number
  /** Price of one piece times the pieces of the line, after the change. */
  maxLineValue?: number
  /** The cart's total, after the change. Of a plan the rows that add count, and those that remove or lower do not. */
  maxCartValue?: number
  /** Proposals that are taken within any 60 s; a plan counts once. From 1 to 600. Default: any number. */
  perMinute?: number
  /** What may be proposed, at least one. Default: all. Of a plan every row must be of these; `undo()` is not limited by it. */
  actions?: CartAction['type'][]
}

/** What a developer should know of the running widget. */
export interface HandcartError {
  /**
   * `'panic'`: the widget itself failed. The page is untouched and the widget goes on by itself: the conversation begins
   * anew, open proposals are gone, the cart is read. A change that the shop was asked for then ends as `'unknown'` and is
   * not sent again. After three failures within a minute a sentence takes the widget's place.
   *
   * `'style'`: the page's styles; looked at once, about a second after the start. `--hc-accent` is no colour, or one that
   * words cannot be read in or on, and was adjusted; or the widget could not be fixed to the window.
   */
  code: Code | 'panic' | 'style'
  /** A whole sentence: what, where, what was expected and what came. */
  message: string
  /** What the host's code threw, if it did. */
  cause?: unknown
}

/** What `on` can listen to. */
export type EventName = 'outcome' | 'cart' | 'open' | 'close' | 'error'

/** What each listener gets. */
export interface EventMap {
  /** An action ended. */
  outcome: Outcome
  /** The cart on display is another. */
  cart: CartState
  /** The panel opened. */
  open: undefined
  /** The panel closed. */
  close: undefined
  /** Something failed. */
  error: HandcartError
}

/** The running widget. No method throws, and only the promise of `update()` rejects; after `destroy()` all of them do nothing. */
export interface Handcart {
  /** The cart as it was last read; null before the first read and when the cart is not enabled. */
  readonly cart: CartState | null
  /**
   * Offers an action to the shopper; settles when it ended. Nothing happens without the shopper's confirmation. When the
   * widget is destroyed or fails meanwhile it is a `Refusal` (`'not-enabled'`), or an outcome `'unknown'` if the shop was
   * asked already.
   *
   * A list of 2 to 12 adds, removals and quantity changes, each of another article, is one plan: one card with a tick for
   * each, one confirmation, one outcome with `lines`. A list with anything else in it becomes a card for each action, and
   * the promise settles with the first one's end; `on('outcome')` tells of all.
   *
   * A caller that gives up (`signal`) takes its card along: the outcome is `'withdrawn'`. What the shopper agreed to
   * before goes on. Of a list that became several cards the first one goes. With a signal that is aborted already nothing
   * is offered, and it is a `Refusal`.
   */
  propose(action: CartAction | CartAction[], how?: Patience): Promise<Outcome | Refusal>
  /** Sends a message to the agent in the shopper's name; settles once it is on its way. The answer is shown to the shopper. */
  ask(text: string): Promise<void>
  /** Reads the cart; settles with it, or with null when it could not be read. */
  refresh(): Promise<CartState | null>
  open(): void
  /** Closes the panel; the launcher stays. */
  close(): void
  /** The same as `close()`, by the name that sellers' tools use. */
  minimise(): void
  /** Listens; the returned function ends it. */
  on<E extends EventName>(type: E, listener: (detail: EventMap[E]) => void): () => void
  /** Proposes to take an applied change back: the shopper is asked, as for every change. The shopper's own "Undo" asks nothing more. */
  undo(outcomeId: string): Promise<Outcome | Refusal>
  /**
   * The tools of this shop, for any model: those of the cart if it is enabled, `go_to_checkout` if there is an
   * `onCheckout`, `search_products` if there is an agent. Empty when their file could not be loaded (`onError` is told).
   */
  tools(): Promise<ToolDefinition[]>
  /**
   * Calls a tool. `input` is checked against its `inputSchema`; what is wrong is a value, never a throw. A tool that
   * changes the cart ends when the shopper has decided, which can take two minutes. A caller that gives up (`signal`) gets
   * `aborted`, and its proposal is withdrawn unless the shopper agreed to it before.
   */
  callTool(name: string, input?: unknown, how?: Patience): Promise<ToolResult>
  /**
   * Calls `listener` at once, and then at every change, with what there is to show; the returned function ends it. Parts
   * of the view that did not change are the very same objects as in the last one; do not change them. Only in headless
   * mode: otherwise `onError` is told why not, and nothing is called.
   */
  subscribe(listener: (view: View) => void): () => void
  /**
   * Answers an open proposal in the place of the shopper's click, which the host's own code has seen. Only in headless
   * mode. `revision` is the one that the host showed; default: the one that the listeners were last given. Nothing
   * happens, and `onError` is told why, when the proposal is another one by now (`'conflict'`: show it again), when it
   * appeared or changed less than 500 ms ago (`'policy'`), or when something is still to be chosen
   * (`'variant-required'`).
   *
   * `{ edited }` confirms the proposal as the shopper changed it: of a plan, its actions without those that were left
   * out, with other quantities and with a `variantId`; of an add that wants a variant, the action with it. Anything that
   * was not proposed is refused (`'not-supported'`).
   */
  answer(proposal: string, decision: 'confirm' | 'decline' | { edited: CartAction[] }, revision?: number): void
  /**
   * What was proposed, shown, decided and done since `init`, oldest first, at most 500; a copy each time. It stays on the
   * page. With a file's name it is also saved as a download, JSON Lines: one entry a line. Empty when its file could not
   * be loaded (`onError` is told).
   */
  journal(download?: string): Promise<JournalEntry[]>
  /** Takes the widget away, with all that it listens to. Twice is fine; `init` again is fine. */
  destroy(): void
  /**
   * Changes these options while the widget lives; settles once they are drawn. The language's file is fetched first, and
   * until then nothing changes. Nothing is lost: what is written, the focus, the place in the conversation, open
   * proposals. These can be pressed again 500 ms later, like everything else that is drawn anew. What was said and the
   * prices that were printed before stay as they were; what comes later, and the `language` that the agent is told, are
   * in the new language. The cart of an agent's server is printed anew at once. Prices that the shop formatted are the
   * shop's: once `onGetCart` gives them otherwise, tell it (`handcart:cart-update`, or `refresh()`). An option that is not named stays as it is, one that is named `undefined` is as if it had never
   * been given. In headless mode only `locale` has a meaning.
   *
   * Rejects with a `Failure`, and everything is as before: `config` as `init` does, or because an option cannot be
   * changed; `network` or `timeout` when a file could not be fetched, which `onError` is told, too.
   *
   * What the options leave to the page (`lang` and `dir` of `<html>`) follows the page without a call.
   */
  update(changes?: Changes): Promise<void>
}

/** What can be changed while the widget lives. */
export type Changes = Pick<InitOptions, 'locale' | 'dir' | 'theme' | 'position' | 'title' | 'subtitle' | 'messages'>

/* ------------------------------------------------------------------ tools ---------------------------------------- */

/** A tool, as any model's API takes it. */
export interface ToolDefinition {
  name: string
  /** For people. */
  title: string
  /** For the model. */
  description: string
  /** JSON Schema 2020-12. */
  inputSchema: Record<string, unknown>
  annotations: ToolAnnotations
}

/** What a tool does, in WebMCP's words. */
export interface ToolAnnotations {
  /** It changes nothing. */
  readOnlyHint: boolean
  /** What it leads to matters: the shopper is asked. */
  consequentialHint: boolean
  /** Its result has words in it that are neither the shop's nor the shopper's. */
  untrustedContentHint: boolean
}

/** How long a caller waits. */
export interface Patience {
  /** Aborted: nobody waits any more. */
  signal?: AbortSignal | undefined
}

/**
 * What a tool answers. `ok` says that the tool did its work, not that the cart changed: that is `outcome.result`.
 * `message` says it in a sentence, for a model.
 */
export type ToolResult =
  /** `get_cart` */
  | { ok: true; cart: CartState; message: string }
  /** `search_products`: what the agent showed, and what it said. */
  | { ok: true; products: ToolProduct[]; text: string; message: string }
  /** Every tool that changes something. */
  | { ok: true; outcome: Outcome; message: string }
  /**
   * `invalid-input`: the message says where, what was expected and what came. `unknown-tool`: it is not one of `tools()`.
   * `aborted`: the caller gave up; its proposal was withdrawn, unless the shopper had agreed to it: that goes on.
   */
  | { ok: false; code: Code | 'invalid-input' | 'unknown-tool' | 'aborted'; message: string }

/** A product that was shown. `add_to_cart` takes its `id`. */
export interface ToolProduct {
  id: string
  name: string
  /** Of one piece today, as it is shown. */
  price?: string
  /** The regular price, when it is higher. */
  was?: string
  url?: string
  image?: string
  /** Absent: the shop does not say. */
  stock?: 'in' | 'low' | 'out' | 'backorder'
  /** Pieces left, where the stock is low and the shop says how many. */
  left?: number
  /** Whether the shop lets it be added (`canAddToCart`), and why not. */
  allowed: boolean
  reason?: string
  /** What can be bought, when the product itself cannot. */
  variants: { id: string; options: Record<string, string> }[]
}

/* ------------------------------------------------------------------ headless mode -------------------------------- */

/** What there is to show. Fields may be added under the same `version`; what a field means does not change under it. */
export interface View {
  version: 1
  /** Whether there is a connection. Without one an agent behind a socket keeps what it is told until there is. */
  online: boolean
  /** Whether the agent is being asked. */
  busy: boolean
  /** Whether all is over: destroyed, or failed too often. */
  ended: boolean
  /** Null: the host has not enabled the cart. */
  cart: ViewCart | null
  /** The conversation, oldest first. */
  entries: ViewEntry[]
  /** The open proposals, oldest first. */
  proposals: ViewProposal[]
  /** How actions ended, oldest first, at most 50. */
  outcomes: Outcome[]
}

/** The cart and what is being done to it. */
export interface ViewCart {
  /** `'reading'`: not read yet. `'old'`: the last read failed. `'failed'`: it could never be read. */
  freshness: 'reading' | 'current' | 'old' | 'failed'
  /** As the shop told it last; null before that. */
  state: CartState | null
  /** What waits for the shop, by line: the quantity asked for; 0 is a removal. */
  pending: { itemKey: string; quantity: number }[]
  /** Whether everything is being removed. */
  clearing: boolean
  /** The country of delivery that was asked for and is not confirmed yet. */
  country?: string
  /** `'blocked'`: a line is sold out, or the cart is empty. */
  checkout: 'absent' | 'ready' | 'opening' | 'blocked'
}

/** An entry of the conversation. `id` stays the same while it changes: a proposal becomes its outcome. */
export type ViewEntry = { id: string } & (
  | { kind: 'shopper'; text: string }
  /** Plain text, paragraphs separated by an empty line. `live`: more is coming. */
  | { kind: 'agent'; text: string; live: boolean }
  | { kind: 'products'; products: ToolProduct[] }
  /** One of `proposals`. */
  | { kind: 'proposal'; proposal: string }
  /** One of `outcomes`, as long as it is there. `undoable`: whether `undo()` can take it back now. */
  | { kind: 'outcome'; outcome: string; undoable: boolean }
  /** What the widget would say itself: for example `'no-answer'` or `'unsent'` (with the text that was not sent). */
  | { kind: 'notice'; notice: string; text?: string; code?: Code }
  /** Short answers to offer. */
  | { kind: 'replies'; replies: string[] }
)

/** What a proposal comes to, in the shop's facts. All of it must be shown before somebody is asked to confirm it. */
export interface Facts {
  /** What would be done. */
  action: CartAction | Plan
  /** Empty for a plan, a clear, a country and the checkout. */
  name: string
  variant?: string
  /** Pieces added, set or removed; rows of a plan. */
  quantity: number
  /** Of one piece. */
  price?: string
  /** The regular price of one piece, when it is higher. */
  was?: string
  image?: string
  url?: string
  stock?: 'in' | 'low' | 'out' | 'backorder'
  /** Pieces of the product in the cart now, and afterwards if all goes as asked. */
  before: number
  after: number
  /** Whether the number is so large that it should be pointed out: above 10, or more than double. */
  unusual: boolean
  /** The cart's total and pieces now. */
  cart: { totalItems: number; total?: string }
  /** Of a clear: what goes. */
  goes?: { name: string; variant?: string; quantity?: number }[]
  /** Of a country: the one before. */
  countryBefore?: string
  /** Of a plan. */
  rows?: (Facts & {
    /** `'off'`: left out. `'gone'`: it does not apply any longer. `'done'`: it has run. */
    tick: 'on' | 'off' | 'gone' | 'done'
    /** For an add with options: what can be chosen. */
    options?: ViewOption[]
  })[]
}

/** An option of a product and its values. */
export interface ViewOption {
  name: string
  /** `chosen`: it is; `soldOut`: with what else is chosen it cannot be bought. */
  values: { label: string; chosen: boolean; soldOut: boolean }[]
}

/** An open proposal. */
export interface ViewProposal {
  id: string
  /** One more each time anything of it changes; `answer()` is bound to it. */
  revision: number
  source: Source
  /** The proposer's words: to be shown as a quotation, if at all. */
  words?: string
  facts: Facts
  /** For an add with options: what can be chosen, and the variants with their ids. */
  options?: ViewOption[]
  variants?: { id: string; options: Record<string, string> }[]
  /**
   * `'arming'`: it appeared or changed just now and cannot be confirmed yet. `'missing'`, `'gone'`, `'twice'`: a variant
   * must be chosen, or another one. `'nothing'`: no row of the plan is ticked. `'working'`: it was confirmed, and waits
   * for the shop.
   */
  stage: 'arming' | 'ready' | 'missing' | 'gone' | 'twice' | 'nothing' | 'working'
  /** Set when it was offered again because the shop changed something: what it was when it was first shown. */
  changed?: { price?: string; before?: number; total?: string }
}

/* ------------------------------------------------------------------ the journal ---------------------------------- */

/** One proposal or change, from the asking to the end. */
export interface JournalEntry {
  /** When it ended, in milliseconds since 1970. */
  at: number
  /** The outcome's id. */
  id: string
  /** Who wanted it. */
  who: Source
  /** What was wanted, and the proposer's words. Absent for what the shopper did by a control of the widget. */
  proposal?: { action: CartAction | Plan; words?: string }
  /** What stood on the card when it was answered, or last if nobody did. Absent where there was no card. */
  shown?: Facts & { revision: number }
  /** `'own'`: the shopper did it by a control of the widget. `'unasked'`: the country of delivery, set by an agent. */
  decided: 'confirmed' | 'declined' | 'expired' | 'withdrawn' | 'own' | 'unasked'
  outcome: Outcome
}

/**
 * Why the widget could not start.
 *
 * - `unsupported`: the browser has no WebAssembly, or it is switched off
 * - `csp`: the page's Content Security Policy refuses it; `script-src` needs `'wasm-unsafe-eval'`, and `script-src` and
 *   `connect-src` the place where our files lie
 * - `network`: a file could not be fetched
 * - `mime`: a file was answered as something that a browser will not run
 * - `corrupt`: what came is not our wasm, is cut short, or belongs to another version
 * - `timeout`: a file took longer than ten seconds
 * - `config`: the options are wrong; the message lists every one (its name, what was expected, what came)
 */
export type FailureCode = 'unsupported' | 'csp' | 'network' | 'mime' | 'corrupt' | 'timeout' | 'config'

/** What `init` rejects with. The page is then as it was. */
export interface Failure extends Error {
  readonly code: FailureCode
  /** Whether calling `init` again later can help. */
  readonly retryable: boolean
}

/**
 * Starts the widget, which is fetched when this is first called. Calling it again after a failure tries again.
 * Rejects with a `Failure`, after `options.onError` was called with it.
 * Resolves to null where there is no document, as on a server; importing the package touches nothing.
 */
export function init(options?: InitOptions): Promise<Handcart | null>

/** The version of this package. */
export const version: string
