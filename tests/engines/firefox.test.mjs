import { runIn } from './engine.mjs'
import { openFirefox } from './firefox.mjs'

runIn('Firefox', openFirefox)
