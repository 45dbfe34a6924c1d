// In which ways the states are looked at, and which pictures are kept.

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }

/** Name, and what `openWindow` takes; `without`: rules that mean nothing there. axe looks at every state in every mode; each is a column of the sheet. */
export const MODES = {
  light: {},
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  '390 px': PHONE,
  '390 px, dark': { ...PHONE, colorScheme: 'dark' },
  '320 px': { viewport: { width: 320, height: 640 }, hasTouch: true },
  'right to left': { ...PHONE, choice: { lang: 'ar' } },
  // Each text is made longer by itself there, so a name no longer begins with the words that it was made from.
  'pseudo-locale': { ...PHONE, choice: { lang: 'en-XA' }, without: ['label-content-name-mismatch'] },
}

/** Where every word must have its room, in every language. The machine's own fonts: they are wider than the packaged. */
export const ROOMS = {
  '320 px': { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, packaged: false },
  '400 px, floating': { viewport: { width: 1280, height: 800 }, packaged: false },
}
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'pl', 'uk', 'ar', 'ja', 'en-XA']

/** The pictures that are kept: by mode, the states. */
export const PICTURES = {
  light: [
    'closed-with-badge',
    'a-teaser-beside-the-launcher',
    'first-run',
    'products-as-a-carousel',
    'the-answer-is-streaming',
    'products-as-a-list-quick-replies',
    'waiting-for-the-first-words',
    'add-the-premium-card',
    'missing-variant',
    'an-unusual-quantity-is-marked',
    'remove',
    'offered-again-the-difference-marked',
    'a-plan-three-actions-one-left-out',
    'a-plan-row-by-row',
    'applied-undone-declined',
    'unknown-lapsed',
    'in-the-panel-with-a-toast',
    'empty',
    'wide-conversation-and-cart-side-by-side',
    'the-widget-was-lost',
  ],
  dark: ['add-the-premium-card', 'lines-notices-progress-totals'],
  'forced colours': ['add-the-premium-card', 'missing-variant'],
  '390 px': ['clear-alert-dialog-the-way-out-focused', 'offline'],
  '320 px': ['320-px'],
  'right to left': ['add-the-premium-card', 'in-the-panel-with-a-toast'],
  'pseudo-locale': ['add-the-premium-card'],
}
