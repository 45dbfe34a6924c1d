/** Brings what is on the page from one markup tree to the next with as few writes as there are differences. */
import type { El, Node, Value } from './node'

/** What stands on the page for a node of the tree. */
export interface Live {
  node: Node
  at: Element | Text | undefined
  kids: Live[]
}

const NO_KIDS: Live[] = []
/** Dialogs that wait until everything stands on the page. */
const modal: HTMLDialogElement[] = []

/** Where nothing was drawn yet. */
export const nothing = (): Live => ({ node: undefined, at: undefined, kids: NO_KIDS })

/** Draws a tree where another one was. */
export function render(parent: ParentNode, live: Live, next: Node): void {
  patch(parent, live, next, null)
  for (const dialog of modal.splice(0))
    try {
      dialog.showModal()
    } catch {
      // It is open already, or was taken away again.
    }
}

const isRow = (node: Node): node is El => typeof node === 'object' && node.tag === 'li'
const keyOf = (node: Node): number => (typeof node === 'object' ? node.key : 0)
const first = (all: Live[], from: number): Live['at'] | null => {
  for (let at = from; at < all.length; at += 1) if (all[at]?.at) return all[at]?.at
  return null
}

function set(at: Element, name: string, value: Value): void {
  const there = value !== undefined && value !== false
  const plain = name.replace('.', '')
  if (name === '.modal') {
    if (there) modal.push(at as HTMLDialogElement)
    else (at as HTMLDialogElement).close() // gives the focus back
    return
  }
  // The attribute keeps what was drawn last, for `Screen` to go back to.
  const text = value === true ? (name.startsWith('aria') ? 'true' : '') : `${value}`
  if (there) at.setAttribute(plain, text)
  else at.removeAttribute(plain)
  if (name === '.value' && there) (at as HTMLInputElement).value = text
  if (name === '.checked') (at as HTMLInputElement).checked = there
}

function create(node: Node): Live {
  if (node === undefined) return nothing()
  if (typeof node === 'string') return { node, at: document.createTextNode(node), kids: NO_KIDS }
  const { tag, name, attrs } = node
  const at =
    tag === 'svg' || tag === 'path'
      ? document.createElementNS('http://www.w3.org/2000/svg', tag)
      : document.createElement(tag)
  const kids = createAll(node.kids)
  for (const kid of kids) if (kid.at) at.appendChild(kid.at)
  if (name) at.setAttribute('class', name)
  // After the children: a select has no value before it has options.
  for (const key in attrs) if (attrs[key] !== undefined && attrs[key] !== false) set(at, key, attrs[key])
  return { node, at, kids }
}

/** A copy of what stands there: rows of a long list differ in little, and a copy is made sooner than elements one by one. */
function copy({ node, kids }: Live, at: Live['at']): Live {
  let kid = at?.firstChild
  const made = kids.map((each) => {
    if (!each.at) return nothing()
    const one = copy(each, kid as Element)
    kid = kid?.nextSibling
    return one
  })
  return { node, at, kids: made }
}

/** Creates the children of an element, each row of a list as a copy of the one before it. */
function createAll(nodes: Node[]): Live[] {
  let last = nothing()
  return nodes.map((node) => {
    if (!isRow(last.node) || !isRow(node)) return (last = create(node))
    last = copy(last, last.at?.cloneNode(true) as Element)
    turn(last, node)
    return last
  })
}

/** Brings an element to what the next one of its tag is. */
function turn(live: Live, next: El): void {
  patchKids(live.at as Element, live, next.kids)
  patchAttrs(live.at as Element, live.node as El, next)
  live.node = next
}

function remove({ node, at }: Live): void {
  if (typeof node === 'object' && node.tag === 'dialog') (at as HTMLDialogElement).close()
  at?.remove()
}

/** `before` is the next sibling on the page. */
function patch(parent: ParentNode, live: Live, next: Node, before: Live['at'] | null): void {
  const { node: old, at } = live
  if (old === next) return
  if (typeof old === 'object' && typeof next === 'object' && old.tag === next.tag && old.key === next.key)
    return turn(live, next)
  if (typeof old === 'string' && typeof next === 'string') {
    if (next.startsWith(old)) (at as Text).appendData(next.slice(old.length))
    else (at as Text).data = next
  } else {
    const made = create(next)
    if (made.at) parent.insertBefore(made.at, at ?? before ?? null)
    remove(live)
    live.at = made.at
    live.kids = made.kids
  }
  live.node = next
}

function patchAttrs(at: Element, old: El, next: El): void {
  if (old.name !== next.name)
    if (next.name) at.setAttribute('class', next.name)
    else at.removeAttribute('class')
  if (old.attrs === next.attrs) return
  for (const key in next.attrs) {
    const was = old.attrs[key] ?? false
    const now = next.attrs[key] ?? false
    if (was !== now) set(at, key, now)
  }
  for (const key in old.attrs) if (!(key in next.attrs) && (old.attrs[key] ?? false) !== false) set(at, key, false)
}

function patchKids(parent: Element, live: Live, next: Node[]): void {
  const old = live.kids
  const kids: Live[] = new Array(next.length)
  const least = Math.min(old.length, next.length)
  let head = 0
  while (head < least && keyOf(old[head]?.node) === keyOf(next[head])) head += 1
  let oldEnd = old.length
  let end = next.length
  while (oldEnd > head && end > head && keyOf(old[oldEnd - 1]?.node) === keyOf(next[end - 1])) {
    oldEnd -= 1
    end -= 1
    kids[end] = old[oldEnd] as Live
  }
  for (let at = 0; at < head; at += 1) kids[at] = old[at] as Live
  const stay = (at: number): void => {
    const kid = kids[at] as Live
    // Only what appears needs to know its neighbour.
    if (kid.node !== next[at]) patch(parent, kid, next[at], kid.at ? null : first(kids, at + 1))
  }
  // From the end, so that the next sibling is known.
  for (let at = next.length - 1; at >= end; at -= 1) stay(at)
  if (oldEnd > head || end > head) reorder(parent, old.slice(head, oldEnd), next, kids, head, end)
  for (let at = head - 1; at >= 0; at -= 1) stay(at)
  live.kids = kids
}

/** Patches what was inserted, removed or moved; what can stay is not touched, so that it keeps the focus. */
function reorder(parent: Element, old: Live[], next: Node[], kids: Live[], head: number, end: number): void {
  const places = new Map<number, number[]>()
  for (let at = old.length - 1; at >= 0; at -= 1) {
    const key = keyOf(old[at]?.node)
    const all = places.get(key)
    if (all) all.push(at)
    else places.set(key, [at])
  }
  const from: (number | undefined)[] = []
  for (let at = head; at < end; at += 1) from.push(places.get(keyOf(next[at]))?.pop())
  for (const rest of places.values()) for (const at of rest) remove(old[at] as Live)
  const stays = staying(from)
  for (let at = end - 1; at >= head; at -= 1) {
    const place = from[at - head]
    const kid = place === undefined ? nothing() : (old[place] as Live)
    const before = first(kids, at + 1)
    const was = kid.at
    patch(parent, kid, next[at], before)
    if (was && kid.at && !stays.has(at - head)) parent.insertBefore(kid.at, before ?? null)
    kids[at] = kid
  }
}

/** Which of them can stay: a longest run of rising old places. */
function staying(from: (number | undefined)[]): Set<number> {
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  const place = (at: number | undefined): number => from[at as number] as number
  for (let at = 0; at < from.length; at += 1) {
    if (from[at] === undefined) continue
    let run = ends.length
    if (run && place(ends[run - 1]) > place(at)) run = ends.findIndex((last) => place(last) > place(at))
    previous[at] = ends[run - 1]
    ends[run] = at
  }
  const stays = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) stays.add(at)
  return stays
}
