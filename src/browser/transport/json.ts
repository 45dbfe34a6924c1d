/** As JSON, whatever `toJSON` an old library left in the page's prototypes. */
export function json(value: unknown): string {
  const shield = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return
    if ('toJSON' in each) Object.defineProperty(each, 'toJSON', { value: undefined })
    for (const inner of Object.values(each)) shield(inner)
  }
  shield(value)
  return JSON.stringify(value)
}

/** JSON text as an object, `undefined` when it is none. */
export function record(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** What came as JSON, in words: of a list or an object none can be made that is safe. */
export const words = (value: unknown): string => (typeof value === 'object' ? '' : String(value))

/** The items of what may be a list. */
export const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
