/** The names of fields and the fixed words that cross between wasm and page: as numbers, their places here (atom.rs). */
export const NAMES = `
id name quantity key total variant code country deed externalId label notice outcome price text cart image ready
source subtotal url currency gone items kind options product totalItems type ask available before checkout count
countryCode formattedPrice itemKey maxQuantity message missing productId shipping step stock variantId absent actions
after agent aiResponse amount amounts attempt availableCountries changed clear compareAtPrice conversationId
destinationCountry destinationLabel reading current old failed arming twice nothing working applied adjusted rejected
declined expired withdrawn unknown shopper desk in low out backorder add set remove plan no-answer stopped refused
unread checkout-opening checkout-failed restarted waiting opening blocked 0 1 ADD_SUGGESTION CLEAR REMOVE
SET_DESTINATION_COUNTRY UPDATE_QUANTITY action adding asked badge call caps cartAction cartSnapshot change choosing
chosen clearing closed confirmationPrompt countNow countries countryBefore currentAmount delta detail dialog discounts
done entries error errorCode external formattedCost formattedDelta formattedSalePrice formattedSubtotal formattedTotal
freeShippingThreshold freshness goes got hash ids imageUrl inStock initialCount inline keyNumber language left
lineTotal lines live locale maxCartValue maxLineValue me minQuantity most mutation needsCountryResolution never off
offers ok on online open operation order panel pending perMinute previous products progress prompt proposal
quantityAvailable query quickReplies rating read reason replies reply result results rev reviewCount rows said
salePrice same say secure seller shown side soon stage state status stockCount success talk thresholdMet tick ticket
timeouts toasts topProducts totalNow truncated undo undoable undoes unsent unusual updatedAt used value values
variants verdict was words`.split(/\s/)

/** Writes a word to a field, both by their numbers. */
export const name = (o, a, word) => {
  o[NAMES[a]] = NAMES[word]
}
