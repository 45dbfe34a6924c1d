/** The widget: what the loaders fetch when `init` is first called. */
import { load } from './load'
import type { Handcart, InitOptions } from './loader'
import { insist } from './options'

/** Starts one widget. */
export async function start(options: InitOptions): Promise<Handcart> {
  insist(options)
  await load(typeof options.wasmUrl === 'string' ? options.wasmUrl : undefined)
  return {}
}
