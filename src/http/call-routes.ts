import { z } from 'zod'
import type { CallArchive } from '../calls/call-archive.ts'
import { CallDetail, CallPage, CallQuery } from '../contract/calls.ts'
import type { ApiServer } from './api-server.ts'
import { notFound } from './http-error.ts'
import { withoutUndefined } from './without-undefined.ts'
import { presentRecord, presentSummary } from './present-call.ts'
import type { SignIn } from './sign-in.ts'

/** `/api/calls`: calls that are going on and over, and everything about one. */
export function registerCalls(
  server: ApiServer,
  { archive, signIn }: { archive: CallArchive; signIn: SignIn },
): void {
  const tags = ['calls']

  server.get(
    '/api/calls',
    {
      preParsing: signIn.guard,
      schema: {
        tags,
        summary: 'Calls, newest first',
        querystring: CallQuery,
        response: { 200: CallPage },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = await archive.list(withoutUndefined(query))
      return { items: items.map(presentSummary), nextCursor: nextCursor ?? null }
    },
  )

  server.get(
    '/api/calls/:id',
    {
      preParsing: signIn.guard,
      schema: {
        tags,
        summary: 'One call with its transcript, events, tools and latency',
        params: z.object({ id: z.string().max(64).describe('Our id, or the CallSid') }),
        response: { 200: CallDetail },
      },
    },
    async ({ params }) => {
      const call = await archive.find(params.id)
      if (!call) throw notFound('call')
      return presentRecord(call)
    },
  )
}
