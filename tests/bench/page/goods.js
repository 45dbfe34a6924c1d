// The cart that all contestants show: made anew for each step, as a host's answer is.
const VARIANTS = ['Small · Navy', 'Medium · Oat', 'Large · Pine green']
const euros = (cents) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')} €`

function line(at, quantity) {
  const cents = 995 + ((at * 7919) % 9000)
  return {
    key: `line/${100_000 + at}`,
    id: `article-${at}`,
    name: `Crew-neck shirt of organic cotton, no. ${at}`,
    variant: VARIANTS[at % 3],
    quantity,
    price: euros(cents),
    lineTotal: euros(cents * quantity),
    image: 'pixel.svg',
    url: `articles/${at}`,
    cents,
  }
}

function cart(lines) {
  const sum = lines.reduce((all, { cents, quantity }) => all + cents * quantity, 0)
  const items = lines.map(({ cents, ...rest }) => rest)
  const totalItems = lines.reduce((all, { quantity }) => all + quantity, 0)
  return { items, totalItems, subtotal: euros(sum), total: euros(sum + 490), currency: 'EUR' }
}

const usual = (count) => Array.from({ length: count }, (_, at) => line(at, 1 + (at % 3)))

/** What the shop's cart is in each step, for a cart of so many lines. */
export const goods = {
  whole: (count) => cart(usual(count)),
  /** One more of the line in the middle. */
  more: (count) => cart(usual(count).map((each, at) => (at === count >> 1 ? line(at, each.quantity + 1) : each))),
  /** Without the line in the middle. */
  less: (count) => cart(usual(count).filter((_, at) => at !== count >> 1)),
  none: () => cart([]),
}
