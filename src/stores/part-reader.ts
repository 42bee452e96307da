import { z } from 'zod'

/**
 * Reads the parts of a row that people edit by hand. What cannot be used is replaced by the usual, and its
 * name remembered.
 */
export interface PartReader {
  /** The part; `otherwise` when it is missing or nonsense, which is remembered. */
  needed<T>(name: string, part: Part<T>): T
  /** The part; `otherwise` when it is missing, or nonsense, which alone is remembered. */
  chosen<T>(name: string, part: Part<T>): T
  /** The fields of a JSON object; none when it is something else, which is remembered. */
  fields(name: string, from: unknown): Fields
  /** Names of what could not be used. */
  readonly unusable: readonly string[]
}

export interface Part<T> {
  readonly schema: z.ZodType<T>
  readonly from: unknown
  readonly otherwise: T
}

export type Fields = Readonly<Record<string, unknown>>

export function createPartReader(): PartReader {
  const unusable: string[] = []

  function needed<T>(name: string, { schema, from, otherwise }: Part<T>): T {
    const parsed = schema.safeParse(from)
    if (!parsed.success) unusable.push(name)
    return parsed.success ? parsed.data : otherwise
  }

  return {
    needed,
    chosen: (name, part) => (isMissing(part.from) ? part.otherwise : needed(name, part)),
    fields: (name, from) => needed(name, { schema: fields, from, otherwise: {} }),
    unusable,
  }
}

const fields: z.ZodType<Fields> = z.record(z.string(), z.unknown())

/** Nothing was written there: the usual is wanted. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null
}
