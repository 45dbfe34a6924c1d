// The catalogue: placeholders, plurals, countries.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { english, speaking, views, words } from './support/views.mjs'

const { el, Words } = views

test('templates are filled once', () => {
  const { t } = new Words({ ...english, add: '{a}{b}', gone: 'open {' }, 'en')
  assert.equal(t('applied-add', { n: 2, name: '{n} Boots' }), 'Added 2 {n} Boots.')
  assert.equal(t('add', { b: 'x' }), 'x')
  assert.equal(t('gone'), 'open ')
})

test('a name that is too exact is said as a shorter one', () => {
  assert.equal(words.t('undone-remove', { name: 'Boots' }), 'Undone. Boots is out of your cart again.')
  assert.equal(words.t('undone-clear'), 'Undone. It is as it was before.')
  assert.equal(words.t('rejected-host-error'), 'The shop could not do this.')
  assert.equal(words.t('notice-refused-session-expired'), words.t('notice-refused'))
  assert.equal(words.t('means-refused-policy'), 'Nothing was offered and nothing was changed.')
  for (const silent of ['means-policy', 'means-', 'means-stopped-']) assert.equal(words.t(silent), '', silent)
})

test('nodes stand where the placeholders were', () => {
  const bold = el('b', '', '47')
  assert.deepEqual(
    words.rich('shipMissing', { amount: bold }).filter((part) => part !== ''),
    [bold, ' more for free delivery'],
  )
  const [first] = words.rich('yourCart', { n: 1, total: bold })
  assert.equal(first, 'Your cart: ')
})

test('plurals follow the language', () => {
  const few = { one: '{n} kus', few: '{n} kusy', other: '{n} kusů' }
  const { t } = new Words({ ...english, items: few }, 'cs')
  assert.deepEqual(
    [1, 3, 5].map((n) => t('items', { n })),
    ['1 kus', '3 kusy', '5 kusů'],
  )
  assert.equal(new Words({ ...english, items: '{n} St.' }, 'de').t('items', { n: 1 }), '1 St.', 'a plain text will do')
  assert.equal(words.t('items', { n: 0 }), '0 items')
})

test('numbers and countries are the language’s own', () => {
  const { t, country } = new Words(english)
  assert.equal(t('items', { n: 1234 }), '1,234 items')
  assert.equal(
    new Words(english, 'de').t('applied-set', { name: 'A', before: 1234, after: 2 }),
    'Changed A from 1.234 to 2.',
  )
  assert.equal(country('DE'), 'Germany')
  assert.equal(new Words(english, 'de').country('AT'), 'Österreich')
  assert.equal(country('?!'), '?!')
})

test('in a language that runs from right to left each inserted text keeps its own direction', () => {
  const arabic = speaking('ar')
  assert.equal(arabic.dir, 'rtl')
  assert.equal(words.dir, undefined)
  assert.ok(arabic.t('applied-add', { n: 2, name: 'Boots, 42' }).includes('\u2068Boots, 42\u2069.'))
  assert.ok(!words.t('applied-add', { n: 2, name: 'Boots' }).includes('\u2068'))
})
