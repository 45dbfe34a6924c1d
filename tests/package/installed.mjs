// The package as a shop gets it: packed, and installed from the tarball into an empty folder.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, root } from '../../www/tools/paths.mjs'

const npm = (cwd, ...args) =>
  execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Packs and installs. Answers the folder, the files of the tarball, `node(script)` to run there and `remove()`. */
export function installed() {
  const folder = mkdtempSync(join(tmpdir(), 'handcart-package-'))
  const [packed] = JSON.parse(npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', private: true, type: 'module' }))
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename))
  return {
    folder,
    files: packed.files.map(({ path }) => path).sort(),
    installedFrom: join(folder, 'node_modules', 'handcart'),
    node: (script) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
