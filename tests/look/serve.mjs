// The gallery behind a plain server, under the policy of the demo shop; below /fonts/ the fonts that pictures are taken with.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { at, dist } from '../../www/tools/paths.mjs'

const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
/** What the demo shop's backend says, without the wasm, which the gallery does not have. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

function place(path) {
  const [, folder, name] = /^\/fonts\/([\w-]+)\/([\w.-]+)$/.exec(path) ?? []
  if (folder) return at('node_modules', '@fontsource', folder, 'files', name)
  return join(dist, 'gallery', path.endsWith('/') ? `${path}index.html` : path)
}

/** Serves dist/gallery at `url`. */
export async function serveGallery() {
  const server = createServer(async ({ url }, response) => {
    const file = place(normalize(new URL(url, 'http://localhost').pathname))
    try {
      const body = await readFile(file)
      response.writeHead(200, { 'content-type': TYPES[extname(file)], 'content-security-policy': POLICY }).end(body)
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
