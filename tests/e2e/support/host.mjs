// A shop of our own making, under the strict policy, for what the demo shop would never do.
//
//   hosted('a sentence', { page: 'rude.html' }, async ({ page, server, host }) => { ... })
//
// Like journey(): one test, a fresh context, and failed when the browser complained. Serves the files of tests/e2e/pages/ at `/`,
// dist/ below `/sdk/` and examples/headless/ below `/example/`. `server.answer`: (body, request) => what POST /api/widget/search answers, as a value (JSON) or
// as `{ status, type, text, hang }`, or as a function of the response; `server.searches`: the bodies so far. `server.routes`: by 'METHOD /path', functions of
// (body, request) to a value or `{ status, type, text }`.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname } from 'node:path'
import { test } from 'node:test'
import { at, dist } from '../../../www/tools/paths.mjs'
import { open, shot } from './browser.mjs'

export const STRICT =
  "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
const PAGES = at('tests', 'e2e', 'pages')
const EXAMPLE = at('examples', 'headless')
const TYPES = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

async function bodyOf(request) {
  let text = ''
  for await (const piece of request) text += piece
  try {
    return JSON.parse(text)
  } catch {
    return text || undefined
  }
}

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
  const server = createServer(async (request, response) => {
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
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  shop.url = `http://127.0.0.1:${server.address().port}/`
  shop.server = server
  shop.close = () => {
    for (const line of shop.lines ?? []) line.cut()
    server.closeAllConnections()
    server.close()
  }
  return shop
}

export function hosted(name, ...rest) {
  const body = rest.pop()
  const { limit = 60_000, routes, path = 'rude.html', ...options } = rest[0] ?? {}
  test(name, { timeout: limit }, async () => {
    const server = await serveHost(routes)
    const { context, page, complaints } = await open(options)
    const allowed = []
    const isAllowed = ({ text }) =>
      allowed.some((pattern) => (pattern instanceof RegExp ? pattern.test(text) : text.includes(pattern)))
    const unexpected = () => complaints.filter((complaint) => !isAllowed(complaint))
    try {
      await page.goto(server.url + path)
      await body({ page, context, server, complaints, allow: (pattern) => allowed.push(pattern) })
      for (const each of context.pages()) await each.evaluate(() => null).catch(() => null)
      assert.equal(unexpected().length, 0, 'the browser complained (printed above)')
    } catch (error) {
      await shot(page, `failed-${name}`).catch(() => {})
      for (const { kind, text } of unexpected()) console.log(`${name}: ${kind}: ${text}`)
      throw error
    } finally {
      await context.close()
      server.close()
    }
  })
}
