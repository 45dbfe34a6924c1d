/**
 * The shop's pictures: every drawing in every colour.
 *
 *   node www/tools/pictures.mjs
 *
 * reads the eight drawings in `pictures/` beside this file and writes `www/demo/pictures/{base}-{colour}.svg`.
 * A drawing has one family of paints that makes up its main colour. Each paint of the family keeps its place
 * between shadow and light, relative to the family's middle (`main`), while the middle moves to the new colour.
 * Soles, straps, shadows and metal are not in a family and stay. Laces, zips and labels are an accent: they stay
 * too, unless they would vanish on the new colour.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const from = new URL('pictures/', import.meta.url)
const to = new URL('../demo/pictures/', import.meta.url)

/** The colours of the catalogue: their paint, how they are called, and the accent that reads well on them. */
const colours = {
  pine: { paint: '#47705f', name: 'pine green', accent: '#e3b35a' },
  sand: { paint: '#c0a374', name: 'sand', accent: '#47705f' },
  slate: { paint: '#66757f', name: 'slate', accent: '#d0744f' },
  clay: { paint: '#b9603f', name: 'clay', accent: '#efcf92' },
  ochre: { paint: '#d9a548', name: 'ochre', accent: '#2f5a6b' },
  moss: { paint: '#868d3f', name: 'moss', accent: '#f0e2b8' },
  plum: { paint: '#6f4468', name: 'plum', accent: '#e3b35a' },
  ink: { paint: '#2c3a4d', name: 'ink blue', accent: '#d0744f' },
  sky: { paint: '#6ba3c7', name: 'sky blue', accent: '#f3e3b4' },
  berry: { paint: '#b03a5b', name: 'berry', accent: '#f0d9a0' },
}

/** The drawings. `family` and `pale` follow the colour; `accent` changes only on a clash; `mark` is a printed sign. */
const bases = {
  boots: {
    main: '#47705f',
    family: ['#2c4740', '#38594f', '#47705f', '#3b6052', '#54806e', '#2e4a41', '#253532', '#314743', '#6d9884'],
    accent: { main: '#e3b35a', paints: ['#e3b35a', '#c1913c'] },
  },
  jacket: {
    main: '#3a5a76',
    family: [
      '#33506a',
      '#2a4358',
      '#1f3344',
      '#3d5d7a',
      '#16242f',
      '#3a5a76',
      '#2f4b63',
      '#24394b',
      '#456886',
      '#56799a',
    ],
    accent: { main: '#e3b35a', paints: ['#e3b35a'] },
  },
  backpack: {
    main: '#b9603f',
    family: ['#7c3a25', '#b9603f', '#a25135', '#c8724f', '#8f442b', '#c56a47', '#d4825f', '#b25a3a'],
    accent: { main: '#47705f', paints: ['#47705f', '#2e4a41', '#5f8a78'] },
    mark: '#f6f3ec',
  },
  tent: {
    main: '#d9a548',
    family: ['#d9a548', '#e7bb68', '#c48f35', '#b27f2b', '#a87728', '#f0cd86', '#cf9a3f', '#8f651f', '#f6dfae'],
    accent: { main: '#47705f', paints: ['#47705f'] },
    mark: '#f6f3ec',
  },
  bottle: { main: '#47705f', family: ['#47705f', '#5f8a78', '#7ba592', '#3b6052', '#2e4a41'], mark: '#f6f3ec' },
  headlamp: {
    main: '#33454f',
    family: ['#2a3a44', '#1f2c34', '#33454f', '#3f5562'],
    accent: { main: '#c56a47', paints: ['#c56a47', '#9a4a2f'] },
  },
  socks: {
    main: '#47705f',
    family: ['#3b6052', '#2e4a41', '#47705f', '#36574b', '#5f8a78'],
    pale: ['#c9bda4', '#a89b80', '#e9e0cc', '#d5c9af', '#f4eddd'],
    accent: { main: '#b9603f', paints: ['#b9603f', '#a9502f'] },
  },
  mat: {
    main: '#46808a',
    family: ['#35636a', '#46808a', '#5b96a0', '#28505a', '#4f8a94', '#7db3bb'],
    mark: '#f6f3ec',
  },
}

const clamp = (x, low, high) => Math.min(high, Math.max(low, x))
const linear = (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
const gamma = (x) => (x <= 0.0031308 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055)

/** `#rrggbb` to OKLab: lightness 0 to 1, and two axes of colour. */
function lab(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => linear(parseInt(hex.slice(i, i + 2), 16) / 255))
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  }
}

/** OKLab back to `#rrggbb`, cut to what a screen shows. */
function hex({ l, a, b }) {
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const rgb = [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ]
  return (
    '#' +
    rgb
      .map((v) =>
        Math.round(clamp(gamma(clamp(v, 0, 1)), 0, 1) * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')
  )
}

const lch = (paint) => {
  const { l, a, b } = lab(paint)
  return { l, c: Math.hypot(a, b), h: Math.atan2(b, a) }
}
const paintOf = ({ l, c, h }) => hex({ l, a: c * Math.cos(h), b: c * Math.sin(h) })
const distance = (one, two) => {
  const [p, q] = [lab(one), lab(two)]
  return Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b)
}
/** From one hue to another on the shorter way round. */
const turn = (a, b) => Math.atan2(Math.sin(a - b), Math.cos(a - b))

/** One paint of a family, when the family's middle moves from `main` to `target`. */
function moved(paint, main, target) {
  const [p, m, t] = [paint, main, target].map(lch)
  const [dark, light] = [0.1, 0.98]
  const room = p.l < m.l ? (t.l - dark) / (m.l - dark) : (light - t.l) / (light - m.l)
  const l = t.l + (p.l - m.l) * clamp(room, 0.55, 1.35)
  const deep = Math.sqrt(clamp(l / t.l, 0.5, 1)) // shadows are duller than the cloth
  const c = t.c * clamp(p.c / m.c, 0.45, 1.15) * deep
  return paintOf({ l: clamp(l, dark, light), c, h: t.h + clamp(turn(p.h, m.h), -0.25, 0.25) * 0.6 })
}

/** One drawing in one colour. */
function picture(svg, base, colour) {
  const swap = new Map()
  for (const paint of base.family) swap.set(paint, moved(paint, base.main, colour.paint))
  for (const paint of base.pale ?? []) {
    const [p, t] = [lab(paint), lab(colour.paint)]
    swap.set(paint, hex({ l: p.l, a: p.a * 0.4 + t.a * 0.28, b: p.b * 0.4 + t.b * 0.28 }))
  }
  if (base.accent && distance(base.accent.main, colour.paint) < 0.17) {
    for (const paint of base.accent.paints) swap.set(paint, moved(paint, base.accent.main, colour.accent))
  }
  if (base.mark && lab(colour.paint).l > 0.68) swap.set(base.mark, paintOf({ ...lch(colour.paint), l: 0.3, c: 0.04 }))
  return svg
    .replace(/#[0-9a-f]{6}/g, (paint) => swap.get(paint) ?? paint)
    .replace(/aria-label="([^"]*)"/, `aria-label="$1, ${colour.name}"`)
}

mkdirSync(to, { recursive: true })
let written = 0
for (const [name, base] of Object.entries(bases)) {
  const svg = readFileSync(new URL(`${name}.svg`, from), 'utf8')
  for (const [key, colour] of Object.entries(colours)) {
    writeFileSync(new URL(`${name}-${key}.svg`, to), picture(svg, base, colour))
    written += 1
  }
}
console.log(`${written} pictures in www/demo/pictures`)
