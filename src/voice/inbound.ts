import type { FastifyInstance } from 'fastify'
import { callToken } from '../twilio/call-token.ts'
import { connectRelay, hangUp, sayAndHangUp } from '../twilio/twiml.ts'
import { relaySocketPath } from './conversation-relay/relay-route.ts'
import type { VoiceParts } from './voice-parts.ts'
import { fieldsOf } from './signed-requests.ts'
import { notAboutACall, parseVoiceFields } from './voice-webhooks.ts'

/** `POST /webhooks/voice`: somebody calls. Answering twice is answering once. */
export function registerInbound(server: FastifyInstance, parts: VoiceParts): void {
  const { signedRequests, switchboard, urls } = parts

  server.post(
    '/webhooks/voice',
    { preHandler: signedRequests.webhook, config: { rateLimit: false } },
    async (request, reply) => {
      const fields = parseVoiceFields(fieldsOf(request))
      if (!fields) return reply.code(400).send(notAboutACall)
      const answered = await switchboard.answer({
        sid: fields.CallSid,
        direction: 'inbound',
        channel: 'relay',
        from: fields.From,
        to: fields.To,
      })
      if (answered === 'over') return reply.type('text/xml').send(hangUp())
      if (answered === 'closing') {
        return reply.type('text/xml').send(sayAndHangUp(parts.words.closing))
      }
      const { agent, call, opening } = answered
      const [authToken = ''] = signedRequests.accountOf(request).authTokens
      return reply.type('text/xml').send(
        connectRelay({
          actionUrl: urls.http('/webhooks/voice/resume'),
          socketUrl: urls.socket(relaySocketPath),
          welcomeGreeting: opening.words,
          language: agent.voice.language,
          token: callToken({ callSid: call.sid, authToken }),
        }),
      )
    },
  )
}
