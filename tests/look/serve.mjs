// The gallery behind a plain server, under the policy of the demo shop.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { dist } from '../../www/tools/paths.mjs'

const TYPES = { '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml' }
/** What examples/backend/src/guard/headers.rs says, without the wasm that the gallery does not have. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

/** Serves dist/gallery at `url`. */
export async function serveGallery() {
  const server = createServer(async ({ url }, response) => {
    const path = normalize(new URL(url, 'http://x').pathname)
    const file = path.endsWith('/') ? `${path}index.html` : path
    try {
      const body = await readFile(join(dist, 'gallery', file))
      response.writeHead(200, {
        'content-type': `${TYPES[extname(file)]}; charset=utf-8`,
        'content-security-policy': POLICY,
      })
      response.end(body)
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing at this address.')
    }
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
