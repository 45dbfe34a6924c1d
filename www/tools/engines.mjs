// Finds the browsers beside Chromium that the tests run in: Firefox, and WebKit with its driver and a display for it.
// FIREFOX, WEBKIT_DRIVER, WEBKIT_BROWSER and XVFB point at other ones.
import { existsSync, readdirSync } from 'node:fs'
import { onPath } from './chromium.mjs'

const LIBRARIES = '/usr/lib'

/** The small browser of WebKitGTK stands beside its library, whose folder is named after the machine. */
function beside() {
  if (!existsSync(LIBRARIES)) return null
  for (const machine of ['.', ...readdirSync(LIBRARIES)])
    for (const version of ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0']) {
      const file = `${LIBRARIES}/${machine}/${version}/MiniBrowser`
      if (existsSync(file)) return file
    }
  return null
}

export const firefox = () => process.env.FIREFOX ?? onPath(['firefox-esr', 'firefox'])
export const webkitDriver = () => process.env.WEBKIT_DRIVER ?? onPath(['WebKitWebDriver'])
export const miniBrowser = () => process.env.WEBKIT_BROWSER ?? beside()
export const xvfb = () => process.env.XVFB ?? onPath(['Xvfb'])
