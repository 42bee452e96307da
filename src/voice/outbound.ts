import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { CallSteps } from './call-steps.ts'
import type { VoiceParts } from './voice-parts.ts'
import { voicePaths } from './voice-paths.ts'
import { controlRoute } from './voice-route.ts'
import { callOf } from './voice-webhooks.ts'

/** `POST /webhooks/voice/outbound?call=`: somebody whom we call has picked up. */
export function registerOutbound(
  server: FastifyInstance,
  { parts, steps }: { parts: VoiceParts; steps: CallSteps },
): void {
  controlRoute(server, { parts, path: voicePaths.outbound }, (webhook) =>
    steps.answer(
      {
        ...callOf(webhook.fields),
        direction: 'outbound',
        placedAs: ourId(webhook.query.get('call')),
      },
      webhook,
    ),
  )
}

/** Anything else would be a call that no record can be kept of. */
function ourId(written: string | null): string | undefined {
  return z.uuid().safeParse(written).data
}
