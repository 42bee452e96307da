import { queryOptions } from '@tanstack/react-query'
import { CallDetail } from '../../../../src/contract/index.ts'
import type { Api } from '../../../lib/api.ts'

/** One call with all that is known of it: `GET /api/calls/:id`. */
export function callQuery(api: Api, callId: string) {
  return queryOptions({
    queryKey: ['calls', 'one', callId],
    queryFn: ({ signal }) =>
      api.request({
        path: `/api/calls/${encodeURIComponent(callId)}`,
        schema: CallDetail,
        signal,
      }),
  })
}
