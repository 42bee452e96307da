import type { Call } from '../call.ts'
import type { Witness } from '../witness.ts'
import type { SpeakerListener } from './speaker.ts'

/** Brings what is played to the caller's ear. */
export function createHearing(call: Call, witness: Witness): SpeakerListener {
  return {
    audioStarted: () => call.publish({ type: 'agent-speaking', on: true }),
    utteranceStarted: (utterance) => call.publish({ type: 'utterance-started', utterance }),
    wordPlayed(word, utterance) {
      const spokenText = utterance.playedText.trim()
      call.publish({ type: 'heard', text: word.trim(), spokenText })
    },
    groupPlayed: (text) => witness.trace(call.sid, 'inside', { kind: 'heard', text }),
    audioEnded: () => call.publish({ type: 'agent-speaking', on: false }),
  }
}
