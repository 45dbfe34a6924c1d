// Looking around in a tree.
import { attributes } from './html.mjs'

/** Calls `visit` with every element, and with the elements around it, the nearest last. */
export function each(node, visit, around = []) {
  if (typeof node !== 'object') return
  visit(node, around)
  for (const kid of node.kids) each(kid, visit, [...around, node])
}

/** Every element that `wanted` says yes to. */
export function all(node, wanted) {
  const found = []
  each(node, (el) => wanted(el) && found.push(el))
  return found
}

export const attr = (el, name) => attributes(el).find(([other]) => other === name)?.[1]
export const hasClass = (el, name) => el.name.split(' ').includes(name)

/** What is seen: text outside of what is hidden from the eye. */
export function seen(el) {
  const inside = (kid) =>
    typeof kid === 'string' ? kid : kid && !hasClass(kid, 'hc-vh') && kid.tag !== 'svg' ? seen(kid) : ''
  return el.kids.map(inside).join('')
}

/** Every button with the name that a screen reader hears. */
export const buttons = (node) =>
  all(node, ({ tag }) => tag === 'button').map((el) => [el, attr(el, 'aria-label') ?? seen(el)])
