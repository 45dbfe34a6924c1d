// Every attack: `{ family, name, agent | propose, holds }` and what the stage needs (shelf, cart, shipping, options, says,
// trick). `agent`: its answers in their order. `holds`: how many cards there are, how many refusals, and how many calls when
// the shopper agrees to all (`both`: and also when nobody presses more than the trick does; `void`: a press may come to nothing).
import addresses from './addresses.mjs'
import named from './arguments.mjs'
import heaps from './heaps.mjs'
import lies from './lies.mjs'
import moments from './moments.mjs'
import texts from './texts.mjs'

export const corpus = [...lies, ...texts, ...named, ...addresses, ...heaps, ...moments]
