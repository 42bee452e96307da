import type { FastifyInstance } from 'fastify'
import type { EndedSession } from '../calls/next-step.ts'
import { hangUp } from '../twilio/twiml/flow.ts'
import type { CallSteps } from './call-steps.ts'
import type { SessionNames } from './media-streams/session-names.ts'
import type { VoiceParts } from './voice-parts.ts'
import { voicePaths } from './voice-paths.ts'
import { controlRoute } from './voice-route.ts'
import { finalStatusOf, type VoiceFields } from './voice-webhooks.ts'

/**
 * `POST /webhooks/voice/resume`: the session with the caller is over, or broke, and the carrier asks what
 * comes next; or we have asked it to leave what it does, and ask that.
 */
export function registerResume(
  server: FastifyInstance,
  { parts, sessions, steps }: { parts: VoiceParts; sessions: SessionNames; steps: CallSteps },
): void {
  controlRoute(server, { parts, path: voicePaths.resume }, async (webhook) => {
    const { fields, log } = webhook
    // Nobody is there any more; the socket and the status tell it, each in its own words.
    if (finalStatusOf(fields) || fields.SessionStatus === 'completed') return [hangUp]
    const session = lostStream(webhook.query) ?? sessionOf(fields)
    if (session.session !== undefined) sessions.over(fields.CallSid, session.session)
    if (session.how === 'broken') {
      const { ErrorCode: code } = fields
      log.warn({ callSid: fields.CallSid, code }, 'The session with a caller broke')
    }
    const step = await parts.switchboard.goOn(fields.CallSid, session)
    if (step.do !== 'unknown') return steps.verbsFor(step, webhook)
    // What ended as it should is over; a caller whose talk broke may be one of a process before this.
    return session.how === 'ended' ? [hangUp] : steps.resume(webhook)
  })
}

/** The carrier went on by itself behind a stream: nobody told it to leave that. */
function lostStream(query: URLSearchParams): EndedSession | undefined {
  if (query.get('lost') !== 'stream') return undefined
  const session = query.get('session') ?? undefined
  return { how: 'broken', session, reason: 'The stream of sound broke off' }
}

/** The carrier could not begin, or keep up, a session of this kind: the next one would go no better. */
const sessionsImpossible: ReadonlySet<string> = new Set([
  '64101',
  '64102',
  '64106',
  '64109',
  '64111',
])

function sessionOf({
  SessionStatus,
  ErrorCode = '',
  ErrorMessage = '',
  SessionId: session,
}: VoiceFields): EndedSession {
  if (SessionStatus !== 'failed') return { how: 'ended', session }
  return {
    how: 'broken',
    session,
    reason: `${ErrorCode} ${ErrorMessage}`.trim(),
    ...(sessionsImpossible.has(ErrorCode) && { instead: 'gather' }),
  }
}
