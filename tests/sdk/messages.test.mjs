// The languages of the widget: complete, with the placeholders and plurals that they need, and written as one writes them.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { at } from '../../www/tools/paths.mjs'

const folder = at('src', 'sdk', 'messages')
const read = (file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
const english = read('en.json')
const LANGUAGES = readdirSync(folder).map((file) => file.replace('.json', ''))
const LARGEST = 4_096

/** The same word in both languages, and no word at all. */
const SAME = {
  times: LANGUAGES,
  rowOf: LANGUAGES,
  total: ['fr', 'es', 'pt'],
  conversation: ['fr'],
  title: ['fr'],
  subtotal: ['es', 'pt'],
}
/** How the language is written, in its own letters. */
const LETTERS = { ar: /[a-z]/i, ja: /[a-z]/i, uk: /[a-z]/i }
const word = (words, flags = 'iu') => new RegExp(`(?<!\\p{L})(${words})(?!\\p{L})`, flags)
/** Words of the address that shops do not use. In Ukrainian the polite one is written large. */
const FAMILIAR = {
  de: word('du|dich|dir|dein|deine|deinen|deinem|deiner|deines'),
  fr: word('tu|toi|ton|ta|tes'),
  es: word('tú|tu|tus|te|ti|contigo|vos'),
  it: word('tu|ti|tuo|tua|tuoi|tue'),
  pt: word('tu|te|ti|teu|tua|você'),
  pl: word('pan|pani|pana|panu|państwo|ty|twój|twoja|twoje|twojego|twoim'),
  uk: word('ти|тебе|тобі|твій|твоя|твоє|ви|вас|вам|ваш|ваша|ваше|вашого|вашої', 'u'),
}
/** Placed on a line where it must be short. */
const SHORT = [
  'add',
  'view',
  'undo',
  'remove',
  'leave',
  'leave-remove',
  'do-checkout',
  'total',
  'delivery',
  'subtotal',
  'items',
]

const forms = (message) => (typeof message === 'string' ? { other: message } : message)
const texts = (message) => Object.values(forms(message))
const holes = (text) =>
  [...new Set((text.match(/\{\w+\}/g) ?? []).map((hole) => hole.replace('Option', 'option')))].sort()
const all = (message) => [...new Set(texts(message).flatMap(holes))].sort()

/** The categories of a language that stand for one number only: there the number may be a word. */
function single(language) {
  const rules = new Intl.PluralRules(language)
  const times = {}
  for (let n = 0; n <= 1_000; n += 1) times[rules.select(n)] = (times[rules.select(n)] ?? 0) + 1
  return Object.keys(times).filter((category) => times[category] === 1)
}

/** Calls `look` with every text of a language. */
function each(language, look) {
  for (const [key, message] of Object.entries(read(`${language}.json`)))
    for (const [category, text] of Object.entries(forms(message))) look(text, key, category)
}

test('every language has a file that the widget can find, and no other file is there', () => {
  const source = readFileSync(at('src', 'sdk', 'language.ts'), 'utf8')
  const found = [...source.matchAll(/^ {2}(\w+): \(\) => new URL\('messages\/(\w+)\.json', import\.meta\.url\),$/gm)]
  assert.deepEqual(
    found.map(([, tag, file]) => [tag, file]),
    LANGUAGES.map((language) => [language, language]),
  )
  assert.equal(LANGUAGES.length, 10)
})

for (const language of LANGUAGES) {
  const messages = read(`${language}.json`)

  test(`${language}: the messages of English, in their order`, () =>
    assert.deepEqual(Object.keys(messages), Object.keys(english)))

  test(`${language}: the placeholders of English, in every form that needs them`, () => {
    const alone = single(language)
    for (const [key, message] of Object.entries(messages)) {
      const wanted = all(english[key])
      assert.deepEqual(all(message), wanted, key)
      for (const [category, text] of Object.entries(forms(message))) {
        const may = typeof message === 'object' && alone.includes(category)
        const needed = wanted.filter((hole) => !(may && hole === '{n}') && !holes(text).includes(hole))
        assert.deepEqual(needed, [], `${key}.${category}: "${text}" leaves a placeholder out`)
      }
    }
  })

  test(`${language}: a text for each category of plurals, or one for all numbers`, () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message === 'string') continue
      assert.deepEqual(Object.keys(message).sort(), [...categories].sort(), key)
      assert.ok(all(english[key]).includes('{n}'), `${key} counts nothing`)
    }
  })

  test(`${language}: no markup, straight quotes, stray spaces or familiar address`, () =>
    each(language, (text, key) => {
      const where = `${key}: "${text}"`
      assert.doesNotMatch(text, /[<>&\\`]|\.\.\./, where)
      assert.doesNotMatch(text, /['"]/, where)
      assert.doesNotMatch(text, /^\s|\s\s/, where)
      assert.equal(/\s$/.test(text), /\s$/.test(texts(english[key])[0]), where)
      assert.doesNotMatch(text.replace(/\{\w+\}/g, ''), FAMILIAR[language] ?? /[{}]/, where)
      assert.doesNotMatch(text.replace(/\{\w+\}/g, ''), LETTERS[language] ?? /[{}]/, where)
      if (language === 'fr') assert.doesNotMatch(text, /[ \p{L}}][:;?!»]|«[^\u00a0]/u, `${where}: a space that holds`)
    }))

  test(`${language}: a sentence where English has one`, () =>
    each(language, (text, key) => {
      const ends = (words) => /[.?。？؟]$/.test(words)
      assert.equal(ends(text), ends(texts(english[key])[0]), `${key}: "${text}"`)
    }))

  if (language !== 'en')
    test(`${language}: no English is left, and nothing is much longer or shorter`, () =>
      each(language, (text, key) => {
        const source = texts(english[key])
        if (source.includes(text)) assert.ok(SAME[key]?.includes(language), `${key}: "${text}" is English`)
        const longest = Math.max(...source.map((words) => words.length))
        assert.ok(text.length <= longest * 1.7 + 14, `${key}: "${text}" is long beside "${source.at(-1)}"`)
        assert.ok(text.length >= longest * 0.15, `${key}: "${text}" is short beside "${source.at(-1)}"`)
        if (SHORT.includes(key)) assert.ok(text.length <= 22, `${key}: "${text}" has little room`)
      }))

  test(`${language}: small`, () =>
    assert.ok(brotliCompressSync(JSON.stringify(messages)).length < LARGEST, `${language}.json is above ${LARGEST}`))
}
