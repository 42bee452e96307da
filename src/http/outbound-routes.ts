import { z } from 'zod'
import { ApiError } from '../contract/api-error.ts'
import { CallSummary, HangUp, PlaceCall } from '../contract/calls.ts'
import type { Dialler } from '../outbound/dialler.ts'
import type { ApiServer } from './api-server.ts'
import { HttpError, notFound } from './http-error.ts'
import { presentSummary } from './present-call.ts'
import type { SignIn } from './sign-in.ts'

const tags = ['calls']

/** `/api/calls` where it makes the phone ring, or silences it: for everybody who is signed in. */
export function registerOutbound(
  server: ApiServer,
  { dialler, signIn }: { dialler: Dialler; signIn: SignIn },
): void {
  server.post(
    '/api/calls',
    {
      preParsing: signIn.guard,
      config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary:
          'Calls a number. 422 with the reason where that is not allowed, or nobody can be called',
        body: PlaceCall,
        response: { 201: CallSummary, 422: ApiError, 503: ApiError },
      },
    },
    async ({ body: { to, opening } }, reply) => {
      const dialled = await dialler.placeCall({ to, opening: opening === '' ? undefined : opening })
      if (!dialled.placed) {
        throw new HttpError(422, { code: 'outbound-refused', message: dialled.reason })
      }
      return reply.code(201).send(presentSummary(dialled.call))
    },
  )

  server.post(
    '/api/calls/:id/hang-up',
    {
      preParsing: signIn.guard,
      schema: {
        tags,
        summary: 'Ends a call that goes on, or one that still rings',
        params: z.object({ id: z.string().max(64).describe('Our id, or the CallSid') }),
        response: { 202: HangUp, 404: ApiError, 503: ApiError },
      },
    },
    async ({ params }, reply) => {
      const state = await dialler.hangUp(params.id)
      if (state === 'unknown-call') throw notFound('call')
      return reply.code(202).send({ state })
    },
  )
}
