// What depends on the moment: prices that rise, lines that turn into others, cards that move, presses that come too soon.
// The steps of each trick stand in support/tricks.mjs.
import { TRUE, add, clear, offer, own, remove, update } from './kit.mjs'

const socks = offer(add('socks', 2), [own('socks')])
const change = offer(update('line-boots', 5))

const one = (name, trick, agent, holds, more = {}) => ({ family: 'moments', name, trick, agent, holds, ...more })

export default [
  one('a price that rises while the card is open', 'dearer', change, {
    cards: 1,
    calls: 1,
    says: ['Please look again'],
  }),
  one('a price that rises under the finger', 'dearerUnderFinger', change, {
    cards: 1,
    calls: 0,
    both: true,
    void: true,
  }),
  one('a quantity that changes while the card is open', 'more', change, { cards: 1, calls: 1 }),
  one('a line that becomes another article', 'swapped', change, { cards: 1, calls: 0, says: ['no longer applied'] }),
  one('a line that becomes another article, before a removal', 'swapped', offer(remove('line-boots')), {
    cards: 1,
    calls: 0,
    says: ['no longer applied'],
  }),
  one('a line that vanishes', 'gone', change, { cards: 1, calls: 0, says: ['no longer applied'] }),
  one('a cart that grows under a clear', 'more', offer(clear()), { cards: 1, calls: 1 }),
  one('a row of a plan that vanishes', 'gone', offer([update('line-boots', 5), remove('line-lamp')]), {
    cards: 1,
    calls: [0, 1],
  }),
  one('a card pressed as it appears', 'hasty', socks, { cards: 1, calls: 0, both: true, void: true }),
  one('a card pressed twice at once', 'twice', socks, TRUE),
  one('a removal pressed twice at once', 'twice', offer(remove('line-boots')), TRUE),
  one('a card that takes the place of another under the finger', 'replaced', change, {
    cards: 1,
    calls: 0,
    both: true,
    void: true,
  }),
  one('an answer that comes after the next question', 'late', undefined, { cards: 0, calls: 0 }, { says: [] }),
  one('a replay after the deed', 'again', offer(add('socks', 2, { id: 'same' }), [own('socks')]), {
    cards: 1,
    calls: 1,
  }),
  one('a replay after a no', 'declined', offer(remove('line-boots', { id: 'same' })), {
    cards: 1,
    calls: 0,
    void: true,
  }),
  one('a replay after a reload', 'reloaded', offer(add('socks', 2, { id: 'same' }), [own('socks')]), {
    cards: 1,
    calls: 2,
  }),
  one('a removal again after a reload', 'reloaded', offer(remove('line-boots', { id: 'same' })), {
    cards: 1,
    calls: 1,
    void: true,
  }),
  one('a reload while the shop is asked', 'reloadedBusy', offer(update('line-boots', 5, { id: 'same' })), {
    cards: 1,
    calls: 2,
  }),
  one('a fourth proposal after three refusals', 'tired', offer(remove('line-boots')), {
    cards: 1,
    calls: 0,
    void: true,
  }),
  one('an undo by code of the page', 'undone', socks, { cards: 1, calls: [1, 2] }),
  one('an undo pressed by a script', 'undoForged', socks, { cards: 1, calls: 1 }),
  one('an undo of what never was', 'undoNothing', socks, { cards: 1, calls: 1 }),
  one('a choice made by a script', 'chosen', offer(add('runner', 1), [own('runner')]), {
    cards: 1,
    calls: 0,
    both: true,
    void: true,
  }),
  one(
    'a card that lapsed',
    'lapsed',
    socks,
    { cards: 1, calls: 0, both: true, void: true },
    { options: { timeouts: { prompt: 10_000 } } },
  ),
  one('a widget destroyed under an open card', 'destroyed', socks, { cards: 1, calls: 0, both: true, void: true }),
  one('a shop that gives fewer', 'fewer', socks, TRUE),
  one('a shop that says yes and does nothing', 'idle', socks, TRUE),
  one('a shop whose words are an attack', 'rude', change, TRUE),
]
