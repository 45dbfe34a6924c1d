// Runs programs with their output live, a sign of life while they are silent, and signals passed on.
import { spawn, spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { env as toolEnv, root } from './paths.mjs'

const SILENT_SECONDS = 10
const running = new Set()
let stopped = false

function stop(signal) {
  stopped = true
  for (const child of running) child.kill(signal)
  if (!running.size) process.exit(130)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)

// npm passes a signal to the shell between us, and that shell does not pass it on: it is gone, and so should we be.
const parent = process.ppid
setInterval(() => process.ppid !== parent && !stopped && stop('SIGTERM'), 500).unref()

export const say = (line) => console.log(line)
export const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1)

/** An expected failure: its message says enough, so no stack is printed. */
export class Failure extends Error {}

/** Starts a program. The caller listens to it; signals to us reach it, and nothing starts after one. */
export function start(command, args, { env, ...options } = {}) {
  if (stopped) throw new Failure('stopped')
  const child = spawn(command, args, { cwd: root, env: { ...toolEnv, ...env }, ...options })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

/**
 * Runs a program to its end and resolves to all it printed.
 * `label`: what the elapsed-seconds line calls it. `quiet`: print the output only when it fails. `silent`: never.
 */
export async function run(command, args, { label = command, silent = false, quiet = silent, ...options } = {}) {
  const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const began = Date.now()
  let heard = began
  let out = ''
  const listen = (stream, sink) =>
    stream.setEncoding('utf8').on('data', (text) => {
      out += text
      if (quiet) return
      heard = Date.now()
      sink.write(text)
    })
  listen(child.stdout, process.stdout)
  listen(child.stderr, process.stderr)
  const pulse = setInterval(() => {
    if (Date.now() - heard < SILENT_SECONDS * 1000) return
    say(`  ${label}: ${Math.round((Date.now() - began) / 1000)} s`)
    heard = Date.now()
  }, 1000)
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`${command} could not be started: ${error.message}`)))
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(out)
      if (quiet && !silent) process.stdout.write(out)
      reject(Object.assign(new Failure(`${label} failed (${signal ?? `exit code ${code}`})`), { out }))
    })
  }).finally(() => clearInterval(pulse))
}

/** What a program prints at once, or null when it is not there or fails. */
export function ask(command, ...args) {
  const answer = spawnSync(command, args, { cwd: root, env: toolEnv, encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : null
}

/**
 * The frame of a command: `body` returns its closing figure, printed as the last line `name: figure`.
 * Does nothing when the file was imported and not started.
 */
export async function command(name, moduleUrl, body) {
  if (pathToFileURL(realpathSync(process.argv[1])).href !== moduleUrl) return
  try {
    const figure = await body(process.argv.slice(2))
    if (figure) say(`${name}: ${figure}`)
  } catch (error) {
    say(`${name}: FAILED, ${error instanceof Failure ? error.message : error.stack}`)
    process.exitCode = process.exitCode || 1
  }
}
