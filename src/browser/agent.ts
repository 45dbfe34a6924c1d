/** The shopping agent behind HTTP: one question, one answer. */
import type { AgentEndpoint } from '../contract/types'

/** As JSON, whatever `toJSON` an old library left in the page's prototypes. */
function json(value: unknown): string {
  const shield = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return
    if ('toJSON' in each) Object.defineProperty(each, 'toJSON', { value: undefined })
    for (const inner of Object.values(each)) shield(inner)
  }
  shield(value)
  return JSON.stringify(value)
}

/** Asks. `answered` gets what came, or `null` for what is no JSON; `failed` gets a code. */
export function search(
  { endpoint, token, headers }: Partial<AgentEndpoint>,
  body: unknown,
  signal: AbortSignal,
  answered: (answer: unknown) => void,
  failed: (code: string) => void,
): void {
  fetch(`${(endpoint ?? '').replace(/\/+$/, '')}/api/widget/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { 'x-widget-token': token } : {}), ...headers },
    body: json(body),
    signal,
  })
    .then(async (response) => {
      if (!response.ok) return failed(response.status === 429 ? 'policy' : 'host-error')
      answered(await response.json().catch(() => null))
    })
    .catch(() => failed('network'))
}
