import { RefusedEvent } from './refused-event.ts'

/** Passes what has this shape. @throws {RefusedEvent} with the vendor's code for what has not. */
export type Shape = (value: unknown, path: string) => void

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const anything: Shape = () => undefined

export const text: Shape = (value, path) => {
  if (typeof value !== 'string') throw wrongType(path, 'a string', value)
}

export const flag: Shape = (value, path) => {
  if (typeof value !== 'boolean') throw wrongType(path, 'a boolean', value)
}

/** What the vendor takes as a name for an item or a call. */
export const name: Shape = (value, path) => {
  text(value, path)
  if (/^[a-zA-Z0-9_-]{1,32}$/.test(String(value))) return
  const expected = "'^[a-zA-Z0-9_-]+$', of at most 32 characters"
  throw new RefusedEvent('invalid_value', `Invalid '${path}': expected ${expected}.`, path)
}

export function number(least: number, most: number): Shape {
  return (value, path) => {
    if (typeof value !== 'number') throw wrongType(path, 'a number', value)
    if (value < least || value > most) throw outOfBounds(path, { value, least, most })
  }
}

export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Shape {
  return (value, path) => {
    if (!Number.isInteger(value)) throw wrongType(path, 'an integer', value)
    number(least, most)(value, path)
  }
}

export function oneOf(...allowed: readonly unknown[]): Shape {
  return (value, path) => {
    if (allowed.includes(value)) return
    const values = allowed.map((one) => `'${String(one)}'`).join(', ')
    throw new RefusedEvent(
      'invalid_value',
      `Invalid value: '${String(value)}'. Supported values are: ${values}.`,
      path,
    )
  }
}

export function list(shape: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrongType(path, 'an array', value)
    value.forEach((one, index) => shape(one, `${path}[${index}]`))
  }
}

export function orNull(shape: Shape): Shape {
  return (value, path) => (value === null ? undefined : shape(value, path))
}

/** The first of these that fits; the complaint is the last one's. */
export function either(first: Shape, second: Shape): Shape {
  return (value, path) => {
    try {
      first(value, path)
    } catch {
      second(value, path)
    }
  }
}

/** An object with all fields of `needs`, perhaps some of `may`, and no others. */
export function object(
  needs: Readonly<Record<string, Shape>>,
  may: Readonly<Record<string, Shape>> = {},
): Shape {
  const shapes = new Map([...Object.entries(needs), ...Object.entries(may)])
  return (value, path) => {
    if (!isObject(value)) throw wrongType(path, 'an object', value)
    const at = (field: string) => (path === '' ? field : `${path}.${field}`)
    for (const field of Object.keys(needs)) {
      if (value[field] === undefined) throw missing(at(field))
    }
    for (const [field, given] of Object.entries(value)) {
      const shape = shapes.get(field)
      if (shape === undefined) throw unknown(at(field))
      shape(given, at(field))
    }
  }
}

/** An object whose shape depends on one of its fields. */
export function byField(field: string, shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, path) => {
    if (!isObject(value)) throw wrongType(path, 'an object', value)
    const at = path === '' ? field : `${path}.${field}`
    const found = value[field]
    if (found === undefined) throw missing(at)
    oneOf(...Object.keys(shapes))(found, at)
    if (typeof found === 'string') shapes[found]?.(value, path)
  }
}

function missing(path: string): RefusedEvent {
  const message = `Missing required parameter: '${path}'.`
  return new RefusedEvent('missing_required_parameter', message, path)
}

function unknown(path: string): RefusedEvent {
  return new RefusedEvent('unknown_parameter', `Unknown parameter: '${path}'.`, path)
}

function wrongType(path: string, expected: string, value: unknown): RefusedEvent {
  const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  const message = `Invalid type for '${path}': expected ${expected}, but got ${got} instead.`
  return new RefusedEvent('invalid_type', message, path)
}

function outOfBounds(
  path: string,
  { value, least, most }: { value: number; least: number; most: number },
): RefusedEvent {
  const message = `Invalid '${path}': expected a value from ${least} to ${most}, but got ${value} instead.`
  return new RefusedEvent('invalid_value', message, path)
}
