// esbuild: src/sdk to dist/.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, transform } from 'esbuild'
import { minify } from 'terser'
import { fresh, slim } from './glue.mjs'
import { bundles } from './matrix.mjs'
import { rename, short } from './names.mjs'
import { at, dist, readJson } from './paths.mjs'
import { Failure } from './run.mjs'

/** `import css from './x.css'` gives the minified text: the widget puts it into a constructable stylesheet. */
const cssAsText = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true, target: 'es2022' })
      // esbuild leaves the values of custom properties as they are.
      const tight = code
        .replace(/(--\w+): /g, '$1:')
        .replace(/\s+/g, ' ')
        .replaceAll(' }', '}')
      return { contents: tight.trim(), loader: 'text' }
    })
  },
}

/** The messages of a file, tight: a plural whose forms are the same is one text. */
function messages(path) {
  const plain = (_, value) => {
    const forms = value?.other === undefined ? [] : new Set(Object.values(value))
    return forms.size === 1 ? value.other : value
  }
  return JSON.stringify(JSON.parse(readFileSync(path, 'utf8'), plain))
}

/** The languages, each a file of which the widget fetches the one that it needs. */
function languages() {
  const from = at('src', 'sdk', 'messages')
  rmSync(`${dist}/messages`, { recursive: true, force: true })
  mkdirSync(`${dist}/messages`, { recursive: true })
  for (const file of readdirSync(from)) writeFileSync(`${dist}/messages/${file}`, messages(join(from, file)))
}

/** What is fetched when it is first needed stays a file of its own beside whoever fetches it. */
const filesBeside = {
  name: 'files-beside',
  setup({ onResolve }) {
    onResolve({ filter: /\/(widget|options|change|fit|socket|stream|tools|headless)\.js$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path)}`, external: true } : null,
    )
  },
}

/** wasm-bindgen copies the modules that the wasm imports; the widget has them already. */
const oneCopy = {
  name: 'one-copy',
  setup({ onResolve }) {
    onResolve({ filter: /\/snippets\/.*\/(intake|atoms|address|clean)\.js$/ }, ({ path }) => ({
      path: at(path.replace(/^.*?\/snippets\/[^/]+\//, '')),
    }))
  },
}

/** Where the widget's own wasm is, and its JavaScript; then what takes its place in some pages. */
const [OWN, ...OTHERS] = bundles.map(({ name, file, 'out-dir': out, 'out-name': made }) => ({
  name,
  file,
  glue: () => readFileSync(at(out, `${made}.js`), 'utf8'),
  wasm: () => readFileSync(at(out, `${made}_bg.wasm`)),
}))

/** wasm-bindgen's JavaScript as `seam` made it. */
const ourGlue = (glue) => ({
  name: 'our-glue',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]pkg[\\/]handcart\.js$/ }, () => ({ contents: glue, loader: 'js' }))
  },
})

/** Each wasm and the JavaScript of all; for a release slim and with short names between them. */
function seam(dev) {
  const glue = OWN.glue()
  for (const other of OTHERS)
    if (other.glue() !== glue)
      throw new Failure(`wasm-bindgen made other JavaScript for ${other.name}: see wasm-pack.toml`)
  const slender = dev ? glue : slim(glue)
  const made = [OWN, ...OTHERS].map(({ file, wasm }) => ({
    file,
    ...(dev ? { glue, wasm: wasm() } : rename(wasm(), slender)),
  }))
  for (const { file, glue } of made)
    if (glue !== made[0].glue) throw new Failure(`${file} imports other functions of ours: see www/tools/names.mjs`)
  return { glue: fresh(made[0].glue), made }
}

/** What esbuild leaves on the table. Names of properties stay as they are, but for wasm-bindgen's own. */
const SQUEEZE = {
  module: true,
  ecma: 2022,
  compress: {
    passes: 4,
    pure_getters: true,
    unsafe: true,
    unsafe_arrows: true,
    unsafe_comps: true,
    unsafe_math: true,
    unsafe_methods: true,
    lhs_constants: false,
  },
  mangle: { properties: { regex: /^__(wbg_ptr|destroy_into_raw)$/ } },
  format: { comments: false },
}

/** Classes and ids of the shadow tree that journeys look for; a page has the documented parts. */
const KEPT = /^hc-(cart|chip|done|launch|live|me|msg|n|panel|say)$/

/** The other names in the shadow tree, the most frequent first: a letter or two each. */
function shortNames(code) {
  const names = /(?<!-)\bhc-[a-z0-9-]+/g
  const counts = new Map()
  for (const [name] of code.matchAll(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const free = [...counts.keys()].filter((name) => !KEPT.test(name))
  free.sort((one, other) => counts.get(other) - counts.get(one) || (one < other ? -1 : 1))
  const made = new Map(free.map((name, at) => [name, `c${short(at)}`]))
  return code.replace(names, (name) => made.get(name) ?? name)
}

async function squeeze(path) {
  const { code } = await minify(readFileSync(path, 'utf8'), SQUEEZE)
  writeFileSync(path, path.endsWith('widget.js') ? shortNames(code) : code)
}

const ENTRIES = [
  { entry: 'index.ts', out: 'handcart.js', format: 'esm' },
  { entry: 'global.ts', out: 'handcart.global.js', format: 'iife' },
  { entry: 'widget.ts', out: 'widget.js', format: 'esm' },
  { entry: '../browser/transport/socket.ts', out: 'socket.js', format: 'esm' },
  { entry: '../browser/transport/stream.ts', out: 'stream.js', format: 'esm' },
  { entry: 'options.ts', out: 'options.js', format: 'esm' },
  { entry: 'change.ts', out: 'change.js', format: 'esm' },
  { entry: 'fit.ts', out: 'fit.js', format: 'esm' },
  { entry: 'tools.ts', out: 'tools.js', format: 'esm' },
  { entry: 'headless.ts', out: 'headless.js', format: 'esm' },
]

/** The page with every state (www/gallery), in a folder that any server can serve. It is not part of the package. */
export async function gallery() {
  const [from, to] = [at('www', 'gallery'), `${dist}/gallery`]
  rmSync(to, { recursive: true, force: true })
  mkdirSync(`${to}/pictures`, { recursive: true })
  for (const file of ['index.html', 'gallery.css']) cpSync(join(from, file), `${to}/${file}`)
  const shown = readFileSync(at('tests', 'fixtures', 'states.jsonl'), 'utf8').matchAll(/"(pictures\/[\w-]+\.svg)"/g)
  for (const picture of new Set([...shown].map(([, path]) => path)))
    cpSync(at('www', 'demo', picture), `${to}/${picture}`)
  await build({
    entryPoints: [join(from, 'page.js')],
    outfile: `${to}/gallery.js`,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    loader: { '.jsonl': 'text' },
    plugins: [cssAsText],
    logLevel: 'warning',
  })
}

/** Writes the scripts, the wasm and the languages. `dev` keeps names and adds source maps. */
export async function bundle(dev) {
  for (const { out } of ENTRIES) rmSync(`${dist}/${out}.map`, { force: true })
  const { glue, made } = seam(dev)
  const version = JSON.stringify(readJson('package.json').version)
  await Promise.all(
    ENTRIES.map(({ entry, out, format }) =>
      build({
        entryPoints: [at('src', 'sdk', entry)],
        outfile: `${dist}/${out}`,
        bundle: true,
        format,
        target: 'es2022',
        charset: 'utf8',
        legalComments: 'none',
        minify: !dev,
        sourcemap: dev,
        define: { HANDCART_VERSION: version },
        plugins: [cssAsText, filesBeside, oneCopy, ourGlue(glue)],
        logLevel: 'warning',
      }),
    ),
  )
  if (!dev) await Promise.all(ENTRIES.map(({ out }) => squeeze(`${dist}/${out}`)))
  for (const { file, wasm } of made) writeFileSync(`${dist}/${file}`, wasm)
  languages()
  await gallery()
}
