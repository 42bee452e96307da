import type { Call, CallListener } from '../call.ts'
import { createHearing } from '../speech/hearing.ts'
import { createSpeaker } from '../speech/speaker.ts'
import type { Speaker } from '../speech/speaker.ts'
import { createUtterance } from '../speech/utterance.ts'
import type { Timing } from '../timing.ts'
import type { Witness } from '../witness.ts'

/** Two parties who hear one another. */
export interface Bridge {
  /** Parts them: what was being said is cut off. */
  part(): void
}

export interface BridgeParts {
  readonly timing: Timing
  readonly witness: Witness
  /** Told of each key that the first of the two presses. */
  readonly onKey: (key: string) => void
}

export function bridge(first: Call, second: Call, { onKey, ...parts }: BridgeParts): Bridge {
  const firstEar = earOf(first, parts)
  const secondEar = earOf(second, parts)
  const listeners = [
    { call: first, listener: listenerTo(secondEar, onKey) },
    { call: second, listener: listenerTo(firstEar, () => undefined) },
  ]
  for (const { call, listener } of listeners) {
    call.listener = listener
    call.publish({ type: 'stirred' })
  }
  return {
    part() {
      for (const { call, listener } of listeners) {
        if (call.listener === listener) call.listener = undefined
      }
      firstEar.stop()
      secondEar.stop()
    },
  }
}

interface Ear {
  hears(words: string): void
  hearsKeys(keys: string): void
  hearsSound(sound: Buffer): void
  stop(): void
}

function earOf(call: Call, { timing, witness }: Omit<BridgeParts, 'onKey'>): Ear {
  const listener = createHearing(call, witness)
  const speaker: Speaker = createSpeaker({ pacing: call.pacing, timing, listener })
  return {
    hears(words) {
      const utterance = createUtterance('none')
      utterance.knownText = words
      speaker.enqueue(utterance, words)
    },
    hearsKeys(keys) {
      for (const key of keys) {
        const text = `(key ${key})`
        witness.trace(call.sid, 'inside', { kind: 'heard', text })
        call.publish({ type: 'heard', text, spokenText: text })
      }
    },
    hearsSound: (sound) => call.publish({ type: 'sound', sound, atMs: call.pacing.monotonicMs() }),
    stop: () => speaker.stop(),
  }
}

/** Whoever listens to one party is the other. */
function listenerTo(other: Ear, onKey: (key: string) => void): CallListener {
  return {
    isOpen: () => true,
    isDeaf: () => false,
    isHearing: () => false,
    says(text) {
      other.hears(text)
      return { heard: true }
    },
    presses(keys) {
      other.hearsKeys(keys)
      for (const key of keys) onKey(key)
      return { heard: true }
    },
    speaks(sound) {
      other.hearsSound(sound)
      return { heard: true }
    },
    coughs: () => ({ heard: true }),
    delivered: () => Promise.resolve(),
    sendRawFrame: () => noConnection,
    dropConnection: () => noConnection,
  }
}

const noConnection = { heard: false, reason: 'A person is on the line, not the server.' } as const
