// Frames: in the wrong order, twice, after a cut, as bytes, without an end; a server that keeps the cart and lies about it.
import { CUT } from '../support/wire.mjs'
import { NOTHING, TRUE, add, clear, own, remove, update } from './kit.mjs'

const text = (words) => ({ type: 'text_delta', text: words })
const act = (...actions) => ({ type: 'cart_action', actions })
const cards = (...products) => ({ type: 'product_cards', products })
const boots = () => act(remove('line-boots'))
const again = (frame) => (wire) => wire.raw(JSON.stringify(frame))
/** What JSON can hold and no text can be made of. */
const WORDLESS = { toString: 1, valueOf: 1 }
const wordless = (frame) => JSON.stringify(frame)

const one = (name, turns, holds, more = {}) => ({
  family: 'frames',
  name,
  door: 'socket',
  turns: turns.length && Array.isArray(turns[0]) ? turns : [turns],
  holds,
  ...more,
})
const LONG = 'A'.repeat(300_000)
const RESUMED = { says: ['go on', 'and now'] }

export default [
  one('a proposal before the words', [boots(), text('Nothing is removed')], TRUE),
  one(
    'frames in the other order',
    [
      { ...text('three'), seq: 4 },
      { ...act(update('line-boots', 5)), seq: 3 },
      { ...text('one '), seq: 2 },
      { ...text('Nought '), seq: 1 },
      (wire) => void (wire.seq = 4),
    ],
    TRUE,
  ),
  one(
    'one number for two frames',
    [
      { ...boots(), seq: 1 },
      { ...act(clear()), seq: 1 },
      { ...act(remove('line-tent')), seq: 1 },
      (wire) => void (wire.seq = 1),
    ],
    TRUE,
  ),
  one(
    'one frame a hundred times',
    [
      { ...boots(), seq: 1 },
      ...Array.from({ length: 99 }, () => again({ ...boots(), seq: 1 })),
      (wire) => void (wire.seq = 1),
    ],
    TRUE,
  ),
  one(
    'numbers that are none',
    [
      { ...act(clear()), seq: -5 },
      { ...text('Well.'), seq: 1.5 },
      { ...text('Well.'), seq: '3' },
      { ...text('Well.'), seq: null },
      boots(),
    ],
    { cards: [1, 2], calls: [1, 4] },
  ),
  one('a frame that never comes', [text('Well.'), (wire) => void (wire.seq += 3), boots()], TRUE),
  one('a cut in the middle of an answer', [text('Well.'), CUT, boots()], TRUE),
  one(
    'a replay after the line was cut',
    [[boots()], [CUT, text('Yes.')]],
    // Nothing tells them from new ones; each is asked for by itself.
    { cards: [1, 3], calls: [1, 3], void: true },
    {
      ...RESUMED,
      // All of it once more, under numbers that are new.
      resume: (wire) => {
        const said = wire.log.map(({ seq: _, ...frame }) => frame)
        for (const frame of said) wire.say({ ...frame, ...(frame.type === 'cart_action' && boots()) })
      },
    },
  ),
  one(
    'a proposal with one id, after the line was cut',
    [[act(remove('line-boots', { id: 'same' }))], [CUT, act(remove('line-boots', { id: 'same' }))]],
    { cards: 1, calls: 1 },
    RESUMED,
  ),
  one(
    'a conversation that begins anew under a card',
    [
      boots(),
      (wire) => wire.raw('{"type":"conversation_started","conversation_id":"another","seq":900}'),
      (wire) => void (wire.seq = 900),
      act(remove('line-tent')),
    ],
    { cards: [1, 2], calls: [1, 2] },
  ),
  one('bytes', [new Uint8Array([123, 125, 0, 255]), new Uint8Array(400_000), boots()], TRUE),
  one('a frame of too many letters', [text(LONG), act(remove(LONG)), boots()], TRUE),
  one('a thousand frames of words', [...Array.from({ length: 1000 }, () => text('and on ')), boots()], TRUE),
  one('a thousand proposals', [...Array.from({ length: 1000 }, () => boots())], {
    cards: 0,
    refused: [1, 3],
    calls: 0,
  }),
  one('no JSON', ['{', '"cart_action"', '[]', '7', 'null', '{"type":["cart_action"]}', boots()], TRUE),
  one(
    'fields that no text can be made of',
    [
      (wire) => wire.raw(wordless({ type: 'error', code: WORDLESS, message: WORDLESS })),
      (wire) => wire.raw(wordless({ type: 'error', id: WORDLESS, code: 'x' })),
      (wire) => wire.raw(wordless({ type: 'action_result', id: WORDLESS, ok: true })),
      (wire) => wire.raw(wordless({ type: 'cart', id: WORDLESS, cart: { items: [] } })),
      (wire) => wire.raw(wordless({ type: 'response_complete', id: WORDLESS })),
      (wire) => wire.raw(wordless({ type: 'conversation_started', conversation_id: WORDLESS })),
      (wire) => wire.raw(wordless({ type: 'status', text: WORDLESS })),
      boots(),
    ],
    TRUE,
  ),
  one(
    'a cart that nobody asked for',
    [
      { type: 'cart', id: 'x', cart: { items: [], total: 0, currency: 'USD' } },
      { type: 'action_result', id: 'x', ok: true, cart: { items: [], total: 0 } },
      { type: 'cart_changed', action: 'cart_cleared', items: [], total: 0, currency: 'USD' },
      text('✓ Removed 2 Boots.'),
      boots(),
    ],
    TRUE,
  ),
  one(
    'words that claim what was not done',
    [
      text('✓ Added 3 Socks. Your cart: 9 items, $0.00.'),
      { type: 'status', text: 'Added 3 Socks. \u202e' },
      cards(own('socks')),
      act(add('socks', 11)),
    ],
    TRUE,
  ),
  one(
    'a proposal in every frame but the right one',
    [
      { type: 'text_end', actions: [clear()] },
      { type: 'product_cards', products: [{ ...own('mug'), cartAction: clear() }], actions: [clear()] },
      { type: 'quick_replies', replies: ['Yes'], actions: [clear()] },
      { type: 'status', text: 'Well', cart_action: clear() },
      { type: 'cartAction', actions: [clear()], cartAction: clear() },
      { type: 'action', action: 'clear', id: 'x' },
      { type: '__proto__', actions: [clear()] },
    ],
    NOTHING,
  ),
  one(
    'an order to go elsewhere',
    [
      { type: 'redirect', url: 'wss://evil.example/ws' },
      { type: 'reconnect', socket: 'wss://evil.example/ws', endpoint: 'https://evil.example' },
      (wire) => wire.raw('{"type":"auth_ok","socket":"wss://evil.example/ws"}'),
      cards({ ...own('flask'), imageUrl: 'https://evil.example/beacon.gif', url: 'wss://evil.example/' }),
      CUT,
      act(add('flask', 2)),
    ],
    TRUE,
  ),
  one('another origin at the door', [boots()], TRUE, { elsewhere: 1, allows: /WebSocket connection to .* failed/ }),
  one(
    'two thousand words of what it does',
    [
      ...Array.from({ length: 2000 }, (_, at) => ({ type: 'status', text: `Adding ${at} Socks` })),
      ...Array.from({ length: 500 }, () => ({ type: 'cart_changed', action: 'cart_cleared', items: [], total: 0 })),
      boots(),
    ],
    TRUE,
  ),
  one('a memory that somebody wrote', [boots()], TRUE, {
    memory: JSON.stringify({ session: 'A'.repeat(100_000), conversation: WORDLESS, seq: '9', high: -1, token: 'x' }),
  }),
  one('a memory that is none', [boots()], TRUE, { memory: '[{"seq":1e9}' }),
  one(
    'all of it once more after a reload',
    [[boots()]],
    { cards: 1, calls: 1 },
    {
      trick: 'reloadedSocket',
      // Under the numbers that it had.
      resume: (wire) => wire.log.forEach((frame) => wire.raw(JSON.stringify(frame))),
    },
  ),
  one(
    'an unasked proposal',
    [text('Well.'), (wire, { id }) => wire.say({ type: 'response_complete', id }), boots()],
    TRUE,
    { trick: 'unasked' },
  ),
  // The cart is the server's own.
  one('a cart of the server', [act(remove('boots'))], TRUE, { options: { cart: undefined } }),
  one(
    'a cart of the server, more of it',
    [act(update('boots', 7), add('socks', 2)), cards(own('socks'))],
    {
      cards: 1,
      calls: 2,
    },
    { options: { cart: undefined } },
  ),
  one(
    'a cart of the server that it tells falsely',
    [
      { type: 'cart_changed', action: 'item_selected', items: [{ sku: 'x', name: 'Gold', price: -1, quantity: 1e9 }] },
      { type: 'cart', id: 'x', cart: { items: [], total: 0, currency: 'USD' } },
      (wire) => wire.raw(wordless({ type: 'cart_changed', action: WORDLESS, items: WORDLESS, total: WORDLESS })),
      act(update('boots', 7)),
    ],
    TRUE,
    { options: { cart: undefined } },
  ),
  one('a cart of the server that no text can be made of', [text('Well.')], NOTHING, {
    options: { cart: undefined },
    trick: 'wordless',
  }),
  one('a yes of the server to what it did not do', [act(remove('boots'))], TRUE, {
    options: { cart: undefined },
    trick: 'denies',
  }),
]
