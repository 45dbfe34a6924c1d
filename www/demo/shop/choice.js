/** Which variant of a product is chosen: one value for each option, and what is sold out beside it. */

/** `choice` maps option names to values; an option not chosen yet is missing. */
export const fits = (variant, choice) =>
  Object.entries(choice).every(([name, value]) => variant.options[name] === value)

/** The one variant, once every option has a value. */
export const chosen = (product, choice) =>
  product.options.every((option) => choice[option.name] !== undefined)
    ? product.variants.find((variant) => fits(variant, choice))
    : undefined

/** Can this value be had? A colour is judged alone, everything else in the colour that is shown. */
export function available(product, choice, option, value) {
  const wish = { [option.name]: value }
  if (option.name !== 'Colour' && choice.Colour !== undefined) wish.Colour = choice.Colour
  return product.variants.some((variant) => variant.stock > 0 && fits(variant, wish))
}

/** The choice a page opens with: a linked variant, else the first colour in stock and whatever has no alternative. */
export function opening(product, variantId) {
  const linked = product.variants.find((variant) => variant.id === variantId)
  if (linked) return { ...linked.options }
  const choice = {}
  const colour = product.options.find((option) => option.name === 'Colour')
  if (colour) choice.Colour = colour.values.find((value) => available(product, {}, colour, value)) ?? colour.values[0]
  for (const option of product.options) if (option.values.length === 1) choice[option.name] = option.values[0]
  return choice
}

/** Takes a new value and drops what cannot be had with it. */
export function choose(product, choice, name, value) {
  const next = { ...choice, [name]: value }
  for (const option of product.options) {
    const held = next[option.name]
    if (option.name !== name && held !== undefined && !available(product, next, option, held)) delete next[option.name]
  }
  return next
}
