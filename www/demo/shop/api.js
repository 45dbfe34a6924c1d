/** One request to the shop's own server. Everything that can go wrong becomes a `ShopError` with words for people. */

const PATIENCE = 15_000

export class ShopError extends Error {
  constructor(message, { code = 'network', status = 0, available } = {}) {
    super(message)
    this.name = 'ShopError'
    this.code = code
    this.status = status
    this.available = available
  }
}

/** Sends and reads JSON. `key` makes a change safe to repeat: the server applies one key once. */
export async function request(method, path, { body, key } = {}) {
  const headers = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (key) headers['Idempotency-Key'] = key
  let response
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    })
  } catch {
    throw new ShopError('The shop did not answer. Check your connection and try again.')
  }
  const answer = await response.json().catch(() => null)
  if (!response.ok) {
    throw new ShopError(answer?.message ?? 'The shop could not do this. Please try again.', {
      code: answer?.code ?? 'server',
      status: response.status,
      available: answer?.available,
    })
  }
  if (answer === null)
    throw new ShopError('The shop answered something unreadable. Please try again.', { code: 'server' })
  return answer
}
