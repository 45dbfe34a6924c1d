// Text that is more than text, or less: in every field that is shown.
import { TRUE, add, offer, own, prompt, remove, thing } from './kit.mjs'

const RUN = 'window.pwned=1'
const TEXTS = [
  ['a script', `<script>${RUN}</script>Mug`],
  ['a picture that fails', `<img src=x onerror="${RUN}">Mug`],
  ['a drawing that loads', `"><svg onload=${RUN}>Mug`],
  ['a frame', `<iframe srcdoc="<script>parent.${RUN}</script>">Mug`],
  ['a button', '<button data-a="confirm 1 1">Not now</button>Mug'],
  ['a card', '<article part="proposal"><h3>Gift</h3></article>Mug'],
  ['a link in markdown', `[Free Mug](javascript:${RUN})`],
  ['a picture in markdown', '![Mug](https://evil.example/beacon.gif)'],
  ['a style', '<style>article{display:none}</style>Mug'],
  ['a template', `{{constructor.constructor("${RUN}")()}}Mug`],
  ['an override', 'Mug \u202e00.0$\u202c now'],
  ['isolates', '\u2066Mug\u2069 \u2067eerf\u2069'],
  ['marks of direction', '\u200eMug\u200f\u061c 1'],
  ['nothing of width', 'M\u200bu\u2060g\ufeff\u00ad one'],
  ['letters that are empty', 'Mug\u3164\u115f\u1160\uffa0\u2800 two'],
  ['tags', 'Mug \u{e0041}\u{e0042}\u{e0043} three'],
  ['selectors of a form', `Mug ${'\u{e0100}\u{e0157}\u{e01ef}'.repeat(8)}four`],
  ['a heap of marks', `M${'\u0301\u0302\u0489'.repeat(12)}ug`],
  ['controls', 'Mu\u0000\u0007\u001bg \u0085 five'],
  ['homoglyphs', 'Ѕосkѕ Мug'],
  ['half a character', 'Mug \ud83d six'],
]

const FIELDS = {
  'all that is said': (text) => ({
    agent: {
      aiResponse: `${text}\n\n${text}`,
      quickReplies: [text.slice(0, 50)],
      ...offer({ ...add('mug', 2), ...prompt(text) }, [own('mug')]),
    },
  }),
  'the name of a product': (text) => ({
    shelf: [thing('odd', text, 9)],
    agent: offer(add('odd', 2), [thing('odd', text, 9)]),
  }),
  'a variant': (text) => {
    const odd = thing('odd', 'Cup', 9, {
      variants: [
        { id: 'odd-a', options: [['Colour', text]], inStock: true },
        { id: 'odd-b', options: [['Colour', 'Red']], inStock: true },
      ],
    })
    return { shelf: [odd], agent: offer(add('odd', 2, { variantId: 'odd-a' }), [odd]) }
  },
  'a line of the cart': (text) => ({
    cart: [
      {
        id: 'mug',
        quantity: 2,
        name: text,
        variant: text,
        more: { discounts: [{ label: text, amount: text.slice(0, 40) }] },
      },
      { id: 'lamp', quantity: 1 },
    ],
    agent: offer({ ...remove('line-mug'), ...prompt('Shall I?') }),
  }),
}

export default TEXTS.flatMap(([what, text]) =>
  Object.entries(FIELDS)
    .filter(([field]) => field !== 'a variant' || text.length < 75)
    .map(([field, make]) => ({ family: 'texts', name: `${what} in ${field}`, ...make(text), holds: TRUE })),
)
