import { otherPartyOf } from './parties.ts'
import type { SpeechRequest } from './speech-brain.ts'
import type { TalkParts } from './talk-parts.ts'

/** What a session with a speech model is opened with now. */
export function speechRequestOf({
  agent,
  call,
  callerName,
  clock,
  live,
  toolBox,
}: Pick<TalkParts, 'agent' | 'call' | 'callerName' | 'clock' | 'live' | 'toolBox'>): SpeechRequest {
  return {
    agent,
    caller: { phoneNumber: otherPartyOf(call()), name: callerName() },
    transcript: live.turns,
    tools: toolBox.offers,
    now: clock.now(),
  }
}
