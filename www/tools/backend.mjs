// The reference backend of examples/backend: builds it, finds a port, starts it.
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { at, dist, target } from './paths.mjs'
import { Failure, run, start } from './run.mjs'
import { ensure } from './setup.mjs'

const FIRST_PORT = 4173
const READY = /^Handcart demo: (http:\/\/\S+)/

export const binary = `${target}/debug/handcart-backend${process.platform === 'win32' ? '.exe' : ''}`

/**
 * Builds the backend. `tested`: as `npm run test:native` builds it, so that its two hundred dependencies, which have other
 * features with those of the tests beside them, are not compiled a second time.
 */
export async function backend({ tested = false } = {}) {
  await ensure('rust')
  const args = tested ? ['test', '--workspace', '--test', 'shop', '--no-run'] : ['build', '-p', 'handcart-backend']
  await run('cargo', args, { label: 'building the backend' })
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** The first free port from 4173 upwards. */
export async function freePort(from = FIRST_PORT) {
  for (let port = from; port < from + 200; port += 1) if (await isFree(port)) return port
  throw new Failure(`no free port between ${from} and ${from + 200}`)
}

/**
 * Starts the backend and resolves when it says that it is ready, to `{ url, child }`.
 * `onLine` hears each line it prints.
 */
export function serve({ port, args = [], env, onLine = () => {} }) {
  const child = start(binary, ['--port', String(port), '--pages', at('www', 'demo'), '--sdk', dist, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  createInterface({ input: child.stderr }).on('line', onLine)
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      onLine(line)
      const ready = READY.exec(line)
      if (ready) resolve({ url: ready[1], child })
    })
    child.once('error', (error) => reject(new Failure(`the backend could not be started: ${error.message}`)))
    child.once('exit', (code) => reject(new Failure(`the backend stopped before it was ready (exit code ${code})`)))
  })
}
