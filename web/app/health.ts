import { queryOptions } from '@tanstack/react-query'
import { Health } from '../../src/contract/index.ts'
import type { Api } from '../lib/api.ts'

const calmMs = 15_000
/** Nobody shall read longer than needed that something is wrong which no longer is. */
const soonMs = 3000

/** How the server feels, asked again and again: `GET /health`. `down` is a 503 with the same body. */
export function healthQuery(api: Api) {
  return queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) =>
      api.request({ path: '/health', schema: Health, signal, alsoFine: [503] }),
    refetchInterval: ({ state }) => (state.data?.status === 'healthy' ? calmMs : soonMs),
    refetchIntervalInBackground: false,
    retry: false,
  })
}
