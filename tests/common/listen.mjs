// A server of a test, on a free port of this machine.
import { createServer } from 'node:http'

/** What the tests serve, by the ending of a file. */
export const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** What a request carries, as a value; what is not JSON as text. */
export async function bodyOf(request) {
  let text = ''
  for await (const piece of request) text += piece
  try {
    return JSON.parse(text)
  } catch {
    return text || undefined
  }
}

/** Listens. Answers `{ url, server, close }`: `url` ends with a slash, `close` cuts what is still under way. */
export async function listen(answer) {
  const server = createServer(answer)
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    server,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
