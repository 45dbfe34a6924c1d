window.MyShop = { cartCount: 4 }

window.Handcart.init({
  container: '#neuroon-search',
  token: 'WIDGET_TOKEN',
  cart: {
    enabled: true,
    initialCount: window.MyShop.cartCount, // from cookie/SSR
    async onGetCart() {
      const r = await fetch('/api/cart', { credentials: 'include' })
      const data = await r.json()
      return {
        items: data.items.map((i) => ({
          key: i.line_item_key,
          id: i.product_id,
          externalId: String(i.post_id),
          name: i.title,
          price: i.formatted_price,
          quantity: i.qty,
          image: i.thumbnail,
          url: i.permalink,
          variant: i.variant_label,
          maxQuantity: i.stock_qty,
        })),
        totalItems: data.total_items,
        subtotal: data.formatted_subtotal,
        total: data.formatted_total,
        currency: data.currency,
      }
    },
    async onAddToCart(productId, quantity, externalProductId) {
      const r = await fetch('/api/cart/add', {
        method: 'POST',
        credentials: 'include',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          productId: externalProductId || productId,
          quantity,
        }),
      })
      if (!r.ok) return { success: false, error: 'Could not add item' }
      return { success: true, cart: await this.onGetCart() }
    },
    async onRemoveFromCart(itemKey) {
      await fetch(`/api/cart/${itemKey}`, { method: 'DELETE', credentials: 'include' })
      return { success: true, cart: await this.onGetCart() }
    },
    async onUpdateQuantity(itemKey, quantity) {
      await fetch(`/api/cart/${itemKey}`, {
        method: 'PATCH',
        credentials: 'include',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ quantity }),
      })
      return { success: true, cart: await this.onGetCart() }
    },
    onCheckout() {
      window.location.href = '/checkout'
    },
  },
})
