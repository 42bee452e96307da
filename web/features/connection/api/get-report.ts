import { queryOptions } from '@tanstack/react-query'
import { DoctorReport } from '../../../../src/contract/index.ts'
import type { Api } from '../../../lib/api.ts'

/** How each part of the installation does, looked at now: `GET /api/doctor`. */
export function reportQuery(api: Api) {
  return queryOptions({
    queryKey: ['doctor'],
    queryFn: ({ signal }) =>
      api.request({ path: '/api/doctor', schema: DoctorReport, signal, deadlineMs: checkMs }),
    // A check calls this server from outside and asks the carrier: only when somebody wants it.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Everything is looked at, and what does not answer is waited for. */
export const checkMs = 60_000
