/** The widget on the page: draws what the wasm tells, hears what people do on it, speaks, moves the focus. */
import { teaser } from './launcher'
import { type Cx, LINES, type Look, Memo } from './look'
import { draw, frame, offline } from './panel'
import { type Live, nothing, render } from './patch'
import { WHEN } from './acts'
import { type Front, type Tell, whole } from './told'
import type { Drawing, Entry, Speech, Spot, View } from './view'
import { spoken } from './voice'
import type { Words } from './words'

/** How near its end the conversation is followed, in pixels. */
const NEAR = 120
/** Where a person asked to be taken. Other spots only catch a focus that would be lost. */
const ASKED: readonly Spot[] = ['launcher', 'composer', 'cart']

type Field = HTMLElement & { value: string; checked?: boolean }

export class Screen implements Front {
  readonly #root: ShadowRoot
  /** `sdk/change.ts` changes it while the widget lives; the next drawing shows it. */
  readonly cx: { -readonly [K in keyof Cx]: Cx[K] }
  readonly #tell: Tell
  readonly #hold: (held: boolean) => void
  readonly #live: Live = nothing()
  #view: View | undefined
  #last: Entry | undefined
  #spot: [spot: Spot, number: number] | undefined
  #drawing = false
  /** Where the focus was put because a drawing took away what it stood on. */
  #fell: HTMLElement | null = null
  /** The line that was told something in this very turn. */
  #told: Element | undefined
  #held = false
  /** The field that was changed just now: it goes back to what is drawn if nothing came of it. */
  #touched: Field | undefined

  constructor(root: ShadowRoot, look: Look, words: Words, tell: Tell, hold: (held: boolean) => void) {
    this.#root = root
    this.cx = { look, words, cart: false, memo: new Memo() }
    this.#tell = tell
    this.#hold = hold
  }

  /** Begins to hear, inside `guard`: one listener a kind of event. `cancel` and `error` do not bubble. */
  listen(signal: AbortSignal, guard: (work: () => void) => void): void {
    const on = (types: string, hear: (event: never, target: Element) => void): void => {
      for (const type of types.split(' '))
        this.#root.addEventListener(
          type,
          (event) => {
            // Drawing itself moves the focus, and that is heard too: nothing a person did.
            if (!this.#drawing) guard(() => hear(event as never, event.target as Element))
          },
          { signal, capture: type === 'cancel' || type === 'error' },
        )
    }
    on('click change input', (event: Event, target) => this.#used(event, target))
    on('keydown', (event: KeyboardEvent, target) => this.#key(event, target))
    on('cancel', (event: Event) => this.#escape(event))
    // A picture that cannot be loaded leaves its place, not the browser's sign for it.
    on('error', (_: Event, target) => target.removeAttribute('src'))
    on('pointerover focusin', (_: Event, target) => this.#inside(target))
    on('pointerout focusout', (event: FocusEvent) => this.#inside(event.relatedTarget as Element | null))
  }

  get view(): View | undefined {
    return this.#view
  }

  /** Brings the page to what is told. */
  draw(drawing: Drawing): void {
    const was = this.#view
    const { online } = (this.#view = whole(drawing, was))
    this.#show()
    // Who has not opened it is not told.
    const open = this.#find('#hc-panel:not([hidden])')
    if (open && was && was.online !== online) this.#aloud(online ? this.cx.words.t('online') : offline(this.cx))
  }

  /** What is drawn next was told by another instance. */
  leave(): void {
    this.#view = undefined
  }

  /** No instance follows: a sentence, until it is closed. */
  end(): void {
    const { look, words } = this.cx
    this.#view = undefined
    look.teaser = words.t('ended')
    this.#show()
  }

  /** Tells a screen reader. `urgent`: at once. */
  speak(speech: Speech, urgent: boolean): void {
    this.#aloud(spoken(this.cx, speech), urgent)
  }

  #aloud(words: string, urgent = false): void {
    const line = this.#find(urgent ? '[role=alert]' : '[role=status]')
    if (!line) return
    const old = line.textContent
    // A screen reader looks when the turn is over: what is told in one turn is one text.
    const text = this.#told === line ? `${old} ${words}` : words
    this.#told = line
    queueMicrotask(() => (this.#told = undefined))
    // The same words again are a new announcement only if the text differs.
    line.textContent = old === text ? `${text}\u00a0` : text
  }

  /** Moves the focus once the next view is drawn. */
  focus(spot: Spot, number: number): void {
    this.#spot = [spot, number]
  }

  /** Whether the panel has room for both sides. */
  widen(wide: boolean): void {
    const { look } = this.cx
    if (look.wide === wide) return
    look.wide = wide
    this.#show()
  }

  #find<E extends Element = HTMLElement>(selector: string): E | null {
    return this.#root.querySelector<E>(selector)
  }

  #show(): void {
    const view = this.#view
    if (!view) return render(this.#root, this.#live, frame(this.cx, teaser(this.cx, false)))
    this.cx.cart = view.side !== undefined
    this.#drawing = true
    const had = this.#root.activeElement !== null
    try {
      const follows = this.#follows(view)
      render(this.#root, this.#live, draw(this.cx, view))
      if (follows) this.#follow()
      this.#settle(had)
    } finally {
      this.#drawing = false
    }
  }

  /** Puts a field back that nobody followed, and the focus where it belongs. */
  #settle(had: boolean): void {
    const field = this.#touched
    const drawn = field?.getAttribute('value') ?? ''
    if (field && field.value !== drawn) field.value = drawn
    this.#touched = undefined
    const [spot, number] = this.#spot ?? []
    this.#spot = undefined
    const at = this.#root.activeElement
    if (spot && (ASKED.includes(spot) || (had && (!at || at === this.#fell)))) this.#place(spot, number)
    // The keyboard is never nowhere: what comes of the press will catch it from here.
    if (had && !this.#root.activeElement) (this.#fell = this.#find('#hc-cart') ?? this.#find('#hc-panel'))?.focus()
  }

  #place(spot: Spot, number = 0): void {
    const places: Record<Spot, [selector: string, otherwise?: string]> = {
      launcher: ['#hc-launch'],
      composer: ['#hc-msg', '#hc-panel'],
      cart: ['#hc-cart', '#hc-panel'],
      line: [`.hc-line:nth-child(${number + 1}) .hc-tools > button`, '#hc-cart'],
      proposal: [`article [data-a^='confirm ${number} ']`],
      outcome: [`[data-o='${number}']`],
    }
    const [selector, otherwise] = places[spot]
    const place = this.#find(selector) ?? (otherwise ? this.#find(otherwise) : null)
    place?.focus()
  }

  /** Whether the conversation grew under the eyes of the reader: at its end, or by the reader's own words. */
  #follows({ feed }: View): boolean {
    const last = feed.at(-1)
    if (last === this.#last) return false
    this.#last = last
    const log = this.#find('.hc-log')
    return !log || last?.kind === 'me' || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR
  }

  /** Scrolls to the end, but not past the reader's own last words: an answer is read from its beginning. Who went on from there stays at the end. */
  #follow(): void {
    const log = this.#find('.hc-log')
    if (!log) return
    const mine = this.#find('.hc-log > .hc-me:not(:has(~ .hc-me))')
    const end = log.scrollHeight - log.clientHeight
    const beginning = mine ? mine.offsetTop - 16 : end
    log.scrollTop = log.scrollTop > beginning + 1 ? end : Math.min(end, beginning)
  }

  /** Tells, and puts right what was drawn before if nothing was drawn since. */
  #say(act: string, value: string, trusted: boolean): void {
    this.#tell(act, value, trusted)
    this.#drawing = true
    try {
      this.#settle(false)
    } finally {
      this.#drawing = false
    }
  }

  #used(event: Event, target: Element): void {
    // The browser calls the change trusted that comes of a script's click on a choice, or on its label.
    if (!event.isTrusted && event.type === 'click' && target.closest('label')) event.preventDefault()
    const control = target.closest<Field>('[data-a]')
    const act = control?.dataset['a'] ?? ''
    const [verb = ''] = act.split(' ')
    if (!control || (WHEN[verb] ?? 'click') !== event.type || control.hasAttribute('aria-disabled')) return
    const { look } = this.cx
    switch (verb) {
      case 'draft':
        return this.#draft(control.value)
      case 'more':
        look.shown += LINES
        return this.#show()
      case 'untease':
        delete look.teaser
        this.focus('launcher', 0)
        return this.#show()
      case 'send':
        return this.#send(event.isTrusted)
      case 'tick':
      case 'choose':
      case 'in':
        // Not `change`: the browser calls that one trusted even after a script's click. The boxes show what is drawn.
        this.#say(act, '', event.isTrusted)
        for (const box of control.closest('fieldset, li')?.querySelectorAll('input') ?? [])
          box.checked = box.hasAttribute('checked')
        return
      case 'line':
      case 'typed':
      case 'country':
        this.#touched = control
        return this.#say(act, control.value, event.isTrusted)
      default:
        return this.#say(act, verb === 'reply' ? (control.textContent ?? '') : '', event.isTrusted)
    }
  }

  #key(event: KeyboardEvent, target: Element): void {
    if (event.key === 'Escape') {
      if (this.#find('dialog')) this.#escape(event)
    } else if (event.key === 'Enter') {
      if (target.closest('#hc-msg')) {
        if (event.shiftKey || event.isComposing) return
        event.preventDefault()
        if (!event.repeat) this.#send(event.isTrusted)
      } else if (event.repeat && target.closest('button')) event.preventDefault() // held down, it presses once
    }
  }

  #escape(event: Event): void {
    event.preventDefault()
    const act = this.#find('dialog')?.dataset['esc']
    if (act) this.#say(act, '', event.isTrusted)
  }

  #draft(text: string): void {
    const { look } = this.cx
    const draft = text.trim() !== ''
    if (draft === look.draft) return
    look.draft = draft
    this.#show()
  }

  #send(trusted: boolean): void {
    const field = this.#find<HTMLTextAreaElement>('#hc-msg')
    const text = field?.value ?? ''
    if (!field || field.readOnly || !text.trim()) return
    field.value = ''
    this.cx.look.draft = false
    this.#say('send', text, trusted)
    this.#show()
  }

  /** A toast that is looked at stays. */
  #inside(on: Element | null): void {
    if (!this.#view?.toasts.length && !this.#held) return
    const inside = Boolean(on?.closest('.hc-toast'))
    if (inside === this.#held) return
    this.#held = inside
    this.#hold(inside)
  }
}
