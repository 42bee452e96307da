import { DrizzleQueryError } from 'drizzle-orm/errors'
import { AppError, describeError, errorCode } from '../lib/errors.ts'

/** The database cannot be reached, or went away in the middle. What it was asked may have been done. */
export class DatabaseUnavailable extends AppError {
  override readonly code = 'database-unavailable'
  override readonly retryable = true
}

/**
 * What to throw for an error of a query. PostgreSQL's own errors stay as they are, with their SQLSTATE as
 * `code`; Drizzle's wrapping is taken off, because its text repeats the values of the query.
 */
export function databaseError(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error
  if (!isConnectionTrouble(cause)) return cause
  const words = `The database cannot be reached (${describeError(cause)})`
  return new DatabaseUnavailable(words, { cause })
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
])

/** Connection exceptions, server starting or stopping, too many connections. */
const goneStates = /^(?:08...|57P0[1-5]|53300)$/

/** The driver has no codes for these. */
const driverWords =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/

function isConnectionTrouble(error: unknown): boolean {
  const code = errorCode(error)
  if (code !== undefined) return networkCodes.has(code) || goneStates.test(code)
  if (error instanceof AggregateError) return error.errors.some(isConnectionTrouble)
  return error instanceof Error && driverWords.test(error.message)
}
