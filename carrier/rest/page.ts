import type { Fields } from './fields.ts'
import { RefusedRequest } from './refused-request.ts'

/** One page of a list, with the addresses of its neighbours. */
export function pageOf<Item extends { readonly sid: string }>(
  items: readonly Item[],
  { path, query, fields }: PageRequest,
) {
  const size = fields.count('PageSize', sizeBounds) ?? usualSize
  const page = fields.count('Page', pageBounds) ?? 0
  const start = startOf(items, { token: fields.text('PageToken'), offset: page * size })
  const shown = items.slice(start, start + size)
  const last = shown.at(-1)
  const hasMore = start + size < items.length
  const uriOf = (number: number, token?: string) => pageUri(path, { query, size, number, token })
  return {
    shown,
    paging: {
      page,
      page_size: size,
      start,
      end: start + Math.max(0, shown.length - 1),
      uri: uriOf(page),
      first_page_uri: uriOf(0),
      previous_page_uri: page === 0 ? null : uriOf(page - 1),
      next_page_uri: hasMore && last !== undefined ? uriOf(page + 1, `PA${last.sid}`) : null,
    },
  }
}

export interface PageRequest {
  readonly path: string
  readonly query: URLSearchParams
  readonly fields: Fields
}

const usualSize = 50
const sizeBounds = { lowest: 1, highest: 1000, twilioCode: 20_006 }
const pageBounds = { lowest: 0, highest: 1_000_000, twilioCode: 20_006 }

/** A token names the last one of the page before, so that new ones at the front move nothing. */
function startOf(
  items: readonly { readonly sid: string }[],
  { token, offset }: { token: string | undefined; offset: number },
): number {
  if (token === undefined) return offset
  const before = items.findIndex(({ sid }) => token === `PA${sid}`)
  if (before !== -1) return before + 1
  throw new RefusedRequest('The page token is not valid', { twilioCode: 20_006 })
}

function pageUri(path: string, wanted: PageWish): string {
  const query = new URLSearchParams(wanted.query)
  query.set('PageSize', String(wanted.size))
  query.set('Page', String(wanted.number))
  query.delete('PageToken')
  if (wanted.token !== undefined) query.set('PageToken', wanted.token)
  return `${path}?${query.toString()}`
}

interface PageWish {
  readonly query: URLSearchParams
  readonly size: number
  readonly number: number
  readonly token: string | undefined
}
