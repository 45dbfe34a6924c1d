// What a host decides, for the states that the wasm alone does not tell.

/** How every state looks unless it says otherwise. */
export const look = (more = {}) => ({
  title: 'Nordhang',
  suggestions: [
    { text: 'Waterproof boots for wide feet', image: 'pictures/boots-pine.svg' },
    { text: 'A sleeping mat under 500 g', image: 'pictures/mat-pine.svg' },
    { text: 'What is in my cart?' },
  ],
  wide: false,
  inline: false,
  start: false,
  theme: '',
  lang: 'en',
  names: 'de',
  cartPage: '#cart',
  draft: false,
  shown: 250,
  ...more,
})

/** By the name of the state. */
export const LOOKS = {
  'A teaser beside the launcher': { teaser: 'Not sure about the size? Ask, and we check it with you.' },
  'Wide: conversation and cart side by side': { inline: true, wide: true },
  'Inline, in a container of the page': { inline: true },
}

/** What stands in the composer. */
export const WRITTEN = {
  'Something is written': 'Under 150 €, please',
  'A long message is written':
    'We are four, two of us for the first time, and we want to sleep outside for three nights in October.\n\nWhat do we need that a hut would have?\nWe have boots, and two tents.',
}

/** The widget failed too often: no wasm tells anything any more, and a sentence remains. */
export const LOST = { group: 'Something missing', name: 'The widget was lost', size: 'small', lost: true }
