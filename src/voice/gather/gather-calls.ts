import type { AnsweredCall } from '../../calls/answered-call.ts'
import type { Timer } from '../../lib/clock.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { createGatherCall, type GatherCall } from './gather-call.ts'
import { listen } from './listen.ts'

/** The calls on the channel of requests and answers. */
export interface GatherCalls {
  /**
   * Begins to talk with the caller; the same opening again while they talk. Where another process has the call,
   * its opening is told and no more.
   */
  begin(answered: AnsweredCall): readonly Verb[]
  /** The same for a caller who has spoken already, and whose words are to be given to what is returned. */
  join(answered: AnsweredCall): GatherCall
  /** A call that talks here, or has until a minute ago. */
  find(sid: string): GatherCall | undefined
}

/** The carrier may repeat its last request for so long. */
const rememberedForMs = 60_000

export function createGatherCalls(
  parts: Pick<VoiceParts, 'switchboard' | 'urls' | 'clock'>,
): GatherCalls {
  const calls = new Map<string, { readonly call: GatherCall; forgetting: Timer | undefined }>()

  function callFor(sid: string): GatherCall {
    const known = calls.get(sid)
    known?.forgetting?.cancel()
    if (known) return known.call
    const call = createGatherCall(parts, () => forgetLater(sid))
    calls.set(sid, { call, forgetting: undefined })
    return call
  }

  function forgetLater(sid: string): void {
    const entry = calls.get(sid)
    if (!entry) return
    entry.forgetting?.cancel()
    const forget = () => void calls.delete(sid)
    entry.forgetting = parts.clock.after(rememberedForMs, forget, { keepsProcess: false })
  }

  return {
    begin(answered) {
      const { agent, call, isElsewhere, opening } = answered
      if (isElsewhere) return listen({ agent, urls: parts.urls }, { words: opening.words, step: 1 })
      return callFor(call.sid).begin(answered)
    },
    join(answered) {
      const call = callFor(answered.call.sid)
      call.join(answered)
      return call
    },
    find: (sid) => calls.get(sid)?.call,
  }
}
