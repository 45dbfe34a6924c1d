/** Goes over everything that the widget has put on the page, and lists what must not be there. Runs in the page. */
;(() => {
  /** What the widget is made of. Anything else came from somebody's words. */
  const TAGS = new Set(
    (
      'div p span q s h2 h3 ul li dl dt dd bdi br button label input textarea select option fieldset legend header footer ' +
      'section article dialog svg path img a progress slot style'
    ).split(' '),
  )
  const HIDDEN =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u
  /** More marks on one character than any script needs. */
  const HEAP = /\p{M}{6,}/u
  const SPOKEN = ['aria-label', 'title', 'alt', 'value', 'placeholder', 'label', 'aria-description']

  window.audit = (canary) => {
    const found = []
    const root = witness.shadow()
    if (!root) return found
    const say = (what, at) => found.push(`${what}: ${(at.outerHTML ?? at.data ?? String(at)).slice(0, 160)}`)
    for (const at of root.querySelectorAll('*')) {
      if (!TAGS.has(at.localName)) say(`an element <${at.localName}>`, at)
      for (const { name, value } of at.attributes) {
        if (/^on|^style$|^srcdoc$|^srcset$|^formaction$|^action$|^is$/.test(name)) say(`an attribute ${name}`, at)
        if (/^(xlink:)?href$|^src$/.test(name)) {
          const picture = at.localName === 'img' && /^data:image\/(png|jpeg|webp|gif|avif);base64,/i.test(value)
          const { protocol, username, password } = new URL(value, location.href)
          if (!picture && !/^https?:$/.test(protocol)) say(`an address with ${protocol}`, at)
          if (username || password) say('an address with a name and a password', at)
        }
        if (SPOKEN.includes(name)) {
          if (HIDDEN.test(value)) say('hidden characters in a name', at)
          if (HEAP.test(value)) say('a heap of marks in a name', at)
          if (canary && value.includes(canary)) say('words of the agent in a name', at)
        }
      }
    }
    // Nobody else is told which page somebody looks at, and no other page gets hold of this one.
    for (const at of root.querySelectorAll('img[src]'))
      if (at.referrerPolicy !== 'no-referrer') say('a picture that tells where the shopper is', at)
    for (const at of root.querySelectorAll('a[href]'))
      if (!['noopener', 'noreferrer'].every((each) => at.relList.contains(each))) say('a link without rel', at)
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const { data, parentElement: at } = walk.currentNode
      if (at.localName === 'style') continue
      // Marks of direction order the parts of a price that the shop has printed.
      const text = at.localName === 'bdi' ? data.replace(/[\u061c\u200e\u200f]/g, '') : data
      if (HIDDEN.test(text)) say('hidden characters', at)
      if (HEAP.test(text)) say('a heap of marks', at)
      const isTheirs = at.closest('q, .hc-say, [role=status], [role=alert], button.hc-chip')
      if (canary && data.includes(canary) && !isTheirs) say('words of the agent outside of a quotation', at)
    }
    // The page itself is as it was.
    if (document.querySelector('main').outerHTML !== window.audit.main) say('the page was changed', document.body)
    if (document.title !== 'A shop under attack') say('the title was changed', document.title)
    if (window.pwned !== undefined) found.push('a script of the agent ran')
    for (const tag of ['iframe', 'object', 'embed', 'base', 'form', 'dialog'])
      if (document.querySelector(tag)) found.push(`an element <${tag}> on the page`)
    if (document.scripts.length !== window.audit.scripts) found.push('a script was added to the page')
    found.push(...witness.violations().map((each) => `policy violation: ${each}`))
    return found
  }
  window.audit.main = document.querySelector('main').outerHTML
  window.audit.scripts = document.scripts.length
})()
