// Pictures held against those that are kept in tests/look/pictures.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { at } from '../../www/tools/paths.mjs'
import { PICTURES } from './modes.mjs'

const KEPT = at('tests', 'look', 'pictures')
const DIFFERENT = at('target', 'look', 'different')
/** How far a pixel may be from the one that is kept (0 to 1), and how many of a million may be farther. */
const [FAR, MANY] = [0.05, 250]

const slug = (text) => text.replace(/[^\w]+/g, '-')
const nameOf = (mode, id) => `${slug(mode)}--${id}.png`
const ALL = Object.entries(PICTURES).flatMap(([mode, ids]) => ids.map((id) => nameOf(mode, id)))

export const isKept = (mode, id) => PICTURES[mode]?.includes(id)

/** Takes the picture: the widget, and nothing of the page around it. */
export async function take({ page }) {
  const clip = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('hand-cart')
    const boxes = [...shadowRoot.querySelectorAll('.hc-panel, .hc-launch, .hc-tease, dialog')]
      .filter((each) => each.checkVisibility())
      .map((each) => each.getBoundingClientRect())
    // A card in a panel that is otherwise empty: down to the last of it.
    const last = shadowRoot.querySelector('.hc-log > :last-child')?.getBoundingClientRect()
    const left = Math.min(...boxes.map((box) => box.left))
    const top = Math.min(...boxes.map((box) => box.top))
    const right = Math.max(...boxes.map((box) => box.right))
    const bottom = Math.max(...boxes.map((box) => box.bottom))
    const short = last && boxes.length === 1 && last.bottom + 16 < bottom - 160 ? last.bottom + 16 : bottom
    const [x, y] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))]
    return {
      x,
      y,
      width: Math.ceil(Math.min(innerWidth, right) - x),
      height: Math.ceil(Math.min(innerHeight, short) - y),
    }
  })
  return page.screenshot({ clip, animations: 'disabled', scale: 'css' })
}

/** Both and the difference, side by side. */
function beside(...pictures) {
  const height = Math.max(...pictures.map((each) => each.height))
  const all = new PNG({ width: pictures.reduce((sum, { width }) => sum + width + 16, -16), height })
  let x = 0
  for (const each of pictures) {
    PNG.bitblt(each, all, 0, 0, each.width, each.height, x, 0)
    x += each.width + 16
  }
  return PNG.sync.write(all)
}

/** What differs from the picture that is kept, in words; nothing when they are equal. `tell`: a path for both side by side. */
export function differs(kept, taken, tell) {
  const [one, other] = [PNG.sync.read(kept), PNG.sync.read(taken)]
  if (one.width !== other.width || one.height !== other.height) {
    if (tell) writeFileSync(tell, beside(one, other))
    return `${one.width} x ${one.height} became ${other.width} x ${other.height}`
  }
  const { width, height } = one
  const difference = new PNG({ width, height })
  const pixels = pixelmatch(one.data, other.data, difference.data, width, height, { threshold: FAR })
  if (pixels * 1_000_000 <= MANY * width * height) return undefined
  if (tell) writeFileSync(tell, beside(one, other, difference))
  return `${pixels} of ${width * height} pixels`
}

/** Compares, or with `accept` keeps what was taken. */
export class Album {
  equal = 0
  wrong = []
  #seen = new Set()
  #accept

  constructor(accept) {
    this.#accept = accept
    rmSync(DIFFERENT, { recursive: true, force: true })
    mkdirSync(DIFFERENT, { recursive: true })
    mkdirSync(KEPT, { recursive: true })
  }

  compare(mode, id, taken) {
    const name = nameOf(mode, id)
    const path = `${KEPT}/${name}`
    this.#seen.add(name)
    const there = existsSync(path)
    const found = there ? differs(readFileSync(path), taken, `${DIFFERENT}/${name}`) : 'there is no picture of it yet'
    if (found && this.#accept) writeFileSync(path, taken)
    else if (found)
      this.wrong.push(there ? `${name}: ${found}, see target/look/different/${name}` : `${name}: ${found}`)
    if (!found || this.#accept) this.equal += 1
  }

  /** The kept picture of a state, to plant a fault against. */
  kept = (mode, id) => readFileSync(`${KEPT}/${nameOf(mode, id)}`)

  /** What was not compared, or is kept for nothing. */
  end() {
    for (const name of ALL) if (!this.#seen.has(name)) this.wrong.push(`${name}: no such state`)
    for (const file of readdirSync(KEPT))
      if (ALL.includes(file)) continue
      else if (this.#accept) rmSync(`${KEPT}/${file}`)
      else this.wrong.push(`${file}: kept, and nothing is compared with it`)
  }
}
