// The gallery behind a plain server, under the policy of the demo shop; below /fonts/ the fonts that pictures are taken with.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { at, dist } from '../../www/tools/paths.mjs'
import { TYPES, listen } from '../common/listen.mjs'

/** What the demo shop's backend says, without the wasm, which the gallery does not have. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

function place(path) {
  const [, folder, name] = /^\/fonts\/([\w-]+)\/([\w.-]+)$/.exec(path) ?? []
  if (folder) return at('node_modules', '@fontsource', folder, 'files', name)
  return join(dist, 'gallery', path.endsWith('/') ? `${path}index.html` : path)
}

/** Serves dist/gallery at `url`. */
export const serveGallery = () =>
  listen(async ({ url }, response) => {
    const file = place(normalize(new URL(url, 'http://localhost').pathname))
    try {
      const body = await readFile(file)
      response.writeHead(200, { 'content-type': TYPES[extname(file)], 'content-security-policy': POLICY }).end(body)
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing at this address.')
    }
  })
