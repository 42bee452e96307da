import type { Call } from './call.ts'
import { assertNever } from './errors.ts'
import type { PlacedCall } from './legs/leg.ts'
import { pacedWait } from './paced-wait.ts'

/** Who is at a number that is called. */
export interface Callee {
  /**
   * The call rings here. What is done about it, at any time; never, where nobody picks up. The ringing
   * stops when the call is over.
   */
  rings(placed: PlacedCall): Promise<CalleeDecision>
}

export type CalleeDecision = 'answers' | 'declines' | 'is-busy' | 'is-unreachable'

/** What somebody does whose number is called. */
export type CalleeProfile =
  | 'answers'
  | { readonly answersAfterMs: number }
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'declines'
  /** Answers, speaks its greeting, presses no keys and understands nothing. */
  | 'voicemail'

export function calleeOf(profile: CalleeProfile): Callee {
  if (typeof profile === 'object') return after(profile.answersAfterMs, 'answers')
  switch (profile) {
    case 'answers':
      return after(usualRingMs, 'answers')
    case 'declines':
      return after(usualRingMs, 'declines')
    case 'busy':
      return after(0, 'is-busy')
    case 'failed':
      return after(0, 'is-unreachable')
    case 'no-answer':
      return nobody
    case 'voicemail':
      return voicemail
    default:
      return assertNever(profile)
  }
}

export const nobody: Callee = { rings: () => new Promise(() => undefined) }

const usualRingMs = 3000

function after(delayMs: number, decision: CalleeDecision): Callee {
  return {
    async rings({ call }) {
      await pacedWait(call, delayMs)
      return decision
    },
  }
}

const voicemail: Callee = {
  async rings(placed) {
    const decision = await after(usualRingMs, 'answers').rings(placed)
    const { call } = placed
    // It begins by itself and waits for nobody: whoever is not joined to it yet has missed it.
    void greetSoon(call)
    return decision
  },
}

async function greetSoon(call: Call): Promise<void> {
  await pacedWait(call, beforeGreetingMs)
  if (!call.over.aborted) call.listener?.says(voicemailGreeting)
}

const beforeGreetingMs = 500

export const voicemailGreeting =
  'You have reached the mailbox of this number. Please leave a message after the tone.'
