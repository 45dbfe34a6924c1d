// A tree as HTML text, for tests. The running widget never makes HTML text.

const ESCAPED = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text) => text.replace(/[&<>"]/g, (letter) => ESCAPED[letter])

/** The attributes that are there, as names and texts; a property by its bare name. */
export function attributes({ name, attrs }) {
  const all = Object.entries({ ...(name && { class: name }), ...attrs })
  return all
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value]) => [key, value === true ? (key.startsWith('aria') ? 'true' : '') : String(value)])
}

function write(node, chosen) {
  if (node === undefined) return ''
  if (typeof node === 'string') return escape(node)
  const { tag, kids } = node
  let start = `<${tag}`
  const put = (name, value) => (start += value || name === 'alt' ? ` ${name}="${escape(value)}"` : ` ${name}`)
  for (const [name, value] of attributes(node))
    if (name === '.value' && tag === 'select') chosen = value
    else if (name === '.modal') put('open', '')
    else put(name.replace('.', ''), value)
  if (tag === 'option' && chosen !== undefined && chosen === node.attrs.value) put('selected', '')
  if (['img', 'input', 'br'].includes(tag)) return `${start}>`
  return `${start}>${kids.map((kid) => write(kid, chosen)).join('')}</${tag}>`
}

/** The tree as HTML. */
export const html = (node) => write(node, undefined)
