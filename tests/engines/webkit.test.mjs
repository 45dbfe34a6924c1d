import { runIn } from './engine.mjs'
import { openWebKit } from './webkit.mjs'

runIn('WebKit', openWebKit)
