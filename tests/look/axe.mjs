// axe-core, and what it could not decide by itself: each such case stands in incomplete.json with the reason why it is right.
import { readFileSync } from 'node:fs'
import { at } from '../../www/tools/paths.mjs'

const AXE = readFileSync(at('node_modules', 'axe-core', 'axe.min.js'), 'utf8')
/** `rule`, `where` (a selector inside the widget), `because`; `contrast`: it is computed here, and is at least 4.5 each time. */
const REVIEWED = JSON.parse(readFileSync(at('tests', 'look', 'incomplete.json'), 'utf8'))
const ENOUGH = 4.5

export const bring = ({ page }) => page.evaluate(AXE)

/** Runs in the page. */
async function inspect({ reviewed, enough, without }) {
  const { violations, incomplete } = await window.axe.run(
    { include: [['hand-cart']] },
    {
      resultTypes: ['violations', 'incomplete'],
      elementRef: true,
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    },
  )
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const paint = (...colours) => {
    canvas.clearRect(0, 0, 1, 1)
    for (const colour of colours) {
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
    }
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  /** The contrast of its words with what its boxes are filled with, nearest first until one is opaque. */
  const contrast = (el) => {
    const fills = []
    for (let up = el; up; up = up.parentElement ?? up.getRootNode().host) {
      const { backgroundColor } = getComputedStyle(up)
      fills.unshift(backgroundColor)
      if (paint(backgroundColor)[3] === 255) break
    }
    const ground = light(paint('Canvas', ...fills))
    const words = light(paint('Canvas', ...fills, getComputedStyle(el).color))
    return (Math.max(ground, words) + 0.05) / (Math.min(ground, words) + 0.05)
  }
  const told = (id, { target, failureSummary, any }) =>
    `${id}: ${target.flat().join(' ')}: ${(failureSummary ?? '').replace(/\s+/g, ' ')}${any[0]?.data?.messageKey ?? ''}`
  const used = new Set()
  const open = []
  for (const { id, nodes } of incomplete)
    for (const node of nodes) {
      const at = reviewed.findIndex(({ rule, where }) => rule === id && node.element.matches(where))
      const ratio = reviewed[at]?.contrast ? contrast(node.element) : Infinity
      if (at < 0)
        open.push(`nobody has looked at it: ${told(id, node)} (computed ${contrast(node.element).toFixed(1)})`)
      else if (ratio < enough) open.push(`contrast ${ratio.toFixed(1)}: ${told(id, node)}`)
      else used.add(at)
    }
  const broken = violations.flatMap(({ id, nodes }) => nodes.map((node) => told(id, node)))
  return { broken, open, used: [...used], incomplete: incomplete.reduce((sum, { nodes }) => sum + nodes.length, 0) }
}

/** What axe found in all states and modes. */
export class Findings {
  violations = []
  open = []
  reviewed = 0
  #used = new Set()

  async look({ page }, mode, id, without = []) {
    const found = await page.evaluate(inspect, { reviewed: REVIEWED, enough: ENOUGH, without })
    this.violations.push(...found.broken.map((each) => `${mode}, ${id}: ${each}`))
    this.open.push(...found.open.map((each) => `${mode}, ${id}: ${each}`))
    this.reviewed += found.incomplete - found.open.length
    for (const at of found.used) this.#used.add(at)
  }

  /** What stands in the list and is not there any longer. */
  idle = () => REVIEWED.filter((_, at) => !this.#used.has(at)).map(({ rule, where }) => `${rule}: ${where}`)
}

/** The violations of what stands there now. */
export const violationsOf = async ({ page }) =>
  (await page.evaluate(inspect, { reviewed: [], enough: ENOUGH, without: [] })).broken
