import type { Page, PageRequest } from '../../src/calls/customer-book.ts'
import { readCursor, writeCursor, type PagePlace } from '../../src/stores/paging.ts'

/** A page of a list that is in order already, by the same cursors as the real stores. */
export function memoryPage<T>(
  sorted: readonly T[],
  { limit, cursor, placeOf }: PageRequest & { placeOf: (item: T) => PagePlace },
): Page<T> {
  const after = cursor === undefined ? undefined : writeCursor(readCursor(cursor))
  const place = (item: T) => writeCursor(placeOf(item))
  const start = after === undefined ? 0 : sorted.findIndex((item) => place(item) === after) + 1
  const items = sorted.slice(start, start + limit)
  const last = items.at(-1)
  const isLastPage = last === undefined || start + limit >= sorted.length
  return { items, nextCursor: isLastPage ? undefined : place(last) }
}

export function instantText(at: Date): string {
  return at.toISOString().replace('Z', '000Z')
}
