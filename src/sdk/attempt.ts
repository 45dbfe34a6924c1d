import { failure, isFailure } from './failure'

const LIMIT = 10_000
const PAUSES = [2_000, 8_000]

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

function within<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(failure('timeout', `${what} took longer than ${LIMIT / 1000} s`)), LIMIT)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * Does `work` within ten seconds. A failure of the network is tried again after 2 s and after 8 s;
 * any other failure would come back the same.
 */
export async function attempt<T>(what: string, work: (times: number) => Promise<T>): Promise<T> {
  for (let times = 0; ; times += 1) {
    try {
      return await within(work(times), what)
    } catch (error) {
      const pause = PAUSES[times]
      if (pause === undefined || !isFailure(error) || !error.retryable) throw error
      await wait(pause)
    }
  }
}

/** Remembers the result of `work` for good, each of its own arguments, and a failure not at all: the next call tries again. */
export function once<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  const memory: Record<string, Promise<T>> = Object.create(null)
  return (...args) =>
    (memory[`${args}`] ??= work(...args).catch((error: unknown) => {
      delete memory[`${args}`]
      throw error
    }))
}
