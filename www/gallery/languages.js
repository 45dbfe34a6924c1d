// All that the widget speaks, and a language that nobody does.
import ar from '../../src/sdk/messages/ar.json'
import de from '../../src/sdk/messages/de.json'
import en from '../../src/sdk/messages/en.json'
import es from '../../src/sdk/messages/es.json'
import fr from '../../src/sdk/messages/fr.json'
import it from '../../src/sdk/messages/it.json'
import ja from '../../src/sdk/messages/ja.json'
import pl from '../../src/sdk/messages/pl.json'
import pt from '../../src/sdk/messages/pt.json'
import uk from '../../src/sdk/messages/uk.json'
import { Words } from '../../src/browser/dom/words'
import { pseudo } from './pseudo.js'

const MESSAGES = { en, de, fr, es, it, pt, pl, uk, ar, ja, 'en-XA': pseudo(en) }

export const LANGUAGES = Object.keys(MESSAGES)

export const words = (language) => new Words(MESSAGES[language], language)

/** Its name in itself. */
export const nameOf = (language) =>
  language === 'en-XA' ? 'Pseudo (+40 %)' : new Intl.DisplayNames(language, { type: 'language' }).of(language)
