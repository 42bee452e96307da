import type { SayOutcome } from '../call.ts'
import type { Timer } from '../clock.ts'
import type { Pacing } from '../pacing.ts'
import type { Timing } from '../timing.ts'
import { allows, notHeard } from './interruptibility.ts'
import type { RelayAttributes } from './relay-attributes.ts'
import type { Interruption, Talk } from './talk.ts'

/** The keys that the caller presses, one after the other. */
export interface KeyInput {
  presses(digits: string): SayOutcome
  /** Whether some are still on their way; for ever when the session ended first. */
  isBusy(): boolean
  stop(): void
}

export interface KeyInputParts {
  readonly attributes: RelayAttributes
  readonly talk: Talk
  readonly pacing: Pacing
  readonly timing: Timing
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  readonly onInterrupted: (interruption: Interruption) => void
}

export function createKeyInput(parts: KeyInputParts): KeyInput {
  const { attributes, talk, pacing, timing, send } = parts
  let keys: string[] = []
  let nextKey: Timer | undefined

  /** @returns whether this key reaches the server at all. */
  function makeWay(): boolean {
    const utterance = talk.current()
    if (utterance === undefined) return true
    if (allows(utterance.interruptible, 'dtmf')) return talk.interrupt(parts.onInterrupted)
    return allows(attributes.reportInputDuringAgentSpeech, 'dtmf')
  }

  function pressNext(): boolean {
    const [digit, ...later] = keys
    const getsThrough = makeWay()
    if (getsThrough) send({ type: 'dtmf', digit })
    if (later.length === 0) keys = []
    else {
      nextKey = pacing.after(timing.keySpacingMs, () => {
        keys.shift()
        pressNext()
      })
    }
    return getsThrough
  }

  return {
    presses(digits) {
      if (!attributes.dtmfDetection) {
        return { heard: false, reason: 'The agent listens to no keys.' }
      }
      const waits = keys.length > 0
      keys.push(...digits.split(''))
      if (waits || pressNext()) return { heard: true }
      nextKey?.cancel()
      keys = []
      return notHeard
    },
    isBusy: () => keys.length > 0,
    stop: () => nextKey?.cancel(),
  }
}
