// The widget as a page uses it: the public API, a cart that the host answers at once.
import { init } from '/sdk/handcart.js'

const done = () => ({ success: true })

/** Stands in `host` with nothing read yet; what the host holds is given to `mount`, then to `update`. */
export async function prepare(host, options) {
  let cart
  let give
  const first = new Promise((resolve) => (give = resolve))
  const handle = await init({
    container: host,
    open: true,
    cart: {
      enabled: true,
      onGetCart: () => cart ?? first,
      onAddToCart: done,
      onRemoveFromCart: done,
      onUpdateQuantity: done,
      ...options,
    },
  })
  return {
    handle,
    root: () => document.querySelector('hand-cart').shadowRoot,
    mount(now) {
      const drawn = new Promise((resolve) => handle.on('cart', resolve))
      give((cart = now))
      return drawn
    },
    update(now) {
      cart = now
      return handle.refresh()
    },
    end: () => handle.destroy(),
  }
}
