/**
 * The module entry: `import { init } from 'handcart'`. Importing it does nothing and is safe on a server.
 *
 * @example
 * const handcart = await init({ cart: { enabled: true, onGetCart, onAddToCart, onRemoveFromCart, onUpdateQuantity } })
 */
import { loader, version as loaderVersion, type Loader } from './loader'

export const init: Loader['init'] = loader(() => import('./widget.js'))
export const version: Loader['version'] = loaderVersion
