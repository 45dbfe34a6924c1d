/** The conversation. What the assistant says is plain text; only the shop's facts get a card. */
import { act } from './acts'
import { ask } from './ask'
import { icon, spin } from './icon'
import type { Cx } from './look'
import { type El, el, keyed } from './node'
import { notice, outcome } from './outcome'
import { bones, button, picture } from './parts'
import { plan } from './plan'
import { products } from './product'
import type { Entry, View } from './view'

/** The conversation, with the toasts and the composer below it. */
export function column(cx: Cx, view: View, toasts: El): El {
  const { words, memo } = cx
  const { feed, status, talk } = view
  const make = (entry: Entry): El => keyed(entry.id + 1, one(cx, entry))
  const last = feed.at(-1)
  const streams = last?.kind === 'say' && last.live
  const log = {
    part: 'feed',
    role: 'log',
    'aria-live': 'off', // the status line tells it, once and in whole sentences
    'aria-label': words.t('conversation'),
    tabindex: 0,
  }
  return el(
    'div',
    'hc-col',
    el(
      'div',
      'hc-log',
      log,
      !last && talk === 'ready' && hello(cx),
      feed.map((entry) => memo.feed.get(entry, cx.cart, make)),
      talk === 'waiting' &&
        (!streams || status) &&
        el(
          'div',
          'hc-wait',
          el('p', 'hc-row hc-s', spin(), status || words.t('spoken-waiting')),
          bones('hc-list', '', 2),
        ),
    ),
    toasts,
    talk !== 'absent' && composer(cx, view),
  )
}

function one(cx: Cx, entry: Entry): El {
  switch (entry.kind) {
    case 'me':
      return el('p', 'hc-me', { dir: 'auto' }, entry.text)
    case 'say':
      return say(entry.text, entry.live)
    case 'products':
      return products(cx, entry.id, entry.offers)
    case 'ask':
      return entry.ask.deed.kind === 'plan' ? plan(cx, entry.ask) : ask(cx, entry.ask)
    case 'done':
      return outcome(cx, entry.outcome)
    case 'notice':
      return notice(cx, entry.id, entry.notice)
    case 'replies':
      return el(
        'div',
        'hc-acts',
        entry.replies.map((words) => button('hc-chip', act('reply'), {}, words)),
      )
  }
}

/** Paragraphs; the last one is marked while more is coming. */
function say(text: string, live: boolean): El {
  const all = ['']
  for (const line of text.split('\n')) {
    const last = all[all.length - 1]
    if (line.trim()) all[all.length - 1] = last ? `${last}\n${line}` : line
    else if (last) all.push('')
  }
  if (all.length > 1 && !all.at(-1)) all.pop()
  return el(
    'div',
    'hc-say',
    all.map((words, at) => el('p', live && at === all.length - 1 ? 'hc-live' : '', { dir: 'auto' }, words)),
  )
}

/** Before the first word: what can be asked. */
const hello = (cx: Cx): El =>
  el(
    'div',
    'hc-hello',
    el('h3', '', cx.words.t('hello')),
    el('p', '', cx.words.t('helloMore')),
    el(
      'ul',
      '',
      cx.look.suggestions.map(({ text, image }) =>
        el(
          'li',
          '',
          button(
            '',
            act('reply'),
            {},
            el('span', 'hc-mini', image ? picture(cx, image) : icon('chat')),
            el('span', '', text),
            icon('next', 'is-flip hc-soft'),
          ),
        ),
      ),
    ),
  )

function composer({ look, words }: Cx, { online, talk }: View): El {
  const shut = !online && !look.waits
  const field = {
    id: 'hc-msg',
    rows: 1,
    maxlength: 2000,
    enterkeyhint: 'send',
    placeholder: words.t(shut ? 'placeholderOffline' : 'placeholder'),
    readonly: shut,
    'aria-disabled': shut, // not `disabled`, which would take the focus away
    'data-a': act('draft'),
  }
  const [verb, sign, off] =
    talk === 'waiting' ? (['stop', 'stop', false] as const) : (['send', 'up', shut || !look.draft] as const)
  const send = button('hc-send', act(verb), { 'aria-label': words.t(verb), 'aria-disabled': off }, icon(sign))
  const label = el('label', 'hc-vh', { for: 'hc-msg' }, words.t('message'))
  return el('div', 'hc-foot', el('div', 'hc-form', { part: 'composer' }, label, el('textarea', '', field), send))
}
