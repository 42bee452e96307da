import type { Clock } from './clock.ts'
import { describeError } from './errors.ts'
import { createPacing } from './pacing.ts'
import type { Pacing } from './pacing.ts'
import type { Utterance } from './speech/utterance.ts'
import type { Witness } from './witness.ts'

/** One call to the number: its state, who listens to the caller, and what the caller's ear gets. */
export interface Call {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly pacing: Pacing
  state(): CallState
  /** Picks up. Nothing when it was picked up or is over. */
  answer(): void
  /** Ends the call. Only the first ending counts. */
  end(reason: EndReason): void
  /** Aborted when the call is over: whatever works for it stops. */
  readonly over: AbortSignal
  /** Who hears the caller now; nobody while the call rings or a `<Say>` is read. */
  listener: CallListener | undefined
  publish(event: CallEvent): void
  /** @returns what takes the subscriber away again. */
  subscribe(subscriber: (event: CallEvent) => void): () => void
}

export type CallState =
  | { readonly status: 'ringing' }
  | { readonly status: 'in-progress'; readonly answeredMs: number }
  | {
      readonly status: 'completed' | 'busy' | 'no-answer' | 'failed'
      readonly reason: EndReason
      readonly talkedMs: number
    }

export type EndReason =
  | 'caller-hung-up'
  | 'agent-hung-up'
  | 'application-error'
  | 'rejected'
  | 'busy'
  | 'carrier-stopped'

export type CallEvent =
  | { readonly type: 'status'; readonly state: CallState }
  | { readonly type: 'agent-speaking'; readonly on: boolean }
  | { readonly type: 'utterance-started'; readonly utterance: Utterance }
  /** `text` is the word just played, `spokenText` all that was played of the utterance. */
  | { readonly type: 'heard'; readonly text: string; readonly spokenText: string }
  | { readonly type: 'interrupted' }
  /** Something moved that a waiting test may want to look at again. */
  | { readonly type: 'stirred' }

export interface CallListener {
  /** Whether the connection to the server stands; before that, input waits for it. */
  isOpen(): boolean
  says(text: string): SayOutcome
  presses(digits: string): SayOutcome
  /** Resolves when the server has read all that was sent to it. */
  delivered(): Promise<void>
  /** For tests that send what a carrier never would. */
  sendRawFrame(frame: string | Buffer): void
  /** Cuts the connection to the server without a word. */
  dropConnection(): void
}

export type SayOutcome =
  | { readonly heard: true }
  | { readonly heard: false; readonly reason: string }

export interface CallParts {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly clock: Clock
  readonly witness: Witness
}

export function createCall({ sid, from, to, clock, witness }: CallParts): Call {
  const over = new AbortController()
  const subscribers = new Set<(event: CallEvent) => void>()
  let state: CallState = { status: 'ringing' }

  function publish(event: CallEvent): void {
    for (const subscriber of subscribers) {
      try {
        subscriber(event)
      } catch (error) {
        witness.warn(sid, 'carrier-fault', `A watcher of the call failed: ${describeError(error)}`)
      }
    }
  }

  function become(next: CallState): void {
    state = next
    const reason = 'reason' in next ? next.reason : undefined
    witness.trace(sid, 'inside', { kind: 'call-status', status: next.status, reason })
    publish({ type: 'status', state })
  }

  const call: Call = {
    sid,
    from,
    to,
    pacing: createPacing({
      clock,
      onScheduled: () => publish({ type: 'stirred' }),
      onError(error) {
        witness.warn(
          sid,
          'carrier-fault',
          `The carrier failed at this call: ${describeError(error)}`,
        )
        call.end('application-error')
      },
    }),
    state: () => state,
    answer() {
      if (state.status === 'ringing') {
        become({ status: 'in-progress', answeredMs: clock.monotonicMs() })
      }
    },
    end(reason) {
      if (over.signal.aborted) return
      const answeredMs = state.status === 'in-progress' ? state.answeredMs : undefined
      const talkedMs = answeredMs === undefined ? 0 : clock.monotonicMs() - answeredMs
      // Aborted first: whoever hears of the end finds everything already stopping.
      over.abort()
      become({ status: finalStatus(reason, answeredMs !== undefined), reason, talkedMs })
    },
    over: over.signal,
    listener: undefined,
    publish,
    subscribe(subscriber) {
      subscribers.add(subscriber)
      return () => void subscribers.delete(subscriber)
    },
  }
  return call
}

function finalStatus(reason: EndReason, answered: boolean) {
  if (answered) return 'completed'
  if (reason === 'busy') return 'busy'
  return reason === 'application-error' ? 'failed' : 'no-answer'
}
