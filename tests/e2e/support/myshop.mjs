// MyShop: the server behind Neuroon's published CartConfig sample, with numbers where others have strings.

const PRODUCTS = {
  101: { title: 'Trail Runner', price: 8999, variant_label: 'Size: 42, Color: Black', stock_qty: 5 },
  102: { title: 'Merino socks', price: 1250, variant_label: undefined, stock_qty: 50 },
}
const euros = (cents) => `${(cents / 100).toFixed(2).replace('.', ',')} €`

/** Routes for serveHost: GET /api/cart, POST /api/cart/add, PATCH and DELETE /api/cart/<line>. */
export function myShop() {
  const lines = new Map([['a1', { post_id: 101, qty: 1 }]])
  const shop = { lines, log: [], broken: false }
  const cart = () => {
    const items = [...lines].map(([line_item_key, { post_id, qty }]) => {
      const { title, price, variant_label, stock_qty } = PRODUCTS[post_id]
      return {
        line_item_key,
        product_id: `p-${post_id}`,
        post_id,
        title,
        formatted_price: euros(price),
        qty,
        thumbnail: '/favicon.svg',
        permalink: `/products/${post_id}`,
        variant_label,
        stock_qty,
      }
    })
    const sum = [...lines.values()].reduce((total, { post_id, qty }) => total + PRODUCTS[post_id].price * qty, 0)
    const total_items = items.reduce((count, { qty }) => count + qty, 0)
    return { items, total_items, formatted_subtotal: euros(sum), formatted_total: euros(sum + 490), currency: 'EUR' }
  }
  const key = ({ url }) => url.split('/').at(-1)
  const note = (work) => (body, request) => {
    shop.log.push([request.method, request.url, body])
    return work(body, request)
  }
  shop.routes = {
    'GET /api/cart': cart,
    'POST /api/cart/add': note(({ productId, quantity }) => {
      if (shop.broken || !PRODUCTS[productId]) return { status: 500, text: 'no' }
      const found = [...lines.values()].find((line) => line.post_id === Number(productId))
      if (found) found.qty += quantity
      else lines.set(`a${lines.size + 1}`, { post_id: Number(productId), qty: quantity })
      return { added: true }
    }),
    'DELETE /api/cart/*': note((_, request) => (lines.delete(key(request)), {})),
    'PATCH /api/cart/*': note(({ quantity }, request) => ((lines.get(key(request)).qty = quantity), {})),
    'GET /checkout': () => ({
      type: 'text/html',
      text: '<!doctype html><link rel="icon" href="data:,"><title>Checkout</title><h1>Pay here</h1>',
    }),
  }
  return shop
}
