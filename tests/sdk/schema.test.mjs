// The one list of tools: that it is a schema which any model takes, and how an input is checked against it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { at } from '../../www/tools/paths.mjs'
import { sdk } from './support/compile.mjs'

const tools = JSON.parse(readFileSync(at('src', 'contract', 'tools.json'), 'utf8'))
const { wrong } = await sdk('schema')

/** Every schema inside one, with its path. */
function* inside(schema, path) {
  yield [schema, path]
  for (const [name, each] of Object.entries(schema.properties ?? {})) yield* inside(each, `${path}.${name}`)
  for (const [number, each] of (schema.anyOf ?? []).entries()) yield* inside(each, `${path}(${number})`)
  if (schema.items) yield* inside(schema.items, `${path}[]`)
  if (typeof schema.additionalProperties === 'object') yield* inside(schema.additionalProperties, `${path}.*`)
}
const KNOWN =
  '$schema type const description required properties additionalProperties maxProperties items anyOf minItems maxItems minLength maxLength minimum maximum'.split(
    ' ',
  )

test('every tool says all of itself, and every object in it is closed and has limits', () => {
  assert.equal(new Set(tools.map(({ name }) => name)).size, 8)
  for (const { name, title, description, inputSchema, annotations, ...more } of tools) {
    assert.match(name, /^[a-z_]{1,64}$/)
    assert.ok(title && description.length < 1024, name)
    assert.deepEqual([more, inputSchema.type, inputSchema.additionalProperties], [{}, 'object', false], name)
    assert.equal(inputSchema.$schema, 'https://json-schema.org/draft/2020-12/schema')
    assert.deepEqual(Object.keys(annotations), ['readOnlyHint', 'consequentialHint', 'untrustedContentHint'])
    assert.notEqual(annotations.readOnlyHint, annotations.consequentialHint, name)
    for (const [schema, path] of inside(inputSchema, name)) {
      for (const word of Object.keys(schema)) assert.ok(KNOWN.includes(word), `${path}: the check knows no ${word}`)
      if (schema.type === 'object') assert.notEqual(schema.additionalProperties ?? true, true, path)
      if (schema.type === 'string') assert.ok(schema.maxLength, path)
      if (schema.type === 'array') assert.ok(schema.maxItems && schema.items, path)
      for (const needed of schema.required ?? []) assert.ok(schema.properties[needed], `${path}.${needed}`)
    }
  }
})

test('what is wrong is told with its place, what was expected and what came', () => {
  const schema = (name) => tools.find((tool) => tool.name === name).inputSchema
  const add = (input) => wrong(schema('add_to_cart'), input, 'input')
  const product = { id: 'a', name: 'A', variants: [{ id: 'v', options: { Size: 'M' } }] }
  assert.equal(add({ productId: 'a', quantity: 99, product, words: '' }), undefined)
  assert.equal(add({ productId: 'a', quantity: undefined }), undefined, 'what is undefined is not there')
  const cases = [
    [add(null), 'input: expected an object, got null'],
    [add([]), 'input: expected an object, got an array'],
    [add({ productId: '' }), 'input.productId: expected a text of 1 to 512 characters, got ""'],
    [add({ productId: 'a', quantity: 1.5 }), 'input.quantity: expected an integer from 1 to 99, got 1.5'],
    [add({ productId: 'a', quantity: NaN }), 'input.quantity: expected an integer from 1 to 99, got NaN'],
    [
      add({ productId: 'a', words: 'x'.repeat(201) }),
      /^input\.words: expected a text of 0 to 200 characters, got "x{40}\.\.\."$/,
    ],
    [add({ productId: 'a', product: { id: 'a' } }), /^input\.product\.name: expected .*, got nothing$/],
    [
      add({ productId: 'a', product: { ...product, variants: [{ id: 'v', options: { Size: 4 } }] } }),
      'input.product.variants[0].options.Size: expected a text of 0 to 80 characters, got 4',
    ],
    [
      add({
        productId: 'a',
        product: { ...product, variants: [{ id: 'v', options: { a: '', b: '', c: '', d: '' } }] },
      }),
      'input.product.variants[0].options: expected an object of 0 to 3 fields, got an object',
    ],
    [add({ productId: 'a', product: { ...product, price: -1 } }), /price: expected a number of at least 0, got -1$/],
    [add({ productId: 'a', ['__proto__x']: 1 }), /^input\.__proto__x: expected productId, /],
    [add(JSON.parse('{"productId":"a","__proto__":{}}')), /^input\.__proto__: expected productId, /],
    [wrong(schema('get_cart'), { a: 1 }, 'input'), 'input.a: expected no field only'],
    [
      wrong(schema('propose_plan'), { changes: [{ type: 'REMOVE' }, 3] }, 'input'),
      'input.changes[0].itemKey: expected a text of 1 to 512 characters, got nothing',
    ],
    [
      wrong(schema('propose_plan'), { changes: [{ type: 'REMOVE', itemKey: 'a' }, 3] }, 'input'),
      'input.changes[1]: expected an object, got 3',
    ],
  ]
  for (const [told, message] of cases)
    if (message instanceof RegExp) assert.match(told, message)
    else assert.equal(told, message)
})

test('what is told of an input is short, however long the input is', async () => {
  const long = 'x'.repeat(1_000_000)
  const { inputSchema } = tools.find(({ name }) => name === 'remove_from_cart')
  const told = wrong(inputSchema, { itemKey: 'a', [long]: 1 }, 'input')
  assert.ok(told.length < 200, `${told.length} characters`)
  const { callTool } = await sdk('toolbox')
  const kit = { options: { cart: { enabled: true } }, edge: {}, handcart: {}, fail() {} }
  const none = await callTool(kit, long, {})
  assert.equal(none.code, 'unknown-tool')
  assert.ok(none.message.length < 400, `${none.message.length} characters`)
})

test('an input that throws what has no words is still only a wrong input', async () => {
  const { callTool } = await sdk('toolbox')
  const kit = { options: { cart: { enabled: true } }, edge: {}, handcart: {}, fail() {} }
  const throwing = (error) => () => {
    throw error
  }
  for (const error of [Object.create(null), { toString: throwing(1) }, Symbol('x'), undefined]) {
    const input = Object.defineProperty({}, 'itemKey', { get: throwing(error), enumerable: true })
    const { ok, code } = await callTool(kit, 'remove_from_cart', input)
    assert.deepEqual([ok, code], [false, 'invalid-input'])
    const name = await callTool(kit, { toString: throwing(error) }, {})
    assert.equal(name.ok, false)
  }
})
