// A shop of our own making, under the strict policy, for what the demo shop would never do.
//
//   hosted('a sentence', { page: 'rude.html' }, async ({ page, server, host }) => { ... })
//
// Like journey(): one test, a fresh context, and failed when the browser complained. Serves the files of tests/e2e/pages/ at `/`,
// dist/ below `/sdk/` and examples/headless/ below `/example/`. `server.answer`: (body, request) => what POST /api/widget/search answers, as a value (JSON) or
// as `{ status, type, text, hang }`, or as a function of the response; `server.searches`: the bodies so far. `server.routes`: by 'METHOD /path', functions of
// (body, request) to a value or `{ status, type, text }`.
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { test } from 'node:test'
import { at, dist } from '../../../www/tools/paths.mjs'
import { TYPES, bodyOf, listen } from '../../common/listen.mjs'
import { watched } from './watched.mjs'

export const STRICT =
  "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
const PAGES = at('tests', 'e2e', 'pages')
const EXAMPLE = at('examples', 'headless')
function write(response, answer = {}) {
  if (answer.hang) return
  if (typeof answer === 'function') return answer(response)
  const isRaw = 'text' in answer || 'status' in answer
  const headers = { 'content-type': answer.type ?? 'application/json', 'cache-control': 'no-store', ...answer.headers }
  response.writeHead(isRaw ? (answer.status ?? 200) : 200, headers)
  response.end(isRaw ? (answer.text ?? '{}') : JSON.stringify(answer))
}

function file(path, response) {
  const name = path === '/' ? '/index.html' : path
  const [, folder, rest] = /^\/(sdk|example)(\/.*)/.exec(name) ?? []
  const place = folder ? (folder === 'sdk' ? dist : EXAMPLE) + rest : PAGES + name
  try {
    const content = readFileSync(place)
    response.writeHead(200, {
      'content-type': TYPES[extname(name)],
      'content-security-policy': STRICT,
      'cache-control': 'no-cache',
    })
    response.end(content)
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
  }
}

/** Starts the shop. `answer` and `routes` may be replaced at any time. */
export async function serveHost(routes = {}) {
  const shop = { routes, searches: [], asked: [], answer: () => ({ query: '', results: [], aiResponse: 'Yes.' }) }
  const { url, server, close } = await listen(async (request, response) => {
    const [path] = request.url.split('?')
    shop.asked.push(`${request.method} ${path}`)
    if (path === '/api/widget/search') {
      const body = await bodyOf(request)
      shop.searches.push(body)
      return write(response, await shop.answer(body, request))
    }
    const route =
      shop.routes[`${request.method} ${path}`] ?? shop.routes[`${request.method} ${path.replace(/[^/]+$/, '*')}`]
    if (route) return write(response, await route(await bodyOf(request), request))
    file(path, response)
  })
  shop.url = url
  shop.server = server
  shop.close = () => {
    for (const line of shop.lines ?? []) line.cut()
    close()
  }
  return shop
}

export function hosted(name, ...rest) {
  const body = rest.pop()
  const { limit = 60_000, routes, path = 'rude.html', ...options } = rest[0] ?? {}
  test(name, { timeout: limit }, async () => {
    const server = await serveHost(routes)
    try {
      await watched(name, options, async (given) => {
        await given.page.goto(server.url + path)
        await body({ ...given, server })
      })
    } finally {
      server.close()
    }
  })
}
