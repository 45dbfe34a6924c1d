// The bench's page and the built package behind a plain server. The page is isolated, so that the clock is fine (5 µs).
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { at, dist } from '../../www/tools/paths.mjs'
import { TYPES, listen } from '../common/listen.mjs'

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': 'no-store',
}
const PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>'

/** Serves at `url`. `made`: files that stand nowhere else, text by path. */
export const serveBench = (made) =>
  listen(async ({ url }, response) => {
    const path = normalize(new URL(url, 'http://localhost').pathname)
    const name = path === '/' ? '/index.html' : path
    const place = name.startsWith('/sdk/') ? join(dist, name.slice(5)) : at('tests', 'bench', 'page', name)
    const body = { '/pixel.svg': PIXEL, ...made }[name] ?? (await readFile(place).catch(() => undefined))
    const type = TYPES[extname(name)]
    if (body === undefined || !type) return response.writeHead(404, ISOLATED).end()
    response.writeHead(200, { ...ISOLATED, 'content-type': type }).end(body)
  })
