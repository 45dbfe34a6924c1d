/** Checks a value against the part of JSON Schema that `tools.json` uses. */
export interface Schema {
  type?: string
  const?: unknown
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  maxProperties?: number
  items?: Schema
  anyOf?: Schema[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}

/** The beginning of a name that somebody gave. */
export const short = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}...` : name)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const TYPES: Record<string, (value: unknown) => boolean> = {
  object: isRecord,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: Number.isInteger,
}

/** What came, in a few words. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(short(value))
  if (value === undefined) return 'nothing'
  return Array.isArray(value) ? 'an array' : isRecord(value) ? 'an object' : String(value)
}

/** The limits of a schema as words: `an integer from 1 to 99`. */
function expected({ type, minLength, maxLength, minimum, maximum, minItems, maxItems, maxProperties }: Schema): string {
  const name = type === 'string' ? 'a text' : `${/^[aio]/.test(type ?? '') ? 'an' : 'a'} ${type}`
  const range = (least: number | undefined, most: number | undefined, what: string) =>
    least === undefined && most === undefined
      ? ''
      : most === undefined
        ? ` of at least ${least}${what}`
        : ` of ${least ?? 0} to ${most}${what}`
  if (type === 'integer' || type === 'number')
    return name + range(minimum, maximum, '').replace(/^ of (\d)/, ' from $1')
  if (type === 'array') return name + range(minItems, maxItems, ' items')
  return (
    name + (type === 'object' ? range(undefined, maxProperties, ' fields') : range(minLength, maxLength, ' characters'))
  )
}

function fits(schema: Schema, value: unknown): boolean {
  if (schema.type && !TYPES[schema.type]?.(value)) return false
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : 0
  const { minLength = 0, maxLength = Infinity, minItems = 0, maxItems = Infinity } = schema
  const { minimum = -Infinity, maximum = Infinity, maxProperties = Infinity } = schema
  if (typeof value === 'string') return size >= minLength && size <= maxLength
  if (Array.isArray(value)) return size >= minItems && size <= maxItems
  if (typeof value === 'number') return value >= minimum && value <= maximum
  return !isRecord(value) || Object.keys(value).length <= maxProperties
}

/** The first thing that is wrong: where, what was expected and what came. */
export function wrong(schema: Schema, value: unknown, path: string): string | undefined {
  const no = (what: string) => `${path}: expected ${what}, got ${show(value)}`
  if (schema.const !== undefined) return value === schema.const ? undefined : no(show(schema.const))
  if (schema.anyOf) return choice(schema.anyOf, value, path)
  if (!fits(schema, value)) return no(expected(schema))
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      const found = schema.items && wrong(schema.items, item, `${path}[${at}]`)
      if (found) return found
    }
  } else if (isRecord(value)) return fields(schema, value, path)
  return undefined
}

function fields(schema: Schema, value: Record<string, unknown>, path: string): string | undefined {
  const { properties = {}, required = [], additionalProperties } = schema
  for (const name of required)
    if (!Object.hasOwn(value, name)) return `${path}.${name}: expected ${expected(properties[name] ?? {})}, got nothing`
  for (const [name, inner] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    if (known === false)
      return `${path}.${short(name)}: expected ${Object.keys(properties).join(', ') || 'no field'} only`
    const found =
      isRecord(known) && inner !== undefined ? wrong(known as Schema, inner, `${path}.${short(name)}`) : undefined
    if (found) return found
  }
  return undefined
}

/** Of several forms the one whose `type` is named. */
function choice(forms: Schema[], value: unknown, path: string): string | undefined {
  const named = (form: Schema) => form.properties?.['type']?.const
  const type = isRecord(value) ? value['type'] : undefined
  const form = forms.find((each) => named(each) === type)
  if (form) return wrong(form, value, path)
  const names = forms.map((each) => show(named(each))).join(' or ')
  return isRecord(value)
    ? `${path}.type: expected ${names}, got ${show(type)}`
    : `${path}: expected an object, got ${show(value)}`
}
