// What the shop sells, and what stands in the cart when an attack begins.

export const money = (amount) => new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(amount)

const product = (id, name, price, more = {}) => ({
  id,
  name,
  price,
  currency: 'USD',
  inStock: true,
  imageUrl: `/pictures/${id}.svg`,
  url: `/products/${id}`,
  ...more,
})

/** A thing that one attack needs, as the shop itself has it. */
export const thing = product

const sizes = (id, ...all) => ({
  variants: all.map((size) => ({ id: `${id}-${size}`, options: [['Size', String(size)]], inStock: true })),
})

export const SHELF = [
  product('socks', 'Socks', 12.5),
  product('boots', 'Boots', 79.95),
  product('tent', 'Tent', 289),
  product('mug', 'Mug', 9),
  product('lamp', 'Lamp', 34.5),
  product('rope', 'Rope', 49.9),
  product('stove', 'Stove', 119),
  product('flask', 'Flask', 24),
  product('compass', 'Compass', 19.9),
  product('whistle', 'Whistle', 4.5),
  product('mat', 'Mat', 59),
  product('spork', 'Spork', 7.9),
  product('tarp', 'Tarp', 89),
  product('knife', 'Knife', 65),
  product('runner', 'Trail Runner', 129.9, sizes('runner', 41, 42, 43)),
  product('jacket', 'Rain Jacket', 199, sizes('jacket', 'S', 'M', 'L')),
]

/** As the shop has it, for an agent that tells it truly. */
export const own = (id) => SHELF.find((each) => each.id === id)

export const CART = [
  { id: 'boots', quantity: 2 },
  { id: 'lamp', quantity: 1 },
  { id: 'tent', quantity: 1 },
]
