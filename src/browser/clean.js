// What is shown of the words of the shop or of an agent: the rules of contract/text.rs, as the page reads them.
import { id, text } from './intake.js'

const { apply } = Reflect
const { replace } = String.prototype

/** `Manner` of contract/text.rs, in its order. A line is 0. */
const PARAGRAPHS = 1,
  PRICE = 2,
  ID = 3
/** Controls, direction overrides and isolates, what has no width or is never to be seen, halves of a character. */
const HIDDEN =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu
/** The marks of `Intl` for right-to-left languages. */
const MARKS = /[\u200e\u200f\u061c]/g
/** Marks that stack on the character before them. */
const STACKS =
  '\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u0610-\\u061a\\u064b-\\u065f\\u06d6-\\u06dc\\u06df-\\u06e4\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f'
const SPACE = '[\\t-\\r \\x85\\u2028\\u2029'
/** Four of them, and all that follow. */
const HEAP = RegExp(`((?:[${STACKS}]${SPACE}]*){4})(${SPACE}${STACKS}]+)`, 'g')
const STACKED = RegExp(`[${STACKS}]`, 'g')
const GAP = RegExp(`${SPACE}]+`, 'g')
const INLINE = /[\t\v-\r ]/g

const swap = (s, what, by) => apply(replace, s, [what, by])

/** A text made fit to be shown; undefined when nothing is left. */
export function clean(o, a, cap, manner) {
  let s = swap((manner == ID ? id : text)(o, a, cap) ?? '', HIDDEN, '')
  if (manner != PRICE) s = swap(s, MARKS, '')
  s = swap(s, HEAP, (_, kept, rest) => kept + swap(rest, STACKED, ''))
  const end = s.length
  return (
    swap(s, GAP, (gap, at) => {
      const lines = manner == PARAGRAPHS ? swap(gap, INLINE, '').length : 0
      return !at || at + gap.length == end ? '' : lines > 1 ? '\n\n' : lines ? '\n' : ' '
    }) || undefined
  )
}
