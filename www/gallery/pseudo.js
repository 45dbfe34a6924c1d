// A language that nobody speaks: English with accents, two fifths longer, between brackets. What was forgotten stands out,
// and what has too little room breaks.

const ACCENTS = Object.fromEntries(
  [
    ...'AÅBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÖPÞQǪRŔSŠTŢUÛVṼWŴXẊYÝZŽaåbƀcçdđeéfƒgĝhĥiîjĵkķlļmḿnñoöpþqǫrŕsštţuûvṽwŵxẋyýzž'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, plain, accented]) => [plain, accented]),
)
const LONGER = 0.4

/** One text: placeholders and the space at its end stay. */
function stretched(text) {
  const words = text.trimEnd()
  const letters = words.replace(/\{\w+\}/g, '').length
  const more = Math.max(0, Math.ceil(letters * LONGER) - 2)
  // A single word grows as German words do; a sentence gets more words.
  const tail = /\s/.test(words)
    ? ' ṡîẋéẋ'.repeat(Math.ceil(more / 6)).slice(0, Math.max(more, 2))
    : 'ẋö'.repeat(more).slice(0, more)
  const accented = words.replace(/\{\w+\}|[a-z]/gi, (part) => ACCENTS[part] ?? part)
  return `[${accented}${tail.trimEnd()}]${text.slice(words.length)}`
}

/** The messages in that language. */
export const pseudo = (messages) =>
  Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string'
        ? stretched(message)
        : Object.fromEntries(Object.entries(message).map(([category, text]) => [category, stretched(text)])),
    ]),
  )
