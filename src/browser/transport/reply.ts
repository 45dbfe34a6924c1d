/** What the frames of one answer amount to, in the words of the one answer that the wasm reads. */
import type { Hears } from '../agent'
import { items } from './json'
import type { Frame } from './link'
import { Growing } from './pace'

/** Most products and proposals of one answer. */
const MOST = 100

/** A card of the agent's catalogue as a product; what has an `id` is one already. */
function product(card: unknown): unknown {
  if (typeof card !== 'object' || card === null || 'id' in card) return card
  const from = card as Record<string, unknown>
  return {
    id: from['sku'],
    name: from['name'],
    price: from['price'],
    salePrice: from['promo_price'],
    currency: from['currency'],
    url: from['url'],
    imageUrl: from['image_url'],
    inStock: from['in_stock'],
    stockCount: from['stock'],
  }
}

export class Reply {
  readonly #to: Hears
  readonly #growing: Growing
  readonly #answer: Record<string, unknown[]> = {}
  /** A message of the agent ended; what follows is a paragraph of its own. */
  #ended = false

  constructor(to: Hears) {
    this.#to = to
    this.#growing = new Growing(to)
  }

  /** Takes a frame; answers whether it was one of an answer's. */
  take(frame: Frame): boolean {
    switch (frame.type) {
      case 'text_delta': {
        const { text } = frame
        if (typeof text !== 'string' || !text) return true
        this.#growing.add(this.#ended ? `\n\n${text}` : text)
        this.#ended = false
        return true
      }
      case 'text_end':
        this.#ended = this.#growing.words !== ''
        return true
      case 'status':
        this.status(frame['text'])
        return true
      case 'product_cards':
        this.#add('results', items(frame['products']).map(product))
        return true
      case 'cart_action':
        this.#add('cartAction', items(frame['actions']))
        return true
      case 'quick_replies':
        this.#answer['quickReplies'] = items(frame['replies'])
        return true
      default:
        return false
    }
  }

  status(text: unknown): void {
    if (typeof text === 'string') this.#to.heard(text.slice(0, MOST * 2), true)
  }

  /** That was all. */
  end(): void {
    this.#growing.answered({ aiResponse: this.#growing.words, ...this.#answer })
  }

  failed(code: string, why?: string): void {
    this.#growing.failed(code, why)
  }

  #add(name: string, more: unknown[]): void {
    this.#answer[name] = [...(this.#answer[name] ?? []), ...more].slice(0, MOST)
  }
}
