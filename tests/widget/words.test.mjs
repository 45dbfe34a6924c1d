// The catalogue: placeholders, plurals, countries.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { english, views, words } from './support/views.mjs'

const { el, Words } = views

test('templates are filled once', () => {
  const { t } = new Words({ ...english, add: '{a}{b}', gone: 'open {' }, 'en')
  assert.equal(t('added', { n: 2, name: '{n} Boots' }), 'Added 2 {n} Boots.')
  assert.equal(t('add', { b: 'x' }), 'x')
  assert.equal(t('gone'), 'open ')
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

test('a language that nobody knows counts like English', () => {
  const { t, country } = new Words(english, 'not a language')
  assert.equal(t('items', { n: 1 }), '1 item')
  assert.equal(country('DE'), 'Germany')
  assert.equal(new Words(english, 'de').country('AT'), 'Österreich')
  assert.equal(country('?!'), '?!')
})
