// The words that the attacks are written in.
import { own, thing } from '../support/shelf.mjs'

export { own, thing }
export const add = (productId, quantity, more = {}) => ({ type: 'ADD_SUGGESTION', productId, quantity, ...more })
export const update = (itemKey, quantity, more = {}) => ({ type: 'UPDATE_QUANTITY', itemKey, quantity, ...more })
export const remove = (itemKey, more = {}) => ({ type: 'REMOVE', itemKey, ...more })
export const clear = (more = {}) => ({ type: 'CLEAR', ...more })
export const prompt = (confirmationPrompt) => ({ confirmationPrompt })

/** An answer with a proposal, and the products that it speaks of. */
export const offer = (cartAction, results = []) => ({ results, cartAction })

/** What must hold of an attack whose card says the truth: one card, and exactly that when it is pressed. */
export const TRUE = { cards: 1, refused: 0, calls: 1 }
/** What must hold of one that is turned away. */
export const NONE = { cards: 0, refused: [1, 3], calls: 0 }
/** What is not even a proposal. */
export const NOTHING = { cards: 0, refused: 0, calls: 0 }

/** A short name for a value. */
export const called = (value) => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}
