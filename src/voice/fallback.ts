import type { FastifyInstance } from 'fastify'
import { describeError } from '../lib/errors.ts'
import type { Verb } from '../twilio/twiml/render-twiml.ts'
import type { CallSteps } from './call-steps.ts'
import type { VoiceParts } from './voice-parts.ts'
import { voicePaths } from './voice-paths.ts'
import { controlRoute, type VoiceWebhook } from './voice-route.ts'

/**
 * `/webhooks/voice/fallback`: an answer of ours failed, and the carrier asks here instead. The call goes on
 * with as little as possible, by requests and answers, unless it was a process that died; whatever happens, the
 * caller hears something.
 */
export function registerFallback(
  server: FastifyInstance,
  { parts, steps }: { parts: VoiceParts; steps: CallSteps },
): void {
  controlRoute(server, { parts, path: voicePaths.fallback, alsoGet: true }, async (webhook) => {
    const { ErrorCode: code, ErrorUrl = '', CallSid: callSid } = webhook.fields
    parts.onFallback()
    webhook.log.error({ callSid, code, path: pathOf(ErrorUrl) }, 'The carrier fell back')
    try {
      return await goOn(webhook)
    } catch (error) {
      webhook.log.error({ callSid, reason: describeError(error) }, 'The fallback failed as well')
      return steps.sorry
    }
  })

  async function goOn(webhook: VoiceWebhook): Promise<readonly Verb[]> {
    const { switchboard } = parts
    const { CallSid, ErrorCode = '', ErrorUrl = '' } = webhook.fields
    // A process that died in the middle of its answer has done nothing wrong with the channel.
    const hasDied = !switchboard.has(CallSid) && notReached.test(ErrorCode)
    const step = await switchboard.goOn(CallSid, {
      how: 'broken',
      reason: `The carrier could not use our answer: ${ErrorCode} at ${pathOf(ErrorUrl)}`,
      ...(hasDied ? {} : { instead: 'gather' as const, flag: 'fallback-used' as const }),
    })
    return step.do === 'unknown' ? steps.resume(webhook, 'gather') : steps.verbsFor(step, webhook)
  }
}

/** The carrier got no answer at all; what it got and could not use has other codes. */
const notReached = /^112\d\d$/

/** Without its query, which may hold a token. */
function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}
