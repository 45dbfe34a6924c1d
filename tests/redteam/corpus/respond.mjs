// A function of the page that answers, and what only code can hand over. The things themselves stand in page/things.js.
import { NOTHING, TRUE, clear, remove, update } from './kit.mjs'

const one = (name, turn, holds, more = {}) => ({
  family: 'functions',
  name,
  door: 'respond',
  turns: [turn],
  holds,
  ...more,
})
const part = (name, holds, more) => one(`a part with ${name}`, ['Well. ', { thing: name }], holds, more)
const whole = (name, holds, more) => one(`an answer with ${name}`, [{ whole: name }], holds, more)

export default [
  one('a proposal that is replaced', [{ cartAction: clear() }, { cartAction: remove('line-boots') }], TRUE),
  one('a proposal that is taken back', [{ cartAction: clear() }, { cartAction: null }], { cards: 0, calls: 0 }),
  one('words in a thousand parts', [...Array(1000).fill('and on '), { cartAction: update('line-boots', 9) }], TRUE),
  one('parts that are none', [null, 7, true, [], [[clear()]], { cartAction: remove('line-boots') }], TRUE),
  part('a proposal that is another at the second look', TRUE),
  part('a key that is another at the second look', TRUE),
  part('a number that is another at the second look', TRUE),
  part('a list that grows while it is read', { cards: [0, 1], calls: [0, 12] }),
  part('a getter that throws', NOTHING),
  part('a getter that throws inside', { cards: 0, calls: 0 }),
  part('a proxy that answers everything', { cards: 0, calls: 0 }),
  part('a proxy that is no more', { cards: 0, calls: 0 }),
  part('a circle', { cards: 1, calls: 1 }),
  part('a function', NOTHING),
  part('an own __proto__', NOTHING),
  part('a prototype that proposes', NOTHING),
  part('words that are another at the second look', NOTHING),
  whole('a throw at once', NOTHING),
  whole('a throw of what has no words', NOTHING),
  whole('a throw of an error that throws', NOTHING),
  whole('a throw in the middle', NOTHING),
  whole('words without an end', NOTHING),
  whole('proposals without an end', TRUE),
  whole('an end that throws', TRUE),
  whole('a part that is none', NOTHING),
  whole('an end that is another at the second look', NOTHING),
  whole('an iterator that throws', NOTHING),
  whole('an iterator that is none', NOTHING),
  whole('a promise that is kept twice', TRUE),
  whole('an answer that changes when it was given', TRUE),
  whole('a question that is written over', TRUE),
  whole('a proposal by the back door, too', { cards: 2, calls: 2 }),
  whole('nothing', { cards: 0, calls: 0 }),
  whole('a symbol', { cards: 0, calls: 0 }),
  whole('a proxy that answers everything', { cards: 0, calls: 0 }),
]
