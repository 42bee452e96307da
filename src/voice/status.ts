import type { FastifyInstance } from 'fastify'
import type { Logger } from '../lib/logger.ts'
import { fieldsOf } from './signed-requests.ts'
import type { VoiceParts } from './voice-parts.ts'
import {
  notAboutACall,
  finalStatusOf,
  parseVoiceFields,
  type VoiceFields,
} from './voice-webhooks.ts'

/** `POST /webhooks/voice/status`: what became of a call, told at least once and in any order. */
export function registerStatus(server: FastifyInstance, parts: VoiceParts): void {
  server.post(
    '/webhooks/voice/status',
    { preHandler: parts.signedRequests.webhook, config: { rateLimit: false } },
    async (request, reply) => {
      const fields = parseVoiceFields(fieldsOf(request))
      if (!fields) return reply.code(400).send(notAboutACall)
      await settle(parts, fields, request.log)
      return reply.code(204).send()
    },
  )
}

async function settle(
  { switchboard, clock }: VoiceParts,
  fields: VoiceFields,
  log: Logger,
): Promise<void> {
  const status = finalStatusOf(fields)
  if (!status) return
  const answer = await switchboard.settle({
    sid: fields.CallSid,
    status,
    durationSeconds: fields.CallDuration,
    at: clock.now(),
  })
  if (answer === 'unknown-call') log.warn({ callSid: fields.CallSid }, 'Status of an unknown call')
}
