import type { FastifyInstance } from 'fastify'
import { hangUp, sayAndHangUp } from '../twilio/twiml.ts'
import { fieldsOf } from './signed-requests.ts'
import type { VoiceParts } from './voice-parts.ts'
import { notAboutACall, parseVoiceFields } from './voice-webhooks.ts'

/** `POST /webhooks/voice/resume`: the session with the caller is over, and the carrier asks what now. */
export function registerResume(server: FastifyInstance, parts: VoiceParts): void {
  server.post(
    '/webhooks/voice/resume',
    { preHandler: parts.signedRequests.webhook, config: { rateLimit: false } },
    async (request, reply) => {
      const fields = parseVoiceFields(fieldsOf(request))
      if (!fields) return reply.code(400).send(notAboutACall)
      const lost = fields.SessionStatus === 'failed' && fields.CallStatus === 'in-progress'
      if (lost) request.log.warn({ callSid: fields.CallSid }, 'The session with a caller broke')
      return reply.type('text/xml').send(lost ? sayAndHangUp(parts.words.connectionLost) : hangUp())
    },
  )
}
