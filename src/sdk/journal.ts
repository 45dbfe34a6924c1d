/** The journal, made of what was drawn and how it ended. A file of its own, fetched when it is asked for. */
import type { Cards, Past } from '../browser/past'
import type { Ask, Entry } from '../browser/dom/view'
import type { JournalEntry, Outcome } from '../contract/types'
import { facts, slim } from './facts'
import type { Kit } from './toolbox'

const MOST = 500

const isOutcome = (what: Cards | Outcome): what is Outcome => 'result' in what
/** The number in an outcome's id. */
const numberOf = ({ id }: Outcome): number => Number(id.slice(id.lastIndexOf('-') + 1))

/** The card that each outcome ended, by the outcome's number, as it was drawn before it was answered. */
function cards(past: Past['all']): Map<number, Ask> {
  const ended = new Map<number, Ask>()
  /** By entry. */
  const open = new Map<number, Ask>()
  let dialog: Ask | undefined
  const drawn = (entry: Entry) => {
    if (entry.kind === 'ask' && entry.ask.stage !== 'working') open.set(entry.id, entry.ask)
    if (entry.kind !== 'done') return
    const { id, deed, source } = entry.outcome
    const ask = open.get(entry.id) ?? (deed.kind === 'clear' && source !== 'shopper' ? dialog : undefined)
    if (ask && !ended.has(id)) ended.set(id, ask)
    open.delete(entry.id)
  }
  for (const [, what] of past)
    if (!isOutcome(what)) {
      // Another instance has other entries.
      if (!what.dialog && !what.entries.length) open.clear()
      if (what.dialog && what.dialog.stage !== 'working') dialog = what.dialog
      what.entries.forEach(drawn)
    } else if (what.action.type === 'CHECKOUT' && what.result === 'applied') {
      // A checkout that opens takes its card away, and no entry tells of it. Of two cards nobody could say which.
      const [only, another] = [...open].filter(([, { deed }]) => deed.kind === 'checkout')
      if (only && !another) {
        ended.set(numberOf(what), only[1])
        open.delete(only[0])
      }
    }
  return ended
}

function decided({ result, source, action }: Outcome): JournalEntry['decided'] {
  if (result === 'declined' || result === 'expired' || result === 'withdrawn') return result
  if (source === 'shopper') return 'own'
  return action.type === 'SET_DESTINATION_COUNTRY' ? 'unasked' : 'confirmed'
}

/** The entries, the newest 500. */
export function entries({ all }: Past): JournalEntry[] {
  const asked = cards(all)
  const made = all.flatMap(([at, what]): JournalEntry[] => {
    if (!isOutcome(what)) return []
    const outcome = structuredClone(what)
    const ask = asked.get(numberOf(what))
    const { action } = outcome
    const keys = () => undefined
    return [
      slim({
        at,
        id: outcome.id,
        who: outcome.source,
        proposal:
          outcome.source === 'shopper' ? undefined : slim({ action: structuredClone(action), words: ask?.words }),
        shown: ask && { ...facts(ask.deed, keys), revision: ask.rev },
        decided: decided(outcome),
        outcome,
      }),
    ]
  })
  return made.slice(-MOST)
}

/** Hands a text to the person as a file. */
function save(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/jsonl' }))
  link.download = name
  link.click()
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The entries; with a file's name they are saved, too. */
export function journal({ edge }: Kit, download?: string): JournalEntry[] {
  const all = entries(edge.past)
  if (download) save(String(download), all.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  return all
}
