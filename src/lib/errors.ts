/**
 * A surprise: something that was expected to work and did not. Expected endings are return values.
 * `code` is stable and may be relied on by programs; `message` is for people and may change.
 */
export abstract class AppError extends Error {
  abstract readonly code: string
  /** Whether the same thing may work when it is tried again later, unchanged. */
  readonly retryable: boolean = false

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = new.target.name
  }
}

/** What went wrong in words, from anything that can be thrown. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(describeError).join('; ')
  }
  return error instanceof Error ? error.message : String(error)
}

/** The same with what caused it, all the way down: for the log and the record, never for the wire. */
export function describeWithCause(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause === undefined) return describeError(error)
  return `${describeError(error)} (${describeWithCause(cause)})`
}

/** The stable code of an error: ours, Node's (`EADDRINUSE`) or PostgreSQL's (`53100`). */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** Ends a switch over a union, so that a new member is a type error at every switch. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`)
}
