import type { Clock } from '../lib/clock.ts'
import type { CallRecorder } from './call-recorder.ts'
import type { LiveCall } from './live-call.ts'
import type { Utterance } from './speak.ts'
import type { TurnStopwatch } from './turn-stopwatch.ts'

/** Writes down what the caller heard of the agent, whether that was the notice, and how long it took. */
export interface HeardWords {
  readonly isNoticeHeard: boolean
  /** The time of this turn is taken until its words have been heard. */
  timeTurn(turn: number, stopwatch: TurnStopwatch): void
  /**
   * `forMs`: for how long it has been audible; `isFiller`: the answer itself is still to come. Absent where the
   * line does not tell them apart.
   */
  becameAudible(turn: number, how?: { forMs: number; isFiller: boolean }): void
  /** The first of the answer has left for the line. */
  wasSent(turn: number): void
  /** More was heard of an utterance that goes on. */
  hearing(utterance: Utterance): void
  /** An utterance is over. `standing`: no brain chose its words. */
  heard(utterance: Utterance, how: { standing: boolean }): void
}

export interface HeardWordsParts {
  readonly clock: Clock
  readonly live: LiveCall
  /** Who is speaking, and that it is a machine. Empty: heard before. */
  readonly notice: string
  readonly recorder: CallRecorder
}

export function createHeardWords({ clock, live, notice, recorder }: HeardWordsParts): HeardWords {
  const stopwatches = new Map<number, TurnStopwatch>()
  let isNoticeHeard = notice === ''

  return {
    get isNoticeHeard() {
      return isNoticeHeard
    },
    timeTurn: (turn, stopwatch) => void stopwatches.set(turn, stopwatch),
    becameAudible(turn, how) {
      const stopwatch = stopwatches.get(turn)
      if (!how) stopwatch?.becameAudible()
      else if (how.isFiller) stopwatch?.fillerHeard(how.forMs)
      else stopwatch?.wordsHeard(how.forMs)
    },
    wasSent(turn) {
      stopwatches.get(turn)?.brainSpoke()
      stopwatches.get(turn)?.wordsSent()
    },
    hearing({ heard: text, planned, turn, interrupted }) {
      live.hearingAgent({ turn, text, planned, interrupted })
      stopwatches.get(turn)?.heardThrough(text.trim().length)
      // A whole sentence is worth a line: should the call break now, this much was heard for certain.
      const isMore = text.trim() !== planned.trim()
      if (isMore && endsSentence(text)) {
        void recorder.record({ kind: 'agent-hearing', payload: { turn, text, planned } })
      }
    },
    heard({ heard: text, turn, planned, interrupted }, { standing }) {
      const said = { turn, text, planned, interrupted, ...(standing && { standing }) }
      live.heardAgent({ speaker: 'agent', ...said, at: clock.now() })
      void recorder.record({ kind: 'agent-heard', payload: said })
      if (!isNoticeHeard && text.includes(notice)) {
        isNoticeHeard = true
        void recorder.record({ kind: 'notice-heard', payload: { text: notice } })
      }
      const stopwatch = stopwatches.get(turn)
      stopwatch?.heardThrough(text.trim().length)
      if (stopwatch) void recorder.record({ kind: 'turn-measured', payload: stopwatch.read() })
      stopwatches.delete(turn)
    },
  }
}

function endsSentence(text: string): boolean {
  return /[.!?]["')\]]*\s*$/.test(text)
}
