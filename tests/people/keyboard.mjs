// Six errands with the keyboard alone, each a function of somebody (person.mjs) and of what the shop can be made to do.
// `both`: the ones that every engine runs.
import assert from 'node:assert/strict'

const BOOTS = 'Waldpfad Mid'
const SOCKS = 'Merino-Wandersocken mit verstärkter Ferse'
const PACK = 'Rucksack Grat 28'
const LAMP = 'Stirnlampe Lumen 200'
export const SOME = [
  ['rucksack-grat-28', 2],
  ['stirnlampe-lumen-200', 1],
]

export const KEYBOARD = {
  'finds boots, chooses a size on the card, and adds them': {
    both: true,
    async run(who) {
      await who.arrive()
      await who.open()
      await who.say('show me hiking boots under $100')
      await who.sees('4 products', '[role=status]')
      await who.on('textbox', 'Your message')
      await who.say('add the Waldpfad Mid')
      await who.sees('Choose the size', '[part=proposal]')
      await who.on('textbox', 'Your message')

      // The button says what is missing, and does nothing until then.
      await who.back('button', 'Choose the size')
      assert.equal((await who.here()).off, true)
      await who.press('Enter')
      await who.holds()
      // The sizes are one stop; from the last one backwards, because WebKit does not go round.
      await who.back('radio', /^\d\d$/)
      for (let step = 0; step < 12 && (await who.here()).name !== '42'; step += 1) await who.press('ArrowLeft')
      await who.on('radio', '42')
      await who.sees('Add 1 to cart', '[part=proposal]')
      await who.to('button', 'Add 1 to cart')
      await who.rest()
      await who.press('Enter')
      await who.sees(`Added 1 ${BOOTS}, Size 42.`, '[data-o]')
      await who.holds('1 waldpfad-mid--42')
      await who.on('group', `Added 1 ${BOOTS}, Size 42.`)
      await who.to('textbox', 'Your message')
      await who.kept()
    },
  },

  'changes numbers in the cart, removes a line, and takes that back': {
    both: true,
    async run(who) {
      await who.arrive(SOME)
      await who.open()
      await who.cart()
      await who.to('spinbutton', `Quantity of ${PACK}`)
      // A number field: the arrows count, Enter is enough.
      await who.press('ArrowUp')
      await who.press('Enter')
      await who.holds('3 rucksack-grat-28', '1 stirnlampe-lumen-200')
      assert.equal((await who.on('spinbutton', `Quantity of ${PACK}`)).value, '3')
      await who.press('Control+a')
      await who.type('2')
      await who.press('Enter')
      await who.holds('2 rucksack-grat-28', '1 stirnlampe-lumen-200')
      await who.to('button', `Increase quantity of ${LAMP}`)
      await who.press('Space')
      await who.holds('2 rucksack-grat-28', '2 stirnlampe-lumen-200')
      await who.on('button', `Increase quantity of ${LAMP}`)
      await who.back('button', `Remove 2 ${PACK}`)
      await who.press('Enter')
      await who.holds('2 stirnlampe-lumen-200')
      await who.on('button', `Remove 2 ${LAMP}`)
      await who.to('button', `Undo: Removed 2 ${PACK}.`)
      await who.press('Enter')
      await who.holds('2 stirnlampe-lumen-200', '2 rucksack-grat-28')
      await who.on('heading', /^Your cart/)
      await who.to('button', 'Dismiss')
      await who.press('Enter')
      await who.on('heading', /^Your cart/)
      await who.kept()
    },
  },

  'is asked before the cart is emptied': {
    async run(who) {
      await who.arrive(SOME)
      await who.open()
      await who.say('empty my cart')
      await who.on('button', 'Keep everything')
      // Tab stays inside, both ways round; the browser's own bar may be a stop.
      for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
        await who.press(key)
        const at = await who.driver.ask(() => {
          const root = document.querySelector('hand-cart').shadowRoot
          const { activeElement: at } = root
          return at ? Boolean(at.closest('dialog')) : document.activeElement === document.body
        })
        assert.equal(at, true, 'what lies behind the dialog cannot be reached')
      }
      await who.press('Escape')
      await who.gone('', 'dialog')
      await who.on('textbox', 'Your message')
      await who.sees('Your cart stayed as it is.', '[data-o]')
      await who.holds('2 rucksack-grat-28', '1 stirnlampe-lumen-200')

      // Again, and this time it goes.
      await who.say('empty my cart')
      await who.on('button', 'Keep everything')
      await who.rest()
      await who.to('button', 'Remove all 3 items')
      await who.press('Enter')
      await who.holds()
      await who.on('textbox', 'Your message')
      await who.kept()
    },
  },

  'goes through a plan row by row': {
    async run(who) {
      await who.arrive(SOME)
      await who.open()
      await who.say(`add two of the ${SOCKS} in 39–42, and remove the ${LAMP}, and change the ${PACK} to 3`)
      await who.sees('Make 3 changes', '[part=proposal]')
      await who.on('textbox', 'Your message')
      await who.back('checkbox', `Remove 1 ${LAMP}`)
      assert.equal((await who.here()).checked, true)
      await who.press('Space')
      await who.sees('Make 2 changes', '[part=proposal]')
      assert.equal((await who.on('checkbox', `Remove 1 ${LAMP}`)).checked, false)
      await who.back('spinbutton', `Quantity of ${SOCKS}, Size 39–42`)
      await who.press('Control+a')
      await who.type('3')
      await who.press('Enter')
      await who.on('spinbutton', `Quantity of ${SOCKS}, Size 39–42`)
      await who.to('button', 'Make 2 changes')
      await who.rest()
      await who.press('Enter')
      await who.on('group', 'Made 2 changes.')
      await who.holds('3 rucksack-grat-28', '1 stirnlampe-lumen-200', '3 merino-wandersocken--39_42')
      await who.to('button', 'Undo: Made 2 changes.')
      await who.press('Enter')
      await who.on('group', 'Undone: 2 changes.')
      await who.holds('2 rucksack-grat-28', '1 stirnlampe-lumen-200')
      await who.kept()
    },
  },

  'says not now, and has it shown again': {
    async run(who, { aids }) {
      await who.arrive()
      await who.open()
      await who.say('add the Waldpfad Mid')
      await who.sees('Choose the size', '[part=proposal]')
      await who.back('button', 'Not now')
      await who.press('Enter')
      await who.sees('Not added. You said not now.', '[data-o]')
      await who.on('group', 'Not added. You said not now.')
      await who.to('button', 'Show again')
      await who.press('Space')
      await who.sees('Choose the size', '[part=proposal]')
      await who.on('button', 'Show again')
      // What arrives moves nobody, and what is half typed stays.
      await who.to('textbox', 'Your message')
      await aids.delay({ on: 'search', ms: 1_200 })
      await who.say('show me hiking boots')
      await who.sees('Looking in the shop')
      await who.type('and so')
      await who.back('log', 'Conversation')
      await who.gone('Looking in the shop')
      await who.on('log', 'Conversation')
      await who.rest()
      await who.on('log', 'Conversation')
      await who.to('textbox', 'Your message')
      assert.equal((await who.here()).value, 'and so')
      await who.kept()
    },
  },

  'opens, writes two lines, closes, comes back, and goes to the checkout': {
    async run(who) {
      await who.arrive([['rucksack-grat-28', 1]], '')
      await who.to('button', 'Open the assistant, 1 item in cart')
      await who.press('Space')
      await who.on('textbox', 'Your message')
      await who.type('what is in')
      await who.press('Shift+Enter')
      await who.type('my cart')
      assert.equal((await who.here()).value, 'what is in\nmy cart')
      // Escape is nobody's here: nothing closes, and nothing that was written is lost.
      await who.press('Escape')
      assert.equal((await who.on('textbox', 'Your message')).value, 'what is in\nmy cart')
      await who.press('Enter')
      // The answer shows the cart, and takes the keyboard along: the composer is gone.
      await who.on('heading', /^Your cart/)
      await who.back('button', 'Back to the conversation')
      await who.press('Enter')
      assert.equal((await who.on('textbox', 'Your message')).value, '')
      await who.sees('what is in my cart', '[role=log]')
      await who.back('button', 'Close the assistant')
      await who.press('Enter')
      await who.on('button', 'Open the assistant, 1 item in cart')
      await who.press('Enter')
      await who.on('textbox', 'Your message')
      await who.cart()
      await who.on('heading', /^Your cart/)
      await who.to('button', 'Check out')
      await who.kept()
      await who.press('Enter')
      await who.arrived('checkout.html')
    },
  },
}
