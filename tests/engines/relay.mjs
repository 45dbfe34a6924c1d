// Stands between an engine and the demo shop, and puts one script first in every page: it writes down what went wrong there,
// because plain WebDriver tells nobody what stands in the console. Nothing else is changed.
import { request } from 'node:http'
import { listen } from '../common/listen.mjs'

/** Runs in the page. */
function watch() {
  // In the document, since an engine may hide what scripts of the page keep from those of its driver.
  const wrong = []
  const place = document.currentScript
  const tell = (what) => {
    wrong.push(what)
    place.dataset.wrong = JSON.stringify(wrong)
  }
  place.dataset.wrong = '[]'
  const plain = (what) => (what instanceof Error ? what.stack : String(what))
  for (const level of ['error', 'warn']) {
    const usual = console[level]
    console[level] = (...words) => {
      tell(`console.${level}: ${words.map(plain).join(' ')}`)
      usual.apply(console, words)
    }
  }
  addEventListener('error', ({ message, error }) => tell(`uncaught: ${error ? plain(error) : message}`))
  addEventListener('unhandledrejection', ({ reason }) => tell(`unhandled: ${plain(reason)}`))
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    tell(`policy: ${effectiveDirective} ${blockedURI}`),
  )
}
const SCRIPT = `(${watch})()`

/** `shop`: the address that is passed on. Answers `{ url, close }`. */
export async function relay(shop) {
  const { hostname, port } = new URL(shop)
  return listen((asked, answer) => {
    if (asked.url === '/watch.js') return answer.writeHead(200, { 'content-type': 'text/javascript' }).end(SCRIPT)
    const headers = { ...asked.headers, 'accept-encoding': 'identity' }
    const passed = request({ hostname, port, path: asked.url, method: asked.method, headers }, (got) => {
      const isPage = got.headers['content-type']?.startsWith('text/html')
      if (!isPage) return got.pipe(answer.writeHead(got.statusCode, got.headers))
      let page = ''
      got.setEncoding('utf8').on('data', (piece) => (page += piece))
      got.on('end', () => {
        const { 'content-length': _, ...rest } = got.headers
        answer.writeHead(got.statusCode, rest).end(page.replace('<head>', '<head><script src="/watch.js"></script>'))
      })
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  })
}
