import type { RingStep } from '../../calls/next-step.ts'
import { otherPartyOf } from '../../calls/parties.ts'
import { spokenPhoneNumber } from '../../lib/phone-number.ts'

/** What the person who picks up is told before the caller is put through. */
export function whisperWords(step: RingStep | undefined): string {
  return `${step ? aboutCall(step) : 'A call for you.'} Press any key to take it.`
}

function aboutCall({ agent, call, reason }: RingStep): string {
  const { country, name } = agent.business
  const caller = otherPartyOf(call)
  const who = caller.startsWith('+') ? spokenPhoneNumber(caller, country) : 'a withheld number'
  const why = reason.trim().replace(/[.!?\s]+$/, '')
  return `A call for ${name} from ${who}${why === '' ? '' : `: ${why}`}.`
}
