import type { RingStep } from '../../calls/next-step.ts'
import { ourNumberOf } from '../../calls/parties.ts'
import type { Clock } from '../../lib/clock.ts'
import { callToken } from '../../twilio/call-token.ts'
import { dial } from '../../twilio/twiml/dial.ts'
import { patientUrl } from '../../twilio/twiml/patient-url.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import { say } from '../../twilio/twiml/say.ts'
import type { PublicUrls } from '../public-urls.ts'
import { voicePaths } from '../voice-paths.ts'

/** The phones of people that ring for callers. */
export interface RingingPhones {
  /** Rings a phone. */
  verbsFor(step: RingStep, account: { readonly authToken: string }): readonly Verb[]
  /** For whom a phone rings, told to the one who picks up. `undefined`: not known here, or not any more. */
  find(callSid: string): RingStep | undefined
}

/** Two people talk for as long as they like; a line that nobody hung up costs until then. */
const longestTalkSeconds = 2 * 60 * 60
/** From the last ring until the one who picked up has decided. */
const decidedWithinMs = 60_000

export function createRingingPhones({
  clock,
  urls,
}: {
  clock: Clock
  urls: PublicUrls
}): RingingPhones {
  const ringing = new Map<string, RingStep>()

  function remember(step: RingStep): void {
    const { sid } = step.call
    ringing.set(sid, step)
    const forget = () => {
      if (ringing.get(sid) === step) ringing.delete(sid)
    }
    clock.after(step.ringSeconds * 1000 + decidedWithinMs, forget, { keepsProcess: false })
  }

  return {
    find: (callSid) => ringing.get(callSid),
    verbsFor(step, { authToken }) {
      remember(step)
      const { agent, attempt, call, ringSeconds, target, words } = step
      const whisper = new URLSearchParams({
        call: call.sid,
        token: callToken({ callSid: call.sid, authToken }),
      })
      return [
        say({ words, language: agent.voice.language }),
        dial({
          phoneNumber: target.phoneNumber,
          callerId: callerIdOf(step),
          ringSeconds,
          longestTalkSeconds,
          whisperUrl: patientUrl(urls.http(`${voicePaths.whisper}?${whisper.toString()}`)),
          actionUrl: patientUrl(urls.http(`${voicePaths.dial}?attempt=${attempt}`)),
        }),
      ]
    },
  }
}

/** The business's own number: carriers refuse to show one that is not the account's. */
function callerIdOf({ call }: RingStep): string | undefined {
  const ours = ourNumberOf(call)
  return /^\+\d{7,15}$/.test(ours) ? ours : undefined
}
