// Finds Chromium and its driver. CHROMIUM and CHROMEDRIVER point at other ones.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { env } from './paths.mjs'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The first of these programs that is there. */
export function onPath(names) {
  for (const name of names)
    for (const folder of env.PATH.split(delimiter)) {
      const file = join(folder, name)
      if (existsSync(file)) return file
    }
  return null
}

export const chromium = () => process.env.CHROMIUM ?? onPath(BROWSERS) ?? ELSEWHERE.find(existsSync) ?? null
export const driver = () => process.env.CHROMEDRIVER ?? onPath(['chromedriver'])

/** What keeps Chromium quiet, local and able to run in a container. */
export const chromiumArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
