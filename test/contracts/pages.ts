import { expect } from 'vitest'
import type { Page, PageRequest } from '../../src/calls/customer-book.ts'

/** Everything that a list holds, read page by page. */
export async function everyItem<T>(
  list: (page: PageRequest) => Promise<Page<T>>,
  limit = 2,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit, ...(cursor === undefined ? {} : { cursor }) })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return items
}

/** Cursors that no list has made. */
export const junkCursors = [
  '',
  'junk',
  'AAAA',
  Buffer.from('{}').toString('base64url'),
  Buffer.from('["2026-01-01T00:00:00.000000Z","no id",0]').toString('base64url'),
  Buffer.from('["2026-99-01T00:00:00.000000Z","6f9619ff-8b86-4d01-b42d-00cf4fc964ff",0]').toString(
    'base64url',
  ),
  Buffer.from(
    `["2026-01-01T00:00:00.000000Z'; drop table customers","6f9619ff-8b86-4d01-b42d-00cf4fc964ff",0]`,
  ).toString('base64url'),
  'a'.repeat(10_000),
]
