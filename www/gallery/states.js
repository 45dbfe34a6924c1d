// Every state of the widget, as the wasm tells it (tests/fixtures/states.jsonl).
import lines from '../../tests/fixtures/states.jsonl'
import { LOOKS, LOST, WRITTEN, look } from './looks.js'

/** JSON has no `undefined`: what the wasm leaves out stands there as null. */
const leave = (_, value) => (value === null ? undefined : value)

/** `Closed, with badge` is `closed-with-badge` in an address. */
export const slug = (name) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const told = lines.trim().split('\n')
const all = told.map((line) => JSON.parse(line, leave))
const after = all.findLastIndex(({ group }) => group === LOST.group)
all.splice(after + 1, 0, LOST)

/** In the order of the page: id, group, name, size, what the wasm tells, what the host says, what is written. */
export const states = all.map((state) => ({
  ...state,
  id: slug(state.name),
  look: look(LOOKS[state.name]),
  written: WRITTEN[state.name],
}))
