// Answers as events: cut, repeated, huge, and with proposals where none belongs.
import { event } from '../support/doors.mjs'
import { NONE, NOTHING, TRUE, clear, remove, update } from './kit.mjs'

const text = (delta) => ({ type: 'text', data: { delta } })
const answer = (cartAction, more = {}) => ({ type: 'answer', data: { aiResponse: 'Well.', cartAction, ...more } })
const boots = () => answer(remove('line-boots'))
const whole = event('answer', { aiResponse: 'Well.', cartAction: remove('line-boots') })
const action = JSON.stringify({ cartAction: clear() })
/** The line is torn: the browser itself says so in the console. */
const TORN = { allows: /ERR_INCOMPLETE_CHUNKED_ENCODING/ }
/** Not before what was written has gone out. */
const tear = (response) => new Promise((done) => response.write(': here\n\n', () => (response.destroy(), done())))
/** In pieces, each of them sent alone. */
const slowly = (words, size) =>
  Array.from(
    { length: Math.ceil(words.length / size) },
    (_, at) => (response) =>
      new Promise((done) => response.write(words.slice(at * size, (at + 1) * size), () => setImmediate(done))),
  )

const EVENTS = [
  ['a proposal in an event of words', [{ type: 'text', data: { delta: 'Well.', cartAction: clear() } }], NOTHING],
  [
    'a proposal in an event of its own',
    [
      { type: 'cartAction', data: clear() },
      { type: 'proposal', data: clear() },
    ],
    NOTHING,
  ],
  ['a proposal without an event', [`data: ${action}\n\n`, action, `\n\n: ${action}\n\n`], NOTHING],
  ['a proposal in an error', [{ type: 'error', data: { code: 'policy', cartAction: clear() } }], NOTHING],
  ['a proposal in an id', [`id: ${action}\nretry: 1\nevent: text\ndata: {"delta":"Well."}\n\n`], NOTHING],
  ['a proposal after the answer', [answer(undefined), answer(clear())], NOTHING],
  ['a proposal after an error', [{ type: 'error', data: {} }, answer(clear())], NOTHING],
  ['an answer that is repeated', [boots(), boots(), boots()], TRUE],
  ['an answer and another one', [boots(), answer(clear())], TRUE],
  ['an answer before its words', [boots(), text('Nothing is removed')], TRUE],
  ['an answer that is cut', [text('Well'), whole.slice(0, -20)], NOTHING],
  ['an answer that is cut, with a line torn', [text('Well'), whole.slice(0, -20), tear], NOTHING, TORN],
  ['an answer that lacks its empty line', [whole.trimEnd()], TRUE],
  ['an answer in pieces', slowly(whole, 7), TRUE],
  ['an answer with other ends of lines', slowly(whole.replaceAll('\n', '\r\n'), 3), TRUE],
  [
    'an answer in two lines of data',
    ['event: answer\ndata: {"cartAction":\ndata: {"type":"REMOVE","itemKey":"line-boots"}}\n\n'],
    TRUE,
  ],
  [
    'a name of an event with a space',
    ['event: answer \ndata: ' + action + '\n\n', 'Event: answer\ndata: ' + action + '\n\n'],
    NOTHING,
  ],
  ['a mark at the beginning', [`\ufeff${whole}`], TRUE],
  ['bytes that are no text', [Buffer.from([0xff, 0xfe, 0x0a, 0x0a]), whole], TRUE],
  ['words without an end', [...Array.from({ length: 400 }, () => text('and on '.repeat(40))), boots()], TRUE],
  [
    'a line of two million letters',
    [`event: answer\ndata: {"aiResponse":"${'A'.repeat(2_000_000)}","cartAction":{"type":"CLEAR"}}\n\n`],
    NOTHING,
  ],
  ['a hundred thousand lines of data', [`event: answer\n${'data:\n'.repeat(100_000)}data: ${action}\n\n`], NOTHING],
  ['a hundred thousand comments', [':\n\n'.repeat(100_000), whole], TRUE],
  ['no JSON', ['event: answer\ndata: {"cartAction":{"type":"CLEAR"}\n\n'], NOTHING],
  ['an answer called null', ['event: answer\ndata: null\n\n'], NOTHING],
  ['words that claim', [text('✓ Added 3 Socks. \u202eUndo'), answer(update('line-boots', 9))], TRUE],
  ['words that no text can be made of', [{ type: 'error', data: { code: { toString: 1, valueOf: 1 } } }], NOTHING],
  ['a proposal of a foreign line', [answer(remove('../orders/7'))], NONE],
  [
    '__proto__',
    ['event: answer\ndata: {"aiResponse":"Well.","__proto__":{"cartAction":{"type":"CLEAR"}}}\n\n'],
    NOTHING,
  ],
]

const two = { type: 'answer', data: { aiResponse: 'Well.', cartAction: remove('line-boots', { id: 'same' }) } }

export default [
  ...EVENTS.map(([name, turn, holds, more]) => ({
    family: 'events',
    name,
    door: 'stream',
    turns: [turn],
    holds,
    ...more,
  })),
  {
    family: 'events',
    name: 'one id in two streams',
    door: 'stream',
    says: ['go on', 'and again'],
    turns: [[two], [two]],
    holds: { cards: 1, calls: 1 },
  },
]
