// What a host must not write: each line below a comment is an error, for that reason. Compiled, never run.
import type {
  CartAction,
  CartConfig,
  CartItem,
  CartOperationResult,
  Code,
  Handcart,
  InitOptions,
  Outcome,
} from '../../src/contract/types'

declare const handcart: Handcart
declare const config: CartConfig
declare const outcome: Outcome

// @ts-expect-error onGetCart and the three changes are required
const none: CartConfig = { enabled: true }
// @ts-expect-error enabled is required
const silent: CartConfig = { ...config, enabled: undefined }
// @ts-expect-error a count is a number
const count: CartConfig = { ...config, initialCount: '3' }
// @ts-expect-error a cart needs its items
const cart: CartConfig = { ...config, onGetCart: () => ({ totalItems: 0, subtotal: '', total: '', currency: 'EUR' }) }
// @ts-expect-error a price is formatted text
const item: CartItem = { key: 'a', id: 'a', name: 'a', price: 12, quantity: 1 }
// @ts-expect-error a quantity is a number
const pieces: CartItem = { key: 'a', id: 'a', name: 'a', price: '12', quantity: '1' }
// @ts-expect-error no such stock
const stock: CartItem = { key: 'a', id: 'a', name: 'a', price: '12', quantity: 1, stock: 'plenty' }
// @ts-expect-error success is exactly true or false
const said: CartOperationResult = { success: 'yes' }
// @ts-expect-error a text is no answer
const word: CartOperationResult = 'ok'
// @ts-expect-error canAddToCart answers at once
const slow: CartConfig = { ...config, canAddToCart: async () => true }
// @ts-expect-error a container is for good
const moved = handcart.update({ container: 'main' })
// @ts-expect-error no such action
const buy: CartAction = { type: 'BUY' }
// @ts-expect-error a removal names its line
const remove: CartAction = { type: 'REMOVE' }
// @ts-expect-error a quantity is a number
const many: CartAction = { type: 'UPDATE_QUANTITY', itemKey: 'a', quantity: 'many' }
// @ts-expect-error codes are a closed list
const code: Code = 'out_of_stock'
// @ts-expect-error results are a closed list
const right: boolean = outcome.result === 'success'
// @ts-expect-error an outcome may have no code
const sure: Code = outcome.code
// @ts-expect-error an agent needs its endpoint
const agent: InitOptions = { agent: { token: 't' } }
// @ts-expect-error no such theme
const theme: InitOptions = { theme: 'neon' }
// @ts-expect-error no such option
const approve: InitOptions = { autoApprove: true }
// @ts-expect-error the cart is read, not written
handcart.cart = null
// @ts-expect-error no such event
handcart.on('purchase', () => {})
// @ts-expect-error the listener gets an outcome
handcart.on('outcome', (text: string) => text)
// @ts-expect-error a proposal is an action, not a sentence
handcart.propose('add boots')
// @ts-expect-error an answer is one of three
handcart.answer('1', 'yes')
// @ts-expect-error a proposal is named by text
handcart.answer(1, 'confirm')
// @ts-expect-error a journal has no such decision
handcart.journal().then(([entry]) => entry?.decided === 'maybe')
// @ts-expect-error headless is a choice
const headless: InitOptions = { headless: 'yes' }

export {
  agent,
  approve,
  buy,
  cart,
  code,
  count,
  headless,
  item,
  many,
  moved,
  none,
  pieces,
  remove,
  right,
  said,
  silent,
  slow,
  stock,
  sure,
  theme,
  word,
}
