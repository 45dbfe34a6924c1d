/** The markup tree: what there is to see, as plain values. A node that is the very same object is not looked into again. */

/** `false` and `undefined`: not there; `true`: there, with the word `true` for an ARIA state. */
export type Value = string | number | boolean | undefined
/** Attributes. A name that begins with a dot is a property of the running element: `.value`, `.checked`, `.modal`. */
export type Attrs = Readonly<Record<string, Value>>

export interface El {
  readonly tag: string
  readonly name: string
  attrs: Attrs
  readonly kids: Node[]
  /** Tells it apart among its siblings; 0 where its place does. */
  key: number
}

/** A text, an element, or `undefined`, which keeps the place of something that is not there now. */
export type Node = El | string | undefined
/** What `el` takes for a child: lists are spread, numbers are written. */
export type Kid = Node | number | false | Kid[]

const NONE: Attrs = {}

function put(kids: Node[], kid: Kid): void {
  if (Array.isArray(kid)) for (const each of kid) put(kids, each)
  else kids.push(typeof kid === 'number' ? `${kid}` : kid || undefined)
}

const isAttrs = (part: Attrs | Kid): part is Attrs =>
  typeof part === 'object' && !Array.isArray(part) && !('kids' in part)

/** An element with a class (`''` for none); attributes, if any, come before the children. */
export function el(tag: string, name: string, ...parts: (Attrs | Kid)[]): El {
  const made: El = { tag, name, attrs: NONE, kids: [], key: 0 }
  for (const part of parts)
    if (isAttrs(part)) made.attrs = part
    else put(made.kids, part)
  return made
}

/** With this key among its siblings; keys begin at 1. */
export function keyed(key: number, made: El): El {
  made.key = key
  return made
}

/** Subtrees by the value each was made from: as long as value and context are the same, so is the subtree. */
export class Kept<T extends object, C> {
  readonly #known = new WeakMap<T, { context: C; node: El }>()

  get(from: T, context: C, make: (from: T, context: C) => El): El {
    const known = this.#known.get(from)
    if (known?.context === context) return known.node
    const node = make(from, context)
    this.#known.set(from, { context, node })
    return node
  }
}
