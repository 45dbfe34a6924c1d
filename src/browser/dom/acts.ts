/**
 * What a control does, as text in its `data-a` attribute: a verb and its numbers. `browser/act.rs` reads it and knows the
 * same verbs, but for those that only the screen knows.
 */
export interface Acts {
  open: []
  close: []
  cart: []
  talk: []
  /** Sends what is in the composer (its text is the value). */
  send: []
  stop: []
  /** Says what the button says (its text is the value). */
  reply: []
  /** Sends an unsent message again. */
  again: [entry: number]
  /** A value of an option on a product card. */
  choose: [entry: number, product: number, option: number, value: number]
  add: [entry: number, product: number]
  /** A value of an option in a proposal; the row is 0 where there are none. */
  in: [proposal: number, row: number, option: number, value: number]
  /** Ticks a row of a plan (1), or takes the tick away (0). */
  tick: [proposal: number, row: number, on: number]
  /** Sets a row of a plan to a quantity. */
  row: [proposal: number, row: number, quantity: number]
  /** A quantity was typed in a row of a plan (the value). */
  typed: [proposal: number, row: number]
  confirm: [proposal: number, revision: number]
  /** Gives a proposal that lapses soon its time anew. */
  keep: [proposal: number]
  decline: [proposal: number]
  /** Shows an ended proposal again. */
  offer: [outcome: number]
  /** Sets a line to a quantity. */
  set: [line: number, quantity: number]
  /** A quantity was typed (the value). */
  line: [line: number]
  remove: [line: number]
  /** A country was chosen (the value). */
  country: []
  checkout: []
  undo: [outcome: number]
  reread: []
  dismiss: [toast: number]
}

/** What only the screen knows: the composer is typed into, more lines of a long cart, the sentence beside the launcher. */
export interface Local {
  draft: []
  more: []
  untease: []
}

export type Verb = keyof (Acts & Local)

/** The event that sets a control off, where it is not a click. */
export const WHEN: { readonly [V in string]?: string } = {
  typed: 'change',
  line: 'change',
  country: 'change',
  draft: 'input',
} satisfies { [V in Verb]?: string }

/** As text. */
export const act = <V extends Verb>(verb: V, ...numbers: (Acts & Local)[V]): string => [verb, ...numbers].join(' ')
