import { infiniteQueryOptions } from '@tanstack/react-query'
import { CustomerPage } from '../../../../src/contract/index.ts'
import type { Api } from '../../../lib/api.ts'

/** Everyone who ever called: `GET /api/customers`. */
export function customersQuery(api: Api) {
  return infiniteQueryOptions({
    queryKey: ['customers'],
    queryFn: ({ pageParam, signal }) =>
      api.request({
        path: '/api/customers',
        search: { limit: 50, cursor: pageParam },
        schema: CustomerPage,
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

const firstPage: string | undefined = undefined
