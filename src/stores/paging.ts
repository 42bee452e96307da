import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Page } from '../calls/customer-book.ts'
import { AppError } from '../lib/errors.ts'
import { isUuid } from './storable.ts'

/** A cursor that no page has returned: made up, or cut on the way. */
export class WrongCursor extends AppError {
  override readonly code = 'wrong-cursor'
}

/** Where a page ended: the instant and the id of its last row. */
export interface PagePlace {
  /** To the microsecond, which a `Date` cannot hold. */
  readonly instant: string
  readonly id: string
  /** For lists that are ordered by something else first. */
  readonly rank?: number
}

/** An instant as cursors hold it. */
export function instantOf(column: SQLWrapper): SQL<string> {
  return sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** Makes a page of one row more than was asked for: the one too many says that there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  how: { limit: number; place: (row: Row) => PagePlace; item: (row: Row) => Item },
): Page<Item> {
  const shown = rows.slice(0, how.limit)
  const last = shown.at(-1)
  const isLastPage = rows.length <= how.limit || last === undefined
  return {
    items: shown.map((row) => how.item(row)),
    nextCursor: isLastPage ? undefined : writeCursor(how.place(last)),
  }
}

export function writeCursor({ instant, id, rank = 0 }: PagePlace): string {
  return Buffer.from(JSON.stringify([instant, id, rank])).toString('base64url')
}

/** @throws {WrongCursor} */
export function readCursor(cursor: string): Required<PagePlace> {
  const [instant, id, rank, ...more] = elements(cursor)
  if (
    more.length === 0 &&
    typeof instant === 'string' &&
    isInstant(instant) &&
    typeof id === 'string' &&
    isUuid(id) &&
    typeof rank === 'number' &&
    Number.isSafeInteger(rank)
  ) {
    return { instant, id, rank }
  }
  throw new WrongCursor('This cursor was not made by a page of this list')
}

function elements(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(text) && !Number.isNaN(Date.parse(text))
  )
}
