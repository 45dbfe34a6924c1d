// A page in memory that counts what is done to it: as much of the DOM as the patcher asks for.

/** What was done since it was last emptied. */
export const done = { writes: 0, moved: [], appended: '', opened: [], closed: 0 }

/** Forgets what was done. */
export function forget() {
  Object.assign(done, { writes: 0, moved: [], appended: '', opened: [], closed: 0 })
}

class Sheet {
  parent = null
  kids = []
  attributes = new Map()
  #text
  constructor(tag, text) {
    this.tag = tag
    this.#text = text
    done.writes += 1
  }
  get data() {
    return this.#text
  }
  set data(text) {
    done.writes += 1
    this.#text = text
  }
  appendData(tail) {
    done.appended += tail
    this.data += tail
  }
  setAttribute(name, value) {
    if (typeof value !== 'string') throw new TypeError(`${name} is ${value}`)
    done.writes += 1
    this.attributes.set(name, value)
  }
  removeAttribute(name) {
    done.writes += 1
    if (!this.attributes.delete(name)) throw new Error(`took ${name} away, which was not there`)
  }
  appendChild(kid) {
    this.insertBefore(kid, null)
  }
  insertBefore(kid, before) {
    if (kid === undefined || before === undefined) throw new TypeError('nothing to insert')
    done.writes += 1
    if (kid.parent) {
      done.moved.push(kid)
      kid.parent.kids.splice(kid.parent.kids.indexOf(kid), 1)
    }
    const at = before ? this.kids.indexOf(before) : this.kids.length
    if (at < 0) throw new Error('not a sibling')
    this.kids.splice(at, 0, kid)
    kid.parent = this
  }
  cloneNode(deep) {
    if (!deep) throw new Error('a copy of nothing')
    const copy = new Sheet(this.tag, this.#text)
    copy.attributes = new Map(this.attributes)
    copy.kids = this.kids.map((kid) => kid.cloneNode(true))
    for (const kid of copy.kids) kid.parent = copy
    return copy
  }
  get firstChild() {
    return this.kids[0] ?? null
  }
  get nextSibling() {
    return this.parent?.kids[this.parent.kids.indexOf(this) + 1] ?? null
  }
  remove() {
    done.writes += 1
    if (!this.parent) throw new Error('took away what was not there')
    this.parent.kids.splice(this.parent.kids.indexOf(this), 1)
    this.parent = null
  }
  showModal() {
    done.opened.push(this)
  }
  close() {
    done.closed += 1
  }
  /** What stands there, in a form that can be compared: attributes in the order of their names. */
  show() {
    if (this.tag === '') return `[${this.data}]`
    const attributes = [...this.attributes].sort(([one], [other]) => (one < other ? -1 : 1))
    return `<${this.tag} ${JSON.stringify(attributes)}>${this.kids.map((kid) => kid.show()).join('')}</>`
  }
}

globalThis.document = {
  createElement: (tag) => new Sheet(tag),
  createElementNS: (space, tag) => {
    if (!space.endsWith('/svg')) throw new Error(space)
    return new Sheet(tag)
  },
  createTextNode: (text) => new Sheet('', text),
}

/** A root that stands for the shadow root, and what was drawn there. */
export class Stage {
  constructor({ nothing, render }) {
    this.root = new Sheet('root')
    this.live = nothing()
    this.render = render
  }
  /** How many writes it took. */
  draw(next) {
    forget()
    this.render(this.root, this.live, next)
    return done.writes
  }
  show() {
    return this.root.show()
  }
}
