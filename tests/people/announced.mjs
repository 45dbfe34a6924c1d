// What a screen reader says in eight flows, word for word. Each is a function of somebody (person.mjs), of what the shop can
// be made to do, and of the network (`online(yes)`, where the driver has it). `both`: the ones that every engine runs.
const PACK = 'Rucksack Grat 28'
const LOOKING = 'polite: Looking in the shop'

/** A card to add the backpack, with the keyboard on its button once it can be pressed. */
async function offered(who, pieces, sentence) {
  await who.arrive()
  await who.open()
  await who.say(sentence)
  await who.sees(`Add ${pieces} to cart`, '[part=proposal]')
  await who.rest()
  await who.back('button', `Add ${pieces} to cart`)
  return [
    LOOKING,
    `polite: The assistant says: ${PACK}: in stock, 139 € each. ` +
      `Proposal: Add to your cart. ${PACK}. Add ${pieces} to cart, or Not now.`,
  ]
}

export const ANNOUNCED = {
  'a search that streams is said once, when it is whole': {
    both: true,
    async run(who, { aids }) {
      await who.arrive()
      await who.open()
      await aids.delay({ on: 'search', ms: 600 })
      await who.say('show me hiking boots under $100')
      await who.sees('Looking in the shop')
      const words = '4 hiking boots under 100 €. Kofel Mid GTX: Waterproof, ankle height, 89,95 €.'
      await who.heard(LOOKING, `polite: The assistant says: ${words} 4 products are shown`)
    },
  },
  'an add is proposed and told with the new cart': {
    both: true,
    async run(who) {
      const before = await offered(who, 2, 'add two Rucksack Grat 28')
      await who.press('Enter')
      await who.heard(...before, `polite: Added 2 ${PACK}. Your cart: 2 items, 262,90 €`)
    },
  },
  'fewer than asked for': {
    async run(who, { aids }) {
      const before = await offered(who, 4, 'add 4 Rucksack Grat 28')
      await aids.stock('rucksack-grat-28', 3)
      await who.press('Enter')
      await who.heard(
        ...before,
        `polite: Added 3 ${PACK}. You asked for 4; your cart shows another number. The shop says: “Only 3 left.” Your cart: 3 items, 397,00 €`,
      )
    },
  },
  'a refusal of the shop is said at once': {
    async run(who, { aids }) {
      const before = await offered(who, 4, 'add 4 Rucksack Grat 28')
      await aids.stock('rucksack-grat-28', 0)
      await who.press('Enter')
      await who.heard(...before, `alert: ${PACK} is sold out. Nothing was added. The shop says: “This is sold out.”`)
    },
  },
  'no answer in time, and what became of it': {
    limit: 60_000, // the shop has 15 s
    async run(who, { aids }) {
      const before = await offered(who, 2, 'add two Rucksack Grat 28')
      await aids.delay({ on: 'cart', ms: 17_000 })
      await who.press('Enter')
      await who.rest(15_000)
      const unsure =
        'alert: The shop did not confirm in time. It may still arrive. Nothing is sent twice. ' +
        'Please look at your cart before you try again.'
      await who.heard(...before, unsure)
      await who.to('button', 'Check again')
      await who.press('Enter')
      const again = `polite: Proposal: Add to your cart. ${PACK}. Add 2 to cart, or Not now.`
      await who.heard(...before, unsure, again)
      await who.to('button', 'Add 2 to cart')
      await who.press('Enter')
      await who.heard(...before, unsure, again, `polite: Added 2 ${PACK}. Your cart: 2 items, 262,90 €`)
    },
  },
  'a removal and its undo': {
    async run(who) {
      await who.arrive([
        ['rucksack-grat-28', 2],
        ['stirnlampe-lumen-200', 1],
      ])
      await who.open()
      await who.cart()
      await who.to('button', `Remove 2 ${PACK}`)
      await who.press('Enter')
      const removed = `polite: Removed 2 ${PACK}. Your cart: 1 item, 29,85 €`
      await who.heard(removed)
      await who.to('button', `Undo: Removed 2 ${PACK}.`)
      await who.press('Enter')
      await who.heard(removed, `polite: Undone. ${PACK} is in your cart again. Your cart: 3 items, 287,85 €`)
    },
  },
  'emptying the cart': {
    async run(who) {
      await who.arrive([
        ['rucksack-grat-28', 2],
        ['stirnlampe-lumen-200', 1],
      ])
      await who.open()
      await who.say('empty my cart')
      await who.on('button', 'Keep everything')
      await who.rest()
      await who.to('button', 'Remove all 3 items')
      await who.press('Enter')
      await who.heard(LOOKING, 'polite: Removed all 3 items. Your cart is empty.')
    },
  },
  'offline and back': {
    async run(who, { online }) {
      await who.arrive([['rucksack-grat-28', 1]])
      // Who has not opened it is not told.
      await online(false)
      await online(true)
      await who.open()
      await who.heard()
      await who.type('show me')
      await online(false)
      const off = 'polite: You are offline. The cart is as the shop last told it.'
      await who.heard(off)
      // Nothing can be sent, and nothing that was written is lost.
      await who.press('Enter')
      await who.on('textbox', 'Your message')
      await online(true)
      await who.heard(off, 'polite: You are online again.')
      await who.type(' boots')
      await who.says('show me boots')
    },
  },
}
