/** Every sign the widget draws, each as one path on a grid of 24. */
import { type El, el } from './node'

const RING = 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0'
const SIGNS = {
  bag: 'M5.5 7.5h13l1 12h-15zM9 10V6.5a3 3 0 0 1 6 0V10',
  chat: 'M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z',
  close: 'm6 6 12 12M18 6 6 18',
  back: 'm14.5 5-7 7 7 7',
  next: 'm9.5 5 7 7-7 7',
  down: 'm6 9.5 6 6 6-6',
  arrow: 'M4 12h16m-6-6 6 6-6 6',
  up: 'M12 19V5m-6 6 6-6 6 6',
  stop: 'M8.5 7h7A1.5 1.5 0 0 1 17 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 15.5v-7A1.5 1.5 0 0 1 8.5 7z',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  /** Applied. */
  done: `${RING}m4.7.3 2.6 2.6 5-5.4`,
  /** Adjusted. */
  part: `${RING}M8 10.2h8M8 13.8h5`,
  /** Not done. */
  bar: `${RING}M8 12h8`,
  alert: 'M12 4 3.5 19h17zM12 10v4.5M12 16.8v.1',
  clock: `${RING}M12 7.5V12l3 2`,
  info: `${RING}M12 11v5M12 8v.1`,
  /** At work. */
  spin: 'M12 3.5a8.5 8.5 0 1 1-8.5 8.5',
  truck: 'M3 6.5h11v10H3zM14 10h4l3 3.2v3.3h-7M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  off: 'M4 4l16 16M8.5 8.2A6 6 0 0 0 6 12.1 3.6 3.6 0 0 0 6.6 19H17M19.3 17.3A3.8 3.8 0 0 0 17.8 11 6 6 0 0 0 11 7.1',
  star: 'm12 4 2.4 5 5.6.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.6-.8z',
}

export type Sign = keyof typeof SIGNS

/** The sign for the eye only, or as a word of its own. `more` are classes after `hc-i`. */
export function icon(sign: Sign, more = '', name?: string): El {
  const spoken = name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name }
  const attrs = { viewBox: '0 0 24 24', ...spoken }
  return el('svg', more ? `hc-i ${more}` : 'hc-i', attrs, el('path', '', { d: SIGNS[sign] }))
}

/** The sign of what is under way, in a button. */
export const spin = (): El => icon('spin', 'is-small hc-spin')
