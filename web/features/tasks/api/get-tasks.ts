import { infiniteQueryOptions } from '@tanstack/react-query'
import { TaskPage, type Task } from '../../../../src/contract/index.ts'
import type { Api } from '../../../lib/api.ts'

/** Messages and callbacks of one status, soonest first: `GET /api/tasks`. */
export function tasksQuery(api: Api, status: Task['status']) {
  return infiniteQueryOptions({
    queryKey: ['tasks', status],
    queryFn: ({ pageParam, signal }) =>
      api.request({
        path: '/api/tasks',
        search: { limit: 50, cursor: pageParam, status },
        schema: TaskPage,
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

const firstPage: string | undefined = undefined
