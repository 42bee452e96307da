import { speltName } from '../../lib/spelt-name.ts'

/** An event's payload as pairs for reading: nested parts are joined with a dot, names are spelt out. */
export function factsOf(payload: unknown, prefix = ''): readonly (readonly [string, string])[] {
  if (!isRecord(payload)) return [[prefix === '' ? 'value' : prefix, plainWords(payload)]]
  return Object.entries(payload).flatMap(([name, value]) => {
    const path = prefix === '' ? speltName(name) : `${prefix} · ${speltName(name)}`
    return isRecord(value) ? factsOf(value, path) : [[path, plainWords(value)] as const]
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function plainWords(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(Math.round(value * 100) / 100)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
