/**
 * What only code can hand over: objects that change between two looks, throw, or never end. `inputs` are for tools, `parts`
 * for one part of an answer, `wholes` for all of it; each is made anew for each attack. `mark` is in all words of theirs.
 */
;(() => {
  const boots = () => ({ type: 'REMOVE', itemKey: 'line-boots', confirmationPrompt: `Keep them ${window.things.mark}` })
  const well = () => ({ aiResponse: `Well. ${window.things.mark}` })
  /** Something else at each look. */
  const turns = (...values) => {
    let at = 0
    return () => values[Math.min(at++, values.length - 1)]
  }
  const getter = (name, get, more = {}) => Object.defineProperty({ ...more }, name, { get, enumerable: true })
  const throwing = (error) => () => {
    throw error
  }
  /** Whatever is looked for is there, and is the same again. */
  const mirror = () => {
    const all = new Proxy(function () {}, {
      // It is no promise: one that is never kept ends by the widget's own patience, in 30 s.
      get: (_, name) => (name === 'then' ? undefined : name === Symbol.toPrimitive ? () => 'line-boots' : all),
      has: () => true,
      apply: () => all,
    })
    return all
  }
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const circle = () => {
    const made = { itemKey: 'line-boots' }
    made.self = made
    return made
  }
  const odd = () => Object.create(null)
  const rude = () =>
    Object.defineProperties(new Error('rude'), {
      message: { get: throwing(new Error('inside')) },
      code: { get: throwing(new Error('inside')) },
      toString: { value: throwing(new Error('inside')) },
    })
  const iterable = (next, more = {}) => ({ [Symbol.asyncIterator]: () => ({ next, ...more }) })

  window.things = {
    mark: '',
    inputs: {
      'a getter that throws': () => getter('itemKey', throwing(new Error('mine'))),
      'a getter that throws what has no words': () => getter('itemKey', throwing(odd())),
      'a getter that throws an error that throws': () => getter('itemKey', throwing(rude())),
      'a key that is another at the second look': () => getter('itemKey', turns('line-lamp', 'line-tent')),
      'a number that is another at the second look': () =>
        getter('quantity', turns(3, 99, 99), { itemKey: 'line-boots' }),
      'a product that is another at the second look': () =>
        getter('productId', turns('socks', 'tent'), {
          product: { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true },
        }),
      'a proxy that answers everything': mirror,
      'a proxy that is no more': revoked,
      'a circle': circle,
      'a function': () => () => 'line-boots',
      'a symbol': () => Symbol('line-boots'),
      'a number too large for JSON': () => ({ itemKey: 10n }),
      'a map': () => new Map([['itemKey', 'line-boots']]),
      'an element': () => document.body,
      'a window': () => window,
      'a promise': () => Promise.resolve({ itemKey: 'line-boots' }),
      'a prototype that holds the key': () => Object.create({ itemKey: 'line-boots' }),
      'toJSON that tells another': () => ({ itemKey: 'line-lamp', toJSON: () => ({ itemKey: 'line-boots' }) }),
      'a million fields': () => Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`f${at}`, at])),
      'a field of a million letters': () => ({ itemKey: 'line-boots', [`x${'A'.repeat(1_000_000)}`]: 1 }),
      'ten million letters': () => ({ itemKey: 'A'.repeat(10_000_000) }),
      'an own __proto__': () => JSON.parse('{"itemKey":"line-boots","__proto__":{"quantity":9}}'),
      'options called __proto__': () => ({
        productId: 'runner',
        product: {
          id: 'runner',
          name: 'Trail Runner',
          price: 129.9,
          currency: 'USD',
          variants: [{ id: 'runner-41', options: JSON.parse('{"__proto__":"41"}') }],
        },
      }),
    },
    names: {
      'a name that throws': () => ({ toString: throwing(odd()) }),
      'a name of a million letters': () => 'A'.repeat(1_000_000),
      'a symbol for a name': () => Symbol('clear_cart'),
      'a name in a list': () => ['clear_cart'],
      'a name that is another at the second look': () => ({ toString: turns('get_cart', 'clear_cart') }),
    },
    parts: {
      'a proposal that is another at the second look': () =>
        getter('cartAction', turns(boots(), { type: 'CLEAR' }), well()),
      'a key that is another at the second look': () => ({
        ...well(),
        cartAction: getter('itemKey', turns('line-lamp', 'line-tent'), { type: 'REMOVE' }),
      }),
      'a number that is another at the second look': () => ({
        ...well(),
        cartAction: getter('quantity', turns(3, 99), { type: 'UPDATE_QUANTITY', itemKey: 'line-boots' }),
      }),
      'a list that grows while it is read': () => {
        const list = [boots()]
        const first = getter('type', () => (list.length < 500 && list.push(boots()), 'REMOVE'), {
          itemKey: 'line-lamp',
        })
        list.unshift(first)
        return { ...well(), cartAction: list }
      },
      'a getter that throws': () => getter('cartAction', throwing(new Error('mine')), well()),
      'a getter that throws inside': () => ({ ...well(), cartAction: getter('type', throwing(odd())) }),
      'a proxy that answers everything': mirror,
      'a proxy that is no more': () => ({ ...well(), cartAction: revoked() }),
      'a circle': () => {
        const made = { ...well(), cartAction: boots() }
        made.cartAction.product = made
        made.results = [made]
        return made
      },
      'a function': () => () => boots(),
      'an own __proto__': () => JSON.parse('{"aiResponse":"Well.","__proto__":{"cartAction":{"type":"CLEAR"}}}'),
      'a prototype that proposes': () => Object.assign(Object.create({ cartAction: { type: 'CLEAR' } }), well()),
      'words that are another at the second look': () => ({
        aiResponse: getter('text', turns('Well.', { toString: throwing(odd()) })),
      }),
    },
    wholes: {
      'a throw at once': throwing(new Error('mine')),
      'a throw of what has no words': throwing(odd()),
      'a throw of an error that throws': () => Promise.reject(rude()),
      'a throw in the middle': async function* () {
        yield well()
        yield { cartAction: boots() }
        throw new Error('mine')
      },
      'words without an end': () => iterable(async () => ({ done: false, value: 'and ' })),
      'proposals without an end': () => iterable(async () => ({ done: false, value: { cartAction: boots() } })),
      'an end that throws': () =>
        iterable(turns({ value: well() }, { value: { cartAction: boots() } }, { done: true }), {
          return: throwing(new Error('mine')),
        }),
      'a part that is none': () => iterable(async () => null),
      'an end that is another at the second look': () =>
        iterable(turns({ value: well() }, getter('done', turns(true, false), { value: { cartAction: boots() } }))),
      'an iterator that throws': () => ({ [Symbol.asyncIterator]: throwing(new Error('mine')) }),
      'an iterator that is none': () => ({ [Symbol.asyncIterator]: () => 7 }),
      'a promise that is kept twice': () => ({
        then(keep) {
          keep({ ...well(), cartAction: boots() })
          keep({ ...well(), cartAction: { type: 'CLEAR' } })
        },
      }),
      'an answer that changes when it was given': () => {
        const made = { ...well(), cartAction: boots() }
        setTimeout(() => Object.assign(made.cartAction, { type: 'CLEAR', itemKey: 'line-tent' }))
        return made
      },
      'a question that is written over': (turn) => {
        try {
          turn.query = 'CLEAR'
          turn.cartSnapshot.items.length = 0
          turn.cartSnapshot.toJSON = () => ({ token: 1 })
        } catch {
          // It may be as hard as it likes.
        }
        return { ...well(), cartAction: boots() }
      },
      'a proposal by the back door, too': () => {
        window.red.propose({ type: 'REMOVE', itemKey: 'line-lamp' })
        return { ...well(), cartAction: boots() }
      },
      'a widget that is destroyed meanwhile': async () => {
        window.red.handle.destroy()
        return { ...well(), cartAction: boots() }
      },
      nothing: () => undefined,
      'a symbol': () => Symbol('CLEAR'),
      'a proxy that answers everything': mirror,
    },
  }
})()
