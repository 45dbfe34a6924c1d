/**
 * What a person in front of the page sees and does, written down by somebody who knows nothing of the widget's code: the
 * words that are visible on a card, how long they have stood still, and every press with the card as it stood in that moment.
 * Loaded before everything else, so that it hears a press before the widget does.
 */
;(() => {
  const clock = () => performance.now()
  const presses = []
  const still = new WeakMap()
  let shadow
  /** When the shopper last chose or typed something. */
  let chosen = -1000
  let violations = []

  /** Text that is really to be seen: not hidden, not struck through, not only for a screen reader. */
  function visible(node, skip = 's') {
    if (!node) return []
    const found = []
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const at = walk.currentNode.parentElement
      const text = walk.currentNode.data.replaceAll('\u00a0', ' ').trim()
      if (!text || at.closest(skip) || !at.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue
      const { width, height } = at.getBoundingClientRect()
      if (width > 2 && height > 2) found.push(text)
    }
    return found
  }
  const words = (node, skip) => visible(node, skip).join(' ')

  function facts(node) {
    const found = {}
    for (const name of node.querySelectorAll('dt')) found[words(name)] = words(name.nextElementSibling)
    return found
  }

  /** A row of a plan. */
  const row = (at) => ({
    ticked: at.querySelector('input[type=checkbox]').checked,
    kind: visible(at.querySelector('p'))[0],
    line: words(at.querySelector('p')),
    name: words(at.querySelector('[lang]')),
    words: visible(at),
    quantity: Number(at.querySelector('input[type=number]')?.value),
  })

  /** A proposal as it stands there. */
  function card(at) {
    const isDialog = at.localName === 'dialog'
    const buttons = [...at.querySelectorAll('button')].filter((each) => !each.closest('li, fieldset'))
    const deed = at.querySelector('[part=deed]') ?? buttons.at(-1)
    const plan = [...at.querySelectorAll('li')].filter((each) => each.querySelector('input[type=checkbox]'))
    return {
      isDialog,
      busy: at.getAttribute('aria-busy') === 'true',
      heading: words(at.querySelector(isDialog ? 'h2' : 'h3')),
      kind: visible(at.querySelector('h3')?.previousElementSibling).join(' '),
      deed: words(deed),
      ready: deed?.getAttribute('aria-disabled') !== 'true',
      facts: facts(at),
      rows: plan.map(row),
      goes: isDialog ? [...at.querySelectorAll('li')].map((each) => visible(each)) : [],
      words: visible(at, 's, q'),
      all: visible(at, 's'),
      quotation: words(at.querySelector('q')),
    }
  }

  const cards = () =>
    shadow?.host.isConnected ? [...shadow.querySelectorAll('article[part=proposal], dialog[open]')] : []
  /** Those that wait for an answer. */
  const open = () => cards().filter((at) => at.getAttribute('aria-busy') !== 'true')

  function look() {
    for (const at of cards()) {
      const { facts: told, rows, heading, deed, words: all } = card(at)
      const sign = JSON.stringify([heading, deed, told, rows.map(({ ticked, quantity, ...rest }) => rest), all.length])
      const known = still.get(at)
      // What the shopper chooses on a card needs no second look.
      const isOwn = known && clock() - chosen < 300
      if (known?.sign !== sign) still.set(at, { sign, since: isOwn ? known.since : clock() })
    }
  }

  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function (options) {
    const made = attachShadow.call(this, options)
    if (this.localName === 'hand-cart') {
      shadow = made
      new MutationObserver(look).observe(made, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      })
    }
    return made
  }

  const named = (at) => at.getAttribute('aria-label') ?? words(at)
  for (const type of ['click', 'change'])
    window.addEventListener(
      type,
      (event) => {
        const path = event.composedPath().filter((at) => at instanceof Element)
        const control = path.find((at) => at.matches('button, input, select, a'))
        if (!control || control.getRootNode() !== shadow) return
        if (event.isTrusted && event.type === 'click' && control.localName === 'input') chosen = clock()
        const around = path.find((at) => at.matches('article[part=proposal], dialog'))
        const shown = around && card(around)
        const now = clock()
        presses.push({
          type,
          at: now,
          trusted: event.isTrusted,
          control: named(control),
          isDeed: Boolean(around) && shown.deed === words(control) && !control.closest('li, fieldset'),
          card: shown,
          age: around ? now - (still.get(around)?.since ?? now) : undefined,
        })
      },
      true,
    )
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    violations.push(`${effectiveDirective} ${blockedURI}`),
  )

  const tick = () => new Promise((done) => setTimeout(done, 15))
  async function until(what, within = 10_000) {
    const end = clock() + within
    for (;;) {
      const found = await what()
      if (found || clock() > end) return found
      await tick()
    }
  }

  /** The middle of a thing, once it has stood still for two looks and nothing lies above it. */
  async function middle(at) {
    at.scrollIntoView({ block: 'center' })
    let before = ''
    return until(() => {
      if (!at.isConnected) return undefined
      const box = at.getBoundingClientRect()
      const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      const now = `${point.x} ${point.y}`
      const isSame = now === before
      before = now
      const top = shadow.elementFromPoint(point.x, point.y)
      return isSame && (top === at || at.contains(top) || top?.contains(at)) && point
    }, 5000)
  }

  /** Where a shopper who agrees presses next: a choice that is missing, or the deed. `null`: there is nothing to press. */
  async function aim({ hasty = false } = {}) {
    const found = await until(() => {
      // What lies above everything comes first.
      const at = open().find((each) => each.localName === 'dialog') ?? open()[0]
      if (!at) return { none: true }
      const { ready } = card(at)
      const deed = at.querySelector('[part=deed]') ?? [...at.querySelectorAll('button')].at(-1)
      if (ready || hasty) return { what: 'deed', at: deed }
      for (const set of at.querySelectorAll('fieldset'))
        if (!set.querySelector('input:checked')) {
          const choice = set.querySelector('input:not([disabled])')
          if (choice) return { what: 'choice', at: choice.closest('label') ?? choice }
        }
      return undefined
    }, 8000)
    if (found?.none) return null
    if (!found) return { missed: `a card that cannot be pressed: ${words(open()[0])}` }
    const point = await middle(found.at)
    if (point) return { what: found.what, ...point }
    // What is about to be pressed may go by itself.
    return found.at.isConnected ? { missed: `a button that cannot be reached: ${words(found.at)}` } : null
  }

  window.witness = {
    presses,
    cards: () => cards().map(card),
    open,
    aim,
    middle,
    until,
    shadow: () => shadow,
    faded: () => until(() => shadow.querySelector('[part=panel]').getAnimations().length === 0).then(Boolean),
    words,
    visible,
    violations: () => violations,
    reset() {
      presses.length = 0
      violations = []
    },
  }
})()
