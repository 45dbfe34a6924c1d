// Every attack: `{ family, name, holds }`, what is said, and what the stage needs (shelf, cart, shipping, options, says,
// trick). Said is one of: `agent`, answers over HTTP in their order; `door` with `turns`, for each question the steps of its
// answer, or with `tools`, calls of tools; `propose`, what page code proposes. `holds`: how many cards there are, how many
// refusals, and how many calls when the shopper agrees to all (`both`: and also when nobody presses more than the trick does;
// `void`: a press may come to nothing). `allows`: what the browser itself may complain of.
import addresses from './addresses.mjs'
import named from './arguments.mjs'
import doors from './doors.mjs'
import heaps from './heaps.mjs'
import lies from './lies.mjs'
import moments from './moments.mjs'
import respond from './respond.mjs'
import socket from './socket.mjs'
import stream from './stream.mjs'
import texts from './texts.mjs'
import tools from './tools.mjs'

export const corpus = [
  ...lies,
  ...texts,
  ...named,
  ...addresses,
  ...heaps,
  ...moments,
  ...doors,
  ...tools,
  ...socket,
  ...stream,
  ...respond,
]
