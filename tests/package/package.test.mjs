import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { at, env, readJson } from '../../www/tools/paths.mjs'
import { installed } from './installed.mjs'

const shop = installed()
after(() => shop.remove())

test('the tarball holds exactly what a shop needs', () => {
  assert.deepEqual(shop.files, [
    'CHANGELOG.md',
    'LICENSE-APACHE',
    'LICENSE-MIT',
    ...shop.files.filter((file) => file === 'README.md'),
    'dist/change.js',
    'dist/fit.js',
    'dist/handcart.d.ts',
    'dist/handcart.global.d.ts',
    'dist/handcart.global.js',
    'dist/handcart.js',
    'dist/handcart_bg.wasm',
    'dist/handcart_caps_bg.wasm',
    'dist/headless.js',
    ...['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'pl', 'pt', 'uk'].map((language) => `dist/messages/${language}.json`),
    'dist/options.js',
    'dist/socket.js',
    'dist/stream.js',
    'dist/tools.js',
    'dist/widget.js',
    'package.json',
  ])
})

test('it brings no other package and runs no script on installing', () => {
  const { dependencies, peerDependencies, optionalDependencies, scripts } = readJson('package.json')
  assert.deepEqual([dependencies, peerDependencies, optionalDependencies], [undefined, undefined, undefined])
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
    assert.equal(scripts[script], undefined, script)
})

test('importing it on a server does nothing, and init resolves to null', () => {
  const out = shop.node(`
    const before = Object.keys(globalThis).join()
    globalThis.fetch = () => { throw new Error('fetched') }
    const { init, version } = await import('handcart')
    if (Object.keys(globalThis).join() !== before) throw new Error('a global was added')
    console.log(await init({ cart: null }), version)
  `)
  assert.equal(out.trim(), `null ${readJson('package.json').version}`)
})

test('every export of the map is there', () => {
  const out = shop.node(`
    for (const name of ['handcart', 'handcart/global', 'handcart/widget.js', 'handcart/tools.js', 'handcart/headless.js', 'handcart/handcart_bg.wasm', 'handcart/handcart_caps_bg.wasm', 'handcart/messages/de.json', 'handcart/package.json'])
      console.log(import.meta.resolve(name).split('/handcart/').pop())
  `)
  assert.deepEqual(out.trim().split('\n'), [
    'dist/handcart.js',
    'dist/handcart.global.js',
    'dist/widget.js',
    'dist/tools.js',
    'dist/headless.js',
    'dist/handcart_bg.wasm',
    'dist/handcart_caps_bg.wasm',
    'dist/messages/de.json',
    'package.json',
  ])
})

test('the module names its files by literals that bundlers can follow, and nothing is evaluated from a string', () => {
  const file = (name) => readFileSync(join(shop.installedFrom, 'dist', name), 'utf8')
  assert.match(file('handcart.js'), /import\("\.\/widget\.js"\)/)
  for (const name of ['options.js', 'change.js', 'fit.js', 'tools.js', 'headless.js'])
    assert.ok(file('widget.js').includes(`import("./${name}")`), name)
  for (const name of ['handcart_bg.wasm', 'messages/en.json', 'messages/ja.json'])
    assert.ok(file('widget.js').includes(`new URL("${name}",import.meta.url)`), name)
  assert.ok(file('options.js').includes('new URL("handcart_caps_bg.wasm",import.meta.url)'))
  for (const name of ['socket.js', 'stream.js']) assert.ok(file('widget.js').includes(`import("./${name}")`), name)
  for (const name of [
    'handcart.js',
    'handcart.global.js',
    'widget.js',
    'options.js',
    'change.js',
    'fit.js',
    'socket.js',
    'stream.js',
    'tools.js',
    'headless.js',
  ])
    assert.doesNotMatch(file(name), /\beval\(|new Function|\.innerHTML|insertAdjacentHTML|document\.write/, name)
})

const HOST = `
import { init, version, type Failure, type FailureCode } from 'handcart'
import 'handcart/global'

const text: string = version
const handle = await init({ onError: (error: Failure) => { const code: FailureCode = error.code; console.log(code, error.retryable, text) } })
if (handle === null) console.log('on a server')
;(window.Handcart = window.Handcart || []).push((handcart) => void handcart.init({ title: 'Help' }))
`

for (const [module, moduleResolution] of [
  ['esnext', 'bundler'],
  ['nodenext', 'nodenext'],
])
  test(`a host compiles against the types with moduleResolution ${moduleResolution}`, () => {
    writeFileSync(join(shop.folder, 'host.ts'), HOST)
    const options = ['--module', module, '--moduleResolution', moduleResolution, '--lib', 'es2023,dom', '--types', '']
    const args = [
      at('node_modules', 'typescript', 'bin', 'tsc'),
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      ...options,
      'host.ts',
    ]
    execFileSync(process.execPath, args, { cwd: shop.folder, env, stdio: 'pipe', encoding: 'utf8' })
  })
