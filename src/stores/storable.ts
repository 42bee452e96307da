/**
 * Text as PostgreSQL takes it. It refuses the character NUL and half a surrogate pair; whatever a caller
 * or a model says must never make a write fail, so these become the replacement character.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', replacement).toWellFormed()
}

/** JSON as PostgreSQL takes it, by the same rule, in keys as well as in values. */
export function storableJson(value: unknown): string {
  // In JSON the two stand as escapes; an escaped backslash before such letters is no escape of them.
  return ((JSON.stringify(value) as string | undefined) ?? 'null').replaceAll(
    /\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g,
    (escape) => (escape === '\\\\' ? escape : replacement),
  )
}

const replacement = '\uFFFD'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Asking PostgreSQL for a row by an id that is none is an error, where people mean "not found". */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** A telephone number as `+` and digits, with the country's first. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(text)
}
