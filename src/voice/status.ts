import type { FastifyInstance } from 'fastify'
import type { VoiceParts } from './voice-parts.ts'
import { voicePaths } from './voice-paths.ts'
import { informRoute } from './voice-route.ts'
import { callOf, finalStatusOf, isPartOfAnother, type VoiceFields } from './voice-webhooks.ts'

/**
 * `/webhooks/voice/status`: what becomes of a call, told at least once and in any order. Only its end says
 * something that we do not know from elsewhere.
 */
export function registerStatus(server: FastifyInstance, parts: VoiceParts): void {
  const { clock, switchboard } = parts

  informRoute(
    server,
    { parts, path: voicePaths.status, alsoGet: true },
    async ({ fields, log }) => {
      const status = finalStatusOf(fields)
      // The phone of a person that was rung for a caller is a part of the caller's call.
      if (!status || isPartOfAnother(fields)) return
      const answer = await switchboard.settle({
        ...callOf(fields),
        status,
        durationSeconds: fields.CallDuration,
        at: endedAt(fields, clock.now()),
      })
      if (answer === 'unknown-call')
        log.warn({ callSid: fields.CallSid }, 'Status of an unknown call')
    },
  )
}

/** The carrier's word may come a day later; a clock that is further off than that is wrong. */
const latestWordMs = 2 * 24 * 60 * 60_000

/** When the carrier says that it happened. */
function endedAt({ Timestamp = '' }: VoiceFields, now: Date): Date {
  const told = new Date(Timestamp)
  const agoMs = now.getTime() - told.getTime()
  return agoMs >= 0 && agoMs <= latestWordMs ? told : now
}
