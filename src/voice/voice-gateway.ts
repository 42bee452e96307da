import type { FastifyInstance } from 'fastify'
import { createCallSteps } from './call-steps.ts'
import { registerConsent } from './consent.ts'
import { registerRelay } from './conversation-relay/relay-route.ts'
import { registerFallback } from './fallback.ts'
import { acceptOnlyForms } from './form-body.ts'
import { createGatherCalls } from './gather/gather-calls.ts'
import { registerProcessSpeech } from './gather/process-speech.ts'
import { registerDialResult } from './hand-over/dial-result.ts'
import { createRingingPhones } from './hand-over/ringing-phones.ts'
import { registerWhisper } from './hand-over/whisper.ts'
import { registerInbound } from './inbound.ts'
import { registerMedia } from './media-streams/media-route.ts'
import { createSessionNames } from './media-streams/session-names.ts'
import { registerOutbound } from './outbound.ts'
import { registerResume } from './resume.ts'
import { registerStatus } from './status.ts'
import type { VoiceParts } from './voice-parts.ts'

/** Everything the phone carrier calls: webhooks and sockets, all of them signed. Wants its own scope. */
export function registerVoiceGateway(server: FastifyInstance, parts: VoiceParts): void {
  const gatherCalls = createGatherCalls(parts)
  const ringing = createRingingPhones(parts)
  const sessions = createSessionNames(parts)
  const steps = createCallSteps({ gatherCalls, parts, ringing, sessions })
  acceptOnlyForms(server)
  registerInbound(server, { parts, steps })
  registerOutbound(server, { parts, steps })
  registerProcessSpeech(server, { gatherCalls, parts, steps })
  registerResume(server, { parts, sessions, steps })
  registerConsent(server, { parts, steps })
  registerFallback(server, { parts, steps })
  registerDialResult(server, { parts, steps })
  registerWhisper(server, { parts, ringing })
  registerStatus(server, parts)
  registerRelay(server, parts)
  registerMedia(server, { parts, sessions })
}
