import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { Session } from '../../src/contract/index.ts'
import type { Api } from './api.ts'

/** Who is signed in, and for which business the agent answers. */
export function sessionQuery(api: Api) {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => api.request({ path: '/api/session', schema: Session, signal }),
    staleTime: 5 * 60_000,
  })
}

/** Redeems a one-time link; the answer sets the session's cookie. */
export function redeemLink(api: Api, token: string): Promise<unknown> {
  return api.request({ method: 'POST', path: '/api/session', body: { token }, schema: z.unknown() })
}

export function signOut(api: Api): Promise<unknown> {
  return api.request({ method: 'DELETE', path: '/api/session', schema: z.unknown() })
}
