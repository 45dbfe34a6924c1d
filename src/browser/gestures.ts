/**
 * What people do on the widget: one listener a kind of event, on the shadow root. A control says what it does in its
 * `data-a`; what that means is decided in the wasm.
 */

/** The kinds of event that set a control off, as `When` in dom/act.rs. */
const WHEN = { click: 0, change: 1, input: 2 } as const

/** Who is told. */
export interface Ears {
  /** A control was used: its `data-a`, the value that goes with it, the kind of event, and the browser's `isTrusted`. */
  act(act: string, value: string, when: number, trusted: boolean): void
  /** Somebody rests on a toast, or no longer. */
  hold(held: boolean): void
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const control = (event: Event): HTMLElement | null => {
  const [target] = event.composedPath()
  return target instanceof Element ? target.closest<HTMLElement>('[data-a]') : null
}

/** Listens until `signal` says stop. */
export function listen(root: ShadowRoot, signal: AbortSignal, ears: Ears): void {
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void, capture = false) =>
    root.addEventListener(type, listener as EventListener, { signal, capture })
  const composer = () => root.querySelector<HTMLTextAreaElement>('.hc-form textarea')

  const send = (trusted: boolean) => {
    const field = composer()
    const words = field?.value ?? ''
    if (!field || !words.trim()) return
    field.value = ''
    ears.act('draft', '', WHEN.input, trusted)
    ears.act('send', words, WHEN.click, trusted)
  }

  on('click', (event) => {
    const button = control(event)
    const act = button?.dataset['a']
    if (!button || !act || button.getAttribute('aria-disabled') === 'true') return
    if (act === 'send') send(event.isTrusted)
    else ears.act(act, button.textContent ?? '', WHEN.click, event.isTrusted)
  })

  for (const type of ['change', 'input'] as const)
    on(type, (event) => {
      const field = control(event) as Field | null
      const act = field?.dataset['a']
      if (field && act) ears.act(act, field.value, WHEN[type], event.isTrusted)
    })

  on('keydown', (event) => {
    const [target] = event.composedPath()
    if (event.key === 'Enter' && target === composer() && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      if (!event.repeat) send(event.isTrusted)
    } else if (event.key === 'Enter' && event.repeat && target instanceof HTMLButtonElement) {
      // A key held down is one press: a card that appears under it is not confirmed by it.
      event.preventDefault()
    } else if (event.key === 'Escape' && target instanceof Element && !target.closest('dialog')) {
      const close = root.querySelector<HTMLElement>('.hc-head [data-a="close"]')
      if (close) ears.act('close', '', WHEN.click, event.isTrusted)
    }
  })

  // Escape in the alert dialog is its way out; the drawing then closes it.
  on(
    'cancel',
    (event) => {
      event.preventDefault()
      const way = (event.target as Element).querySelector<HTMLElement>('[data-a^="decline"]')?.dataset['a']
      if (way) ears.act(way, '', WHEN.click, event.isTrusted)
    },
    true,
  )

  let held = false
  const rest = (now: boolean) => {
    if (held !== now) ears.hold((held = now))
  }
  const onToast = (event: Event) => (event.composedPath()[0] as Element | undefined)?.closest?.('.hc-toast') != null
  on('pointerover', (event) => rest(onToast(event)))
  on('pointerout', (event) => {
    if (!event.relatedTarget) rest(false)
  })
  on('focusin', (event) => rest(onToast(event)))
}
