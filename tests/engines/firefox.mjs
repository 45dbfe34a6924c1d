// Firefox, driven by its own protocol (Marionette): WebDriver's commands as JSON over a socket, each with its length before it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firefox } from '../../www/tools/engines.mjs'
import { start } from '../../www/tools/run.mjs'
import { waitFor, webdriver } from './webdriver.mjs'

/** Any free port; no look at the net; what the mouse of a person would have to dismiss is not shown. */
const SETTINGS = {
  'marionette.port': 0,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
}
const NAMES = {
  visit: 'WebDriver:Navigate',
  run: 'WebDriver:ExecuteAsyncScript',
  act: 'WebDriver:PerformActions',
  window: 'WebDriver:SetWindowRect',
  forget: 'WebDriver:DeleteAllCookies',
}

/** Reads messages of the form `length:json`. */
function listen(socket, hear) {
  let rest = Buffer.alloc(0)
  socket.on('data', (piece) => {
    rest = Buffer.concat([rest, piece])
    for (;;) {
      const colon = rest.indexOf(':')
      const end = colon + 1 + Number(rest.subarray(0, Math.max(colon, 0)))
      if (colon < 0 || rest.length < end) return
      hear(JSON.parse(rest.subarray(colon + 1, end)))
      rest = rest.subarray(end)
    }
  })
}

async function line(port) {
  const socket = connect(port, '127.0.0.1')
  const waiting = new Map()
  let count = 0
  let greeted
  const ready = new Promise((done) => (greeted = done))
  listen(socket, (message) => {
    if (!Array.isArray(message)) return greeted()
    const [, id, error, result] = message
    const { done, failed } = waiting.get(id)
    waiting.delete(id)
    if (error) failed(new Error(`Firefox: ${error.error}: ${error.message}`))
    else done(result?.value)
  })
  socket.on('close', () => waiting.forEach(({ failed }) => failed(new Error('Firefox has gone'))))
  await ready
  return (name, parameters = {}) =>
    new Promise((done, failed) => {
      count += 1
      waiting.set(count, { done, failed })
      const text = JSON.stringify([0, count, name, parameters])
      socket.write(`${Buffer.byteLength(text)}:${text}`)
    })
}

/** Starts it. Answers `{ driver, fresh, close }`; `fresh` forgets the visitor. */
export async function openFirefox() {
  const profile = mkdtempSync(join(tmpdir(), 'handcart-firefox-'))
  const settings = Object.entries(SETTINGS).map((each) => `user_pref(${each.map((part) => JSON.stringify(part))});\n`)
  writeFileSync(join(profile, 'user.js'), settings.join(''))
  const args = ['--headless', '--no-remote', '--marionette', '--profile', profile]
  const child = start(firefox(), args, { env: { HOME: profile }, stdio: 'ignore' })
  const ended = new Promise((done) => child.once('exit', done))
  const close = async () => {
    child.kill()
    await ended
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const port = await waitFor('the port of Firefox', () => {
      if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}`)
      try {
        return Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8'))
      } catch {
        return 0
      }
    })
    const send = await line(port)
    await send('WebDriver:NewSession', {})
    const command = (name, { script, args, ...rest } = {}) =>
      send(NAMES[name], script ? { script, args, newSandbox: false, sandbox: 'default' } : rest)
    await command('window', { width: 1280, height: 900 })
    return { driver: webdriver('Firefox', command), fresh: () => command('forget'), close }
  } catch (error) {
    await close()
    throw error
  }
}
