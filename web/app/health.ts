import { queryOptions } from '@tanstack/react-query'
import { Health } from '../../src/contract/index.ts'
import type { Api } from '../lib/api.ts'

/** How the server feels, asked again and again: `GET /health`. `down` is a 503 with the same body. */
export function healthQuery(api: Api) {
  return queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) =>
      api.request({ path: '/health', schema: Health, signal, alsoFine: [503] }),
    refetchInterval: 15_000,
    refetchIntervalInBackground: false,
    retry: false,
  })
}
