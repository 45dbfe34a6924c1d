// Installs what a fresh machine misses. Needs only rustup, Node 20 and a C compiler; imports nothing from npm.
import { existsSync, readFileSync } from 'node:fs'
import { chromium, driver } from './chromium.mjs'
import { firefox, miniBrowser, webkitDriver, xvfb } from './engines.mjs'
import { at, lockedVersion, readJson, tools } from './paths.mjs'
import { Failure, ask, command, run, say, seconds } from './run.mjs'

const WASM_TARGET = 'wasm32-unknown-unknown'
const WASM_PACK = '0.15.1'
const WASM_PACK_OLDEST = [0, 14]
const CARGO_MUTANTS = '27.1.0'
const CARGO_FUZZ = '0.13.2'

/** True when node_modules holds what the lock file asks for, version by version. */
function modulesAreCurrent() {
  if (!existsSync(at('node_modules', '.package-lock.json'))) return false
  const have = readJson('node_modules', '.package-lock.json').packages
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, wanted]) => path === '' || wanted.optional || have[path]?.version === wanted.version,
  )
}

async function modules() {
  if (modulesAreCurrent()) return
  say('setup: installing the npm packages of package-lock.json')
  await run('npm', ['ci', '--no-audit', '--no-fund'], { label: 'npm ci' })
}

async function rust() {
  if (!ask('cargo', '--version'))
    throw new Failure('Rust is missing: install it from https://rustup.rs and run this again')
  if (!ask('cc', '--version') && process.platform !== 'win32')
    throw new Failure('a C compiler is missing (cc): install build-essential, or Xcode command line tools on macOS')
  for (const [part, probe] of [
    ['clippy', ['clippy', '--version']],
    ['rustfmt', ['fmt', '--version']],
  ])
    if (!ask('cargo', ...probe)) {
      say(`setup: adding ${part} to the Rust toolchain`)
      await run('rustup', ['component', 'add', part])
    }
  if (existsSync(`${ask('rustc', '--print', 'sysroot')}/lib/rustlib/${WASM_TARGET}`)) return
  say(`setup: adding the Rust target ${WASM_TARGET}`)
  await run('rustup', ['target', 'add', WASM_TARGET])
}

/** Installs into target/tools. The locked dependencies first; a mirror may lack one, then the newest that fit. */
async function cargoTool(name, version) {
  say(`setup: building ${name} ${version} into target/tools (some minutes, once)`)
  const args = ['install', name, '--version', version, '--root', tools]
  try {
    await run('cargo', [...args, '--locked'], { label: `building ${name}` })
  } catch (error) {
    if (!/failed to select a version/.test(error.out ?? '')) throw error
    say(`setup: the registry lacks a locked dependency of ${name}; building with the newest that fit`)
    await run('cargo', args, { label: `building ${name}` })
  }
}

async function wasmTools() {
  const [major, minor] = (ask('wasm-pack', '--version') ?? '').split(' ').pop().split('.').map(Number)
  const usable = major > WASM_PACK_OLDEST[0] || (major === WASM_PACK_OLDEST[0] && minor >= WASM_PACK_OLDEST[1])
  if (!usable) await cargoTool('wasm-pack', WASM_PACK)
  const version = lockedVersion('wasm-bindgen')
  const exact = (tool) => ask(tool, '--version')?.split(' ')[1] === version
  if (!exact('wasm-bindgen') || !exact('wasm-bindgen-test-runner')) await cargoTool('wasm-bindgen-cli', version)
}

function debianRoot() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && /^ID=debian$/m.test(release)
}

async function packages(...names) {
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, label: 'apt-get' }
  await run('apt-get', ['update', '-qq'], options)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options)
}

async function browser() {
  if (chromium() && driver()) return
  if (debianRoot()) {
    say('setup: installing Chromium, its driver and a font with apt-get')
    await packages('chromium', 'chromium-driver', 'fonts-liberation')
  }
  const missing = [!chromium() && 'Chromium (or Chrome)', !driver() && 'chromedriver of the same version'].filter(
    Boolean,
  )
  if (missing.length)
    throw new Failure(
      `${missing.join(' and ')} not found. Install the packages chromium and chromium-driver (their names on Debian), ` +
        'or set CHROMIUM=/path/to/the/browser and CHROMEDRIVER=/path/to/chromedriver',
    )
}

/** Only `npm run test:engines` wants these: Firefox, and WebKit with its driver and a display that nobody sees. */
async function engines() {
  const wanted = () =>
    [
      !firefox() && ['Firefox', 'firefox-esr'],
      !webkitDriver() && ['WebKitWebDriver', 'webkit2gtk-driver'],
      !miniBrowser() && ['MiniBrowser of WebKitGTK', 'libwebkit2gtk-4.1-0'],
      !xvfb() && ['Xvfb', 'xvfb'],
    ].filter(Boolean)
  if (!wanted().length) return
  if (debianRoot()) {
    const names = wanted().map(([, name]) => name)
    say(`setup: installing ${names.join(', ')} and a font with apt-get`)
    await packages(...names, 'fonts-liberation')
  }
  const missing = wanted()
  if (missing.length)
    throw new Failure(
      `${missing.map(([what]) => what).join(' and ')} not found. Install ${missing.map(([, name]) => name).join(', ')} ` +
        '(names on Debian), or say where they are: FIREFOX, WEBKIT_DRIVER, WEBKIT_BROWSER, XVFB',
    )
}

async function mutants() {
  const have = (ask('cargo', 'mutants', '--version') ?? '').split(' ').pop().split('.')
  if (have[0] !== CARGO_MUTANTS.split('.')[0]) await cargoTool('cargo-mutants', CARGO_MUTANTS)
}

/** Only `npm run fuzz` wants these: nightly for the compiler's coverage, and the tool that drives libFuzzer. */
async function fuzzTools() {
  if (!ask('cargo', '+nightly', '--version')) {
    say('setup: adding the nightly toolchain of Rust, which libFuzzer needs')
    await run('rustup', ['toolchain', 'install', 'nightly', '--profile', 'minimal'])
  }
  if (!ask('c++', '--version'))
    throw new Failure('a C++ compiler is missing (c++): libFuzzer is built from source, install build-essential')
  if (!ask('cargo', 'fuzz', '--version')) await cargoTool('cargo-fuzz', CARGO_FUZZ)
}

const PARTS = { modules, rust, wasm: wasmTools, browser, engines, fuzz: fuzzTools, mutants }

/** Makes parts of `PARTS` usable, by their names. Costs a moment when all is there. */
export async function ensure(...parts) {
  for (const part of parts) await PARTS[part]()
}

await command('setup', import.meta.url, async () => {
  const began = Date.now()
  await ensure('modules', 'rust', 'wasm', 'browser')
  return `everything is there (${seconds(began)} s)`
})
