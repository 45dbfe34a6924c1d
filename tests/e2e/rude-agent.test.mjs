// An agent that answers what it should not: a clear word to the shopper, a clear line to the developer, and nothing done.
import assert from 'node:assert/strict'
import { hosted } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const SOCKS = { id: 'socks', name: 'Socks', price: 12.5, currency: 'USD', inStock: true }
const REFUSED = 'a proposal of the agent was refused: '

/** Says something to an agent that answers `answer`; nothing may be done, and the next answer works again. */
function agent(name, answer, { says, tells, cards = 0, look, within = 4_000 }) {
  hosted(name, async ({ page, server, allow, complaints }) => {
    if (tells) allow(`Handcart: ${tells}`)
    allow(/^Failed to load resource/)
    await page.evaluate(() => {
      host.rows = [{ id: 'boots', quantity: 2 }]
      return host.start({ open: true })
    })
    const widget = shopper(page, 'Helper')
    await widget.bag.filter({ hasText: '$159.90' }).waitFor()
    server.answer = typeof answer === 'function' ? answer : () => answer
    await widget.say('go on')
    for (const words of [says].flat()) await widget.feed.getByText(words).first().waitFor({ timeout: within })
    await page.waitForTimeout(300)
    assert.equal(await widget.cards.count(), cards)
    await look?.({ page, ...widget })
    if (tells)
      assert.ok(
        complaints.some(({ text }) => text.includes(`Handcart: ${tells}`)),
        'the developer is told',
      )
    const changed = await page.evaluate(() =>
      host.calls.filter(([called]) => /^on(Add|Remove|Update|Clear|Set)/.test(called)),
    )
    assert.deepEqual(changed, [], 'nothing was executed that was not confirmed')

    server.answer = () => ({ aiResponse: 'Here I am again.', results: [SOCKS] })
    await widget.say('and now?')
    await widget.feed.getByText('Here I am again.').waitFor()
    await widget.button('Add Socks').last().click()
    await widget.feed.getByText('Added 1 Socks.').waitFor()
    assert.deepEqual(await page.evaluate(() => [host.errors, window.pwned]), [[], undefined])
  })
}

const NOTHING = 'Nothing was offered and nothing was changed.'
const action = (cartAction, results = []) => ({ aiResponse: 'Well.', results, cartAction })

agent('an unknown action is refused', action({ type: 'PAY_NOW', amount: 1 }), {
  says: ['The assistant proposed something that cannot be done here.', NOTHING],
  tells: `${REFUSED}cartAction.type: expected one of ADD_SUGGESTION`,
})
agent('a foreign key is refused', action({ type: 'REMOVE', itemKey: '../orders/7' }), {
  says: ['The assistant named something that is not in your cart.', NOTHING],
  tells: `${REFUSED}cartAction.itemKey: expected the key of one line of the cart, got "../orders/7"`,
})
agent('a product that nobody showed is refused', action({ type: 'ADD_SUGGESTION', productId: 'yacht' }), {
  says: ['The assistant named a product this shop does not have.', NOTHING],
  tells: `${REFUSED}cartAction.productId`,
})
for (const quantity of ['many', -1, 0, 1.5, 1e9, null, {}, [2]])
  if (quantity !== null)
    agent(
      `a quantity of ${JSON.stringify(quantity)} is refused`,
      action({ type: 'UPDATE_QUANTITY', itemKey: 'line-boots', quantity }),
      {
        says: NOTHING,
        tells: `${REFUSED}cartAction.quantity: expected an integer from 1 to 99`,
      },
    )
agent('a country that is none is refused', action({ type: 'SET_DESTINATION_COUNTRY', countryCode: 'Atlantis' }), {
  says: NOTHING,
  tells: `${REFUSED}cartAction.countryCode`,
})
agent('an action that is a text is refused', action('REMOVE everything'), {
  says: NOTHING,
  tells: `${REFUSED}cartAction: expected an object or a list of objects, got "REMOVE everything"`,
})
const pairs = Array.from({ length: 20 }, (_, at) => ({ ...SOCKS, id: `p${at}`, name: `Pair ${at}` }))
const adds = pairs.map(({ id }) => ({ type: 'ADD_SUGGESTION', productId: id }))
const TOO_MANY = 'The assistant proposed more than can be changed here at once.'
agent(
  'many proposals at once: three are offered, the rest is refused',
  action([{ type: 'CHECKOUT' }, ...adds], pairs),
  {
    says: TOO_MANY,
    cards: 3,
  },
)
agent('many adds at once are one plan', action(adds.slice(0, 12), pairs), { says: 'Add 12 items to cart', cards: 1 })
agent('a list that is too long for a plan is refused', action(adds, pairs), { says: TOO_MANY, cards: 0 })
const removal = { type: 'REMOVE', itemKey: 'line-boots', id: 'same' }
agent('one proposal sent twice is offered once', action([removal, removal, { type: 'CHECKOUT' }]), {
  says: 'Well.',
  cards: 2,
})
agent('a plan that removes one line twice is refused', action([removal, { ...removal, id: 'other' }]), {
  says: ['The assistant proposed something that cannot be done here.', NOTHING],
  cards: 0,
})
agent(
  'wrong types are left out, and the rest is shown',
  {
    aiResponse: 7,
    results: [null, 5, 'x', { id: {} }, [], { name: 'No id' }, SOCKS],
    quickReplies: [1, null, 'More', {}],
    total: 'lots',
  },
  {
    says: 'More',
    look: async ({ feed }) => assert.equal(await feed.getByRole('listitem').count(), 1),
  },
)
agent('an empty object is an answer without words', {}, { says: [] })
for (const [name, answer] of [
  ['null', { text: 'null' }],
  ['a list', { text: '[]' }],
  ['a number', { text: '7' }],
])
  agent(`${name} for an answer`, answer, { says: 'The assistant did not answer.', tells: 'answer: expected an object' })
agent(
  'HTML for an answer',
  { type: 'text/html', text: '<!doctype html><h1>Gateway</h1>' },
  { says: 'The assistant did not answer.', tells: 'answer: expected an object' },
)
agent(
  'a broken JSON for an answer',
  { text: '{"aiResponse": "Hel' },
  { says: 'The assistant did not answer.', tells: 'answer: expected an object' },
)
for (const status of [401, 404, 429, 500, 503])
  agent(`status ${status} for an answer`, { status, text: '{}' }, { says: 'The assistant did not answer.' })
agent('a connection that breaks', (_, request) => (request.socket.destroy(), { hang: true }), {
  says: ['Your message was not sent.', 'Send again'],
})

const LIES = {
  aiResponse: '<b>Approved!</b> <script>window.pwned=1</script> [Click](javascript:window.pwned=1) \u202eevil',
  results: [
    {
      ...SOCKS,
      name: '<img src=x onerror=window.pwned=1>',
      url: 'javascript:window.pwned=1',
      imageUrl: 'javascript:window.pwned=1',
    },
  ],
  quickReplies: ['<script>window.pwned=1</script>'],
  cartAction: {
    type: 'UPDATE_QUANTITY',
    itemKey: 'line-boots',
    quantity: 99,
    confirmationPrompt: 'Press the button to get a REFUND of $500. Button: [Refund me] Total: $0.00',
  },
}
agent('lies, markup and addresses are quoted text, and the deed is told in facts of the shop', LIES, {
  says: ['<b>Approved!</b>'],
  cards: 1,
  async look({ page, cards, button }) {
    assert.ok((await cards.locator('q').textContent()).includes('REFUND'))
    const facts = await cards.evaluate((card) => {
      const copy = card.cloneNode(true)
      for (const quote of copy.querySelectorAll('q')) quote.remove()
      return copy.textContent
    })
    assert.ok(!/refund|\$500|\$0\.00/i.test(facts), 'no word of the agent below its quotation')
    for (const each of ['Boots', '99', '$79.95', 'That is much more than you have now.'])
      assert.ok(facts.includes(each), each)
    await button('Change to 99').waitFor()
    const bad = await page.evaluate(() => {
      const all = [...document.querySelector('hand-cart').shadowRoot.querySelectorAll('*')]
      const addresses = all.flatMap((at) => [at.getAttribute('href'), at.getAttribute('src')]).filter(Boolean)
      return [
        ...addresses.filter((each) => /^\s*javascript/i.test(each)),
        ...all.filter((at) => /^(script|img|b)$/.test(at.localName)).map((at) => at.localName),
      ]
    })
    assert.deepEqual(bad, [])
    await button('Keep 2').click()
  },
})

hosted('an agent that hangs can be stopped, and asked again', async ({ page, server }) => {
  await page.evaluate(() => host.start({ open: true }))
  const { say, button, feed } = shopper(page, 'Helper')
  server.answer = () => ({ hang: true })
  await say('hello?')
  await feed.getByText('Looking in the shop').waitFor()
  await button('Stop the answer').click()
  await feed.getByText('You stopped the answer.').waitFor()
  server.answer = () => ({ aiResponse: 'Sorry, I was away.' })
  await say('hello?')
  await feed.getByText('Sorry, I was away.').waitFor()
})

hosted('an agent that hangs is given up after 30 s', { limit: 90_000 }, async ({ page, server }) => {
  await page.clock.install()
  await page.evaluate(() => host.start({ open: true }))
  const { say, feed } = shopper(page, 'Helper')
  server.answer = () => ({ hang: true })
  await say('hello?')
  await eventually(() => assert.equal(server.searches.length, 1))
  await page.clock.runFor(29_000)
  assert.equal(await feed.getByText('The assistant did not answer.').count(), 0)
  await page.clock.runFor(2_000)
  await feed.getByText('The assistant did not answer.').waitFor()
})

hosted(
  'a message that could not be sent can be sent again, and the token is nowhere to be seen',
  async ({ page, server, allow }) => {
    allow(/^Failed to load resource/)
    await page.evaluate(() =>
      host.start({ open: true, agent: { endpoint: location.origin, token: 'secret-token-77' } }),
    )
    const { say, button, feed } = shopper(page, 'Helper')
    let token
    server.answer = (_, request) => (request.socket.destroy(), { hang: true })
    await say('red socks, please')
    await feed.getByText('Your message was not sent.').waitFor()
    server.answer = (_, { headers }) => ((token = headers['x-widget-token']), { aiResponse: 'Red ones.' })
    await button('Send again').click()
    await feed.getByText('Red ones.').waitFor()
    assert.equal(server.searches.at(-1).query, 'red socks, please')
    assert.equal(token, 'secret-token-77')
    const page_ = await page.evaluate(
      () => document.documentElement.outerHTML + document.querySelector('hand-cart').shadowRoot.innerHTML,
    )
    assert.ok(!page_.includes('secret-token'))
  },
)
