import type { FastifyInstance } from 'fastify'
import type { CallSteps } from './call-steps.ts'
import type { VoiceParts } from './voice-parts.ts'
import { voicePaths } from './voice-paths.ts'
import { controlRoute } from './voice-route.ts'
import { callOf } from './voice-webhooks.ts'

/** `/webhooks/voice`: somebody calls. Answering twice is answering once. */
export function registerInbound(
  server: FastifyInstance,
  { parts, steps }: { parts: VoiceParts; steps: CallSteps },
): void {
  controlRoute(server, { parts, path: voicePaths.inbound, alsoGet: true }, (webhook) =>
    steps.answer(callOf(webhook.fields), webhook),
  )
}
