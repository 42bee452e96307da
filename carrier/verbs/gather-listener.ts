import { noSoundHeard } from '../call.ts'
import type { Call, CallListener, SayOutcome } from '../call.ts'
import type { Outstanding } from '../outstanding.ts'
import { eventLoopTurns } from '../stepped-clock.ts'
import type { GatherInput } from './gather-input.ts'

/** Brings what the caller does to a `<Gather>`, key by key and word by word. */
export function createGatherListener({
  call,
  input,
  webhooks,
  keySpacingMs,
}: {
  call: Pick<Call, 'pacing' | 'publish'>
  input: GatherInput
  webhooks: Outstanding
  keySpacingMs: number
}): CallListener {
  let keysToCome: string[] = []

  function stopping(give: () => SayOutcome): SayOutcome {
    const stopsPrompt = input.isPrompting()
    const outcome = give()
    if (stopsPrompt && outcome.heard) call.publish({ type: 'interrupted' })
    return outcome
  }

  function pressNext(): SayOutcome {
    const key = keysToCome.shift() ?? ''
    const outcome = stopping(() => input.key(key))
    if (!outcome.heard) keysToCome = []
    if (keysToCome.length > 0) call.pacing.after(keySpacingMs, pressNext)
    call.publish({ type: 'stirred' })
    return outcome
  }

  return {
    isOpen: () => true,
    isDeaf: () => input.isDeaf(),
    isHearing: () => keysToCome.length > 0 || input.isRecognising(),
    says: (text, { confidence = usualConfidence } = {}) =>
      stopping(() => input.speech(text, confidence)),
    presses(digits) {
      const waits = keysToCome.length > 0
      keysToCome.push(...digits.split(''))
      return waits ? { heard: true } : pressNext()
    },
    speaks: () => noSoundHeard,
    coughs: () => noSoundHeard,
    async delivered() {
      // The action is asked for in the next turn, and what it answers begins in the one after.
      await eventLoopTurns(1)
      await webhooks.settled(patienceMs)
      await eventLoopTurns(1)
    },
    sendRawFrame: () => noConnection,
    dropConnection: () => noConnection,
  }
}

/** What recognition gives when nothing is hard to understand. */
const usualConfidence = 0.92

/** Real time: a server that thinks for long is waited for by what is heard next. */
const patienceMs = 500

const noConnection: SayOutcome = {
  heard: false,
  reason: 'A <Gather> has no connection to the server.',
}
