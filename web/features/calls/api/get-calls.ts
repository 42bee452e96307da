import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { CallPage, type CallStatus } from '../../../../src/contract/index.ts'
import type { Api } from '../../../lib/api.ts'

/** Calls newest first, a page at a time: `GET /api/calls`. */
export function callsQuery(api: Api, filter: CallListFilter) {
  return infiniteQueryOptions({
    queryKey: [...callListsKey, filter],
    queryFn: ({ pageParam, signal }) =>
      api.request({
        path: '/api/calls',
        search: { limit: 30, cursor: pageParam, ...filter },
        schema: CallPage,
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** The calls that are going on, wherever they stand in the list. */
export function liveCallsQuery(api: Api) {
  return queryOptions({
    queryKey: liveCallsKey,
    queryFn: ({ signal }) =>
      api.request({
        path: '/api/calls',
        search: { limit: 100, status: 'active' },
        schema: CallPage,
        signal,
      }),
  })
}

export interface CallListFilter {
  readonly status?: CallStatus | undefined
  readonly phoneNumber?: string | undefined
}

export const callListsKey = ['calls', 'list'] as const
export const liveCallsKey = ['calls', 'live'] as const
const firstPage: string | undefined = undefined
