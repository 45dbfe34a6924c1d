// The tools in the browser's own hands: Chromium with WebMCP switched on, through its own getTools and executeTool.
import assert from 'node:assert/strict'
import { hosted as plain } from './support/host.mjs'
import { eventually } from './support/journey.mjs'
import { shopper } from './support/shopper.mjs'

const WITH = { args: ['--enable-features=WebMCP'] }
const hosted = (name, body) => plain(name, WITH, body)

const ALL = [
  'add_to_cart',
  'clear_cart',
  'get_cart',
  'go_to_checkout',
  'propose_plan',
  'remove_from_cart',
  'search_products',
  'update_cart_quantity',
]
/** The tools that the browser's agent sees. */
const seen = (page) =>
  page.evaluate(async () => (await document.modelContext.getTools()).map(({ name }) => name).sort())
/** Calls one as the browser's agent does; what it gets is JSON. */
const execute = (page, name, input) =>
  page.evaluate(
    async ([wanted, given]) => {
      const tool = (await document.modelContext.getTools()).find((each) => each.name === wanted)
      const answer = await document.modelContext.executeTool(tool, given)
      return answer.startsWith('{') ? JSON.parse(answer) : answer
    },
    [name, input],
  )
const start = (page, options = {}) =>
  page.evaluate(async (more) => {
    host.rows = [{ id: 'boots', quantity: 2 }]
    host.problems = []
    await host.start({ webmcp: true, ...more, onError: ({ code, message }) => host.problems.push([code, message]) })
    await host.handle.refresh()
  }, options)
const changes = (page) =>
  page.evaluate(() => host.calls.filter(([name]) => /^on(Add|Remove|Update|Clear|Set)/.test(name)))

hosted("the browser's agent sees the tools with their hints, and they go with the widget", async ({ page }) => {
  await start(page)
  await eventually(async () => assert.deepEqual(await seen(page), ALL))
  const told = await page.evaluate(async () => {
    const tools = await document.modelContext.getTools()
    const of = (name) => tools.find((tool) => tool.name === name)
    const { readOnlyHint, consequentialHint, untrustedContentHint } = of('clear_cart').annotations
    const schema = of('add_to_cart').inputSchema
    const { required } = typeof schema === 'string' ? JSON.parse(schema) : schema
    const hints = [readOnlyHint, consequentialHint, untrustedContentHint]
    return [hints, of('get_cart').annotations.readOnlyHint, of('get_cart').title, required]
  })
  assert.deepEqual(told, [[false, true, false], true, 'Read the cart', ['productId']])
  const cart = await execute(page, 'get_cart', {})
  assert.deepEqual([cart.ok, cart.cart.items[0].name], [true, 'Boots'])
  await page.evaluate(() => host.handle.destroy())
  await eventually(async () => assert.deepEqual(await seen(page), []))
  assert.deepEqual(await page.evaluate(() => host.problems), [])
  // And again.
  await start(page)
  await eventually(async () => assert.deepEqual(await seen(page), ALL))
})

hosted('a change waits for a real click of the shopper, and a refusal is a value', async ({ page }) => {
  await start(page)
  await eventually(async () => assert.deepEqual(await seen(page), ALL))
  const { confirm, button, cards } = shopper(page, 'Helper')
  const set = execute(page, 'update_cart_quantity', { itemKey: 'line-boots', quantity: 3, words: 'One for a friend.' })
  await cards.getByText('One for a friend.').waitFor()
  // A script's click is none.
  await page.waitForTimeout(700)
  await button('Change to 3').evaluate((at) => at.click())
  assert.deepEqual(await changes(page), [])
  await confirm('Change to 3')
  const done = await set
  assert.deepEqual([done.ok, done.outcome.result, done.outcome.change], [true, 'applied', { before: 2, after: 3 }])
  assert.deepEqual(await changes(page), [['onUpdateQuantity', 'line-boots', 3]])

  const remove = execute(page, 'remove_from_cart', { itemKey: 'line-boots' })
  await button('Keep it').click()
  assert.equal((await remove).outcome.result, 'declined')

  const bad = await execute(page, 'update_cart_quantity', { itemKey: 'line-boots', quantity: 'lots' })
  assert.deepEqual(bad, {
    ok: false,
    code: 'invalid-input',
    message: 'input.quantity: expected an integer from 1 to 99, got "lots"',
  })
  const gone = await execute(page, 'remove_from_cart', { itemKey: 'line-none' })
  assert.deepEqual([gone.ok, gone.code], [false, 'line-not-found'])
  assert.equal((await changes(page)).length, 1)
})

hosted('an agent that gives up takes its card along', async ({ page }) => {
  await start(page)
  await eventually(async () => assert.deepEqual(await seen(page), ALL))
  const { cards } = shopper(page, 'Helper')
  const gaveUp = page.evaluate(async () => {
    const tool = (await document.modelContext.getTools()).find(({ name }) => name === 'update_cart_quantity')
    host.patience = new AbortController()
    const input = { itemKey: 'line-boots', quantity: 1 }
    return document.modelContext.executeTool(tool, input, { signal: host.patience.signal }).catch(({ name }) => name)
  })
  await cards.waitFor()
  await page.evaluate(() => host.patience.abort())
  assert.equal(await gaveUp, 'AbortError')
  await page.getByText('This proposal no longer applied.').first().waitFor()
  assert.equal(await cards.count(), 0)
  const [entry] = await page.evaluate(() => host.handle.journal())
  assert.deepEqual([entry.decided, await changes(page)], ['withdrawn', []])
  assert.deepEqual(await page.evaluate(() => host.errors), [])
})

hosted('a name that the page has already stays the page’s, and the other tools are there', async ({ page }) => {
  await page.evaluate(() =>
    document.modelContext.registerTool({
      name: 'get_cart',
      description: "The page's own",
      execute: async () => 'mine',
    }),
  )
  await start(page)
  await eventually(async () => assert.deepEqual(await seen(page), ALL))
  assert.equal(await execute(page, 'get_cart', {}), 'mine')
  assert.deepEqual(await page.evaluate(() => host.problems), [
    ['conflict', "WebMCP: the tool 'get_cart' could not be registered: the page has one of this name already"],
  ])
  await page.evaluate(() => host.handle.destroy())
  await eventually(async () => assert.deepEqual(await seen(page), ['get_cart']))
})

hosted('a second widget tells that the names are taken, and takes nothing from the first', async ({ page }) => {
  await start(page)
  await eventually(async () => assert.deepEqual(await seen(page), ALL))
  await page.evaluate(async () => {
    const box = document.createElement('div')
    document.querySelector('main').append(box)
    host.first = host.handle
    await host.start({ webmcp: true, container: box, onError: ({ code }) => host.problems.push(code) })
    host.second = host.handle
  })
  await eventually(async () =>
    assert.deepEqual(await page.evaluate(() => host.problems), Array(ALL.length).fill('conflict')),
  )
  await page.evaluate(() => host.second.destroy())
  assert.deepEqual(await seen(page), ALL)
  assert.equal((await execute(page, 'get_cart', {})).ok, true)
})

plain('where the browser has no WebMCP nothing happens, and no file is fetched for it', async ({ page, server }) => {
  assert.equal(await page.evaluate(() => 'modelContext' in document), false)
  await start(page)
  await page.waitForTimeout(300)
  assert.deepEqual(
    server.asked.filter((path) => path.endsWith('tools.js')),
    [],
  )
  assert.deepEqual(await page.evaluate(() => host.problems), [])
})

// Chrome before 150 has it elsewhere, and another way to take a tool away.
plain('the older place of it, navigator.modelContext, is known too', async ({ page }) => {
  await page.evaluate(() => {
    host.tools = new Map()
    Object.defineProperty(navigator, 'modelContext', {
      value: {
        registerTool: (tool) => void host.tools.set(tool.name, tool),
        unregisterTool: (name) => void host.tools.delete(name),
      },
    })
  })
  await start(page)
  const registered = () => page.evaluate(() => [...host.tools.keys()].sort())
  await eventually(async () => assert.deepEqual(await registered(), ALL))
  const cart = await page.evaluate(() => host.tools.get('get_cart').execute({}, {}))
  assert.equal(cart.cart.totalItems, 2)
  await page.evaluate(() => host.handle.destroy())
  assert.deepEqual(await registered(), [])
})
