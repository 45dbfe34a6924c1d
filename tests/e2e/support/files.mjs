// A tiny server for dist/ that can answer wrongly, for the tests of the loader.
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { dist } from '../../../www/tools/paths.mjs'
import { TYPES, listen } from '../../common/listen.mjs'

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,"><main><h1>A shop</h1></main>'

function usual(path, scripts) {
  if (path === '/')
    return { type: 'text/html', body: PAGE + scripts.map((src) => `<script src="${src}"></script>`).join('') }
  try {
    return { type: TYPES[extname(path)], body: readFileSync(dist + path.replace(/^\/sdk/, '')) }
  } catch {
    return { status: 404, type: 'text/html', body: '<!doctype html><title>Not found</title>' }
  }
}

/**
 * Serves a page at `/` and dist/ below `/sdk/`.
 * `policy`: the page's Content-Security-Policy. `scripts`: the addresses of its script tags. `faults`: by path, a function of the usual answer
 * `{ status, type, body }` to another one, or to `null` to break the connection.
 * Answers `{ url, asked, close }`; `asked` lists the paths in order.
 */
export async function serveFiles({ policy, scripts = [], faults = {} } = {}) {
  const asked = []
  const served = await listen((request, response) => {
    const path = request.url.split('?')[0]
    asked.push(path)
    const answer = (faults[path] ?? ((same) => same))(usual(path, scripts))
    if (!answer) return request.socket.destroy()
    const headers = { 'content-type': answer.type ?? '', 'cache-control': 'no-store' }
    if (policy && path === '/') headers['content-security-policy'] = policy
    response.writeHead(answer.status ?? 200, headers).end(answer.body)
  })
  return { ...served, asked }
}
