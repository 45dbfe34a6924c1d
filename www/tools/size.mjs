// npm run size: raw, gzip and brotli bytes of what a page loads, against the ceilings of wasm-pack.toml.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { dist } from './paths.mjs'
import { Failure, command, say } from './run.mjs'
import { ensure } from './setup.mjs'

const SLACK = 0.05
/** Of one language. They are fetched one by one, so each has a ceiling of its own. */
const LANGUAGE = 4_096
const number = (n) => n.toLocaleString('en').padStart(9)

function measure(file) {
  const path = `${dist}/${file}`
  if (!existsSync(path)) throw new Failure(`dist/${file} is missing: run npm run build first`)
  const bytes = readFileSync(path)
  if (bytes.includes('sourceMappingURL=')) throw new Failure(`dist/${file} is a development build: run npm run build`)
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length }
}

const row = (name, { raw, gzip, brotli }, rest = '') =>
  say(`${name.padEnd(24)}${number(raw)}${number(gzip)}${number(brotli)}${rest}`)

await command('size', import.meta.url, async () => {
  await ensure('modules')
  const { ceilings } = await import('./matrix.mjs')
  say(`${'bytes'.padEnd(24)}      raw     gzip   brotli  ceiling`)
  const over = []
  const notes = []
  for (const { name, files, brotli: ceiling } of ceilings) {
    const parts = files.map((file) => ({ file, ...measure(file) }))
    const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
    const all = { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') }
    row(name, all, number(ceiling))
    if (parts.length > 1) for (const part of parts) row(`  ${part.file}`, part)
    if (all.brotli > ceiling) over.push(`${name} is ${all.brotli - ceiling} bytes above its ceiling`)
    else if (all.brotli < ceiling * (1 - SLACK))
      notes.push(`${name} uses ${all.brotli}: its ceiling could come down to ${all.brotli}`)
  }
  const languages = readdirSync(`${dist}/messages`).map((file) => ({ file, ...measure(`messages/${file}`) }))
  const largest = languages.reduce((one, other) => (one.brotli > other.brotli ? one : other))
  row(`a language, of ${languages.length}`, largest, number(LANGUAGE))
  for (const part of languages) row(`  ${part.file}`, part)
  for (const { file, brotli } of languages)
    if (brotli > LANGUAGE) over.push(`${file} is ${brotli - LANGUAGE} bytes above its ceiling`)
  for (const note of notes) say(`note: ${note}`)
  if (over.length) throw new Failure(over.join('; '))
  const all = ceilings.length + languages.length
  return `${all} of ${all} under their ceilings`
})
