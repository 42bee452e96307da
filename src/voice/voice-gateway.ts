import type { FastifyInstance } from 'fastify'
import { registerRelay } from './conversation-relay/relay-route.ts'
import { acceptOnlyForms } from './form-body.ts'
import { registerInbound } from './inbound.ts'
import { registerResume } from './resume.ts'
import { registerStatus } from './status.ts'
import type { VoiceParts } from './voice-parts.ts'

/** Everything the phone carrier calls: webhooks and sockets, all of them signed. Wants its own scope. */
export function registerVoiceGateway(server: FastifyInstance, parts: VoiceParts): void {
  acceptOnlyForms(server)
  registerInbound(server, parts)
  registerResume(server, parts)
  registerStatus(server, parts)
  registerRelay(server, parts)
}
