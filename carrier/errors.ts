/**
 * A surprise inside the carrier. `code` is stable; `message` is for people. The carrier shares no code
 * with the server on purpose, not even its errors.
 */
export abstract class CarrierError extends Error {
  abstract readonly code: string

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

/** Ends a switch over a union, so that a new member is a type error at every switch. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`)
}
