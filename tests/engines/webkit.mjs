// WebKit: its driver by WebDriver's HTTP, with the small browser that belongs to WebKitGTK, on a display that nobody sees.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { miniBrowser, webkitDriver, xvfb } from '../../www/tools/engines.mjs'
import { start } from '../../www/tools/run.mjs'
import { waitFor, webdriver } from './webdriver.mjs'

const PATHS = {
  visit: ['POST', '/url'],
  run: ['POST', '/execute/async'],
  act: ['POST', '/actions'],
  window: ['POST', '/window/rect'],
  forget: ['DELETE', '/cookie'],
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}

async function display() {
  const child = start(xvfb(), ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const told = once(child.stdio[3], 'data')
  const gone = once(child, 'exit').then(() => {
    throw new Error('Xvfb ended before it had a display')
  })
  const [number] = await Promise.race([told, gone])
  gone.catch(() => {})
  return { child, name: `:${String(number).trim()}` }
}

/** Starts it. Answers `{ driver, fresh, close }`; `fresh` forgets the visitor. */
export async function openWebKit() {
  const screen = await display()
  const port = await freePort()
  const env = { DISPLAY: screen.name, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' }
  const child = start(webkitDriver(), ['--host=127.0.0.1', `--port=${port}`], { env, stdio: 'ignore' })
  let session = ''
  const send = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${session}${path}`, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(40_000),
    })
    const { value } = await response.json()
    if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`)
    return value
  }
  const close = async () => {
    if (session) await send('DELETE', '').catch(() => {})
    for (const each of [child, screen.child]) {
      const ended = once(each, 'exit')
      each.kill()
      await ended
    }
  }
  try {
    await waitFor('the driver of WebKit', () => send('GET', '/status').catch(() => null))
    const options = { binary: miniBrowser(), args: ['--automation'] }
    const { sessionId } = await send('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    })
    session = `/session/${sessionId}`
    const command = (name, body) => send(...PATHS[name], PATHS[name][0] === 'POST' ? (body ?? {}) : undefined)
    await command('window', { x: 0, y: 0, width: 1280, height: 900 })
    return { driver: webdriver('WebKit', command), fresh: () => command('forget'), close }
  } catch (error) {
    await close()
    throw error
  }
}
