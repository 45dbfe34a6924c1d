// How many tests a test program ran, read from what it printed.
import { Failure } from './run.mjs'

const sum = (out, pattern) => [...out.matchAll(pattern)].reduce((total, [, n]) => total + Number(n), 0)

/** Totals of every `test result:` line of cargo test or wasm-bindgen-test. */
export const cargoCounts = (out) => ({
  passed: sum(out, /^test result: .*?(\d+) passed/gm),
  failed: sum(out, /^test result: .*?(\d+) failed/gm),
})

/** Totals of node --test. */
export const nodeCounts = (out) => ({
  passed: sum(out, /^(?:ℹ|#) pass (\d+)$/gm),
  failed: sum(out, /^(?:ℹ|#) fail (\d+)$/gm),
})

/** The closing figure; none passed is a failure, since a check that looked at nothing says nothing. */
export function verdict({ passed, failed }) {
  if (failed) throw new Failure(`${passed} passed, ${failed} failed`)
  if (!passed) throw new Failure('no test ran')
  return `${passed} passed, 0 failed`
}

/** Waits for a run and counts what it printed. A failure that no count explains stays what it was. */
export async function counted(running, counts) {
  const done = await running.then(
    (out) => ({ out }),
    (error) => ({ out: error.out ?? '', error }),
  )
  const { passed, failed } = counts(done.out)
  if (done.error && !failed) throw done.error
  return verdict({ passed, failed })
}
