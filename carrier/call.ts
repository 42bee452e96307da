import { createCallEvents } from './call-events.ts'
import type { CallEvents } from './call-events.ts'
import { unansweredEnd } from './call-state.ts'
import type { CallDirection, CallQuirks, CallState, EndReason } from './call-state.ts'
import type { Clock } from './clock.ts'
import { describeError } from './errors.ts'
import { createPacing } from './pacing.ts'
import type { Pacing } from './pacing.ts'
import { createRedirection } from './redirection.ts'
import type { Redirection } from './redirection.ts'
import type { Manner } from './speech/manner.ts'
import type { Endpoint } from './twiml/twiml-source.ts'
import type { Witness } from './witness.ts'

export type { CallEvent } from './call-events.ts'
export type { CallState, EndReason } from './call-state.ts'

/**
 * One leg: a call to the number, one that the server asked for, or one that `<Dial>` made for another. Its
 * state, who listens to the person on it, and what that person's ear gets.
 */
export interface Call extends CallEvents {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly direction: CallDirection
  /** Of the call whose `<Dial>` made this one. */
  readonly parentSid: string | undefined
  readonly times: CallTimes
  readonly pacing: Pacing
  state(): CallState
  /** Leaves the queue: the number is being dialled. */
  dial(): void
  /** The other end rings. */
  ring(): void
  /** Picks up. Nothing when it was picked up or is over. */
  answer(): void
  /** Ends the call. Only the first ending counts. */
  end(reason: EndReason): void
  /** Aborted when the call is over: whatever works for it stops. */
  readonly over: AbortSignal
  /** Who hears the caller now; nobody while the call rings or a `<Say>` is read. */
  listener: CallListener | undefined
  /** Asked when a document cannot be had; nothing when the call shall end then. */
  fallback: Endpoint | undefined
  readonly redirection: Redirection
}

/** When what happened, as far as it has. */
export interface CallTimes {
  readonly created: Date
  /** Left the queue. */
  readonly dialled: Date | undefined
  readonly answered: Date | undefined
  readonly ended: Date | undefined
}

export interface CallListener {
  /** Whether the connection to the server stands; before that, input waits for it. */
  isOpen(): boolean
  /** Whether a prompt plays through which no speech is heard; polite callers wait for its end. */
  isDeaf(): boolean
  /** Whether something that the caller said or pressed is still on its way to the server. */
  isHearing(): boolean
  says(text: string, manner?: Manner): SayOutcome
  presses(digits: string): SayOutcome
  /**
   * Sound of a phone as it comes: µ-law at 8 kHz, pieces of any length. It goes on in 20 ms frames; of what came
   * too early more than 200 ms is dropped, the oldest first.
   */
  speaks(sound: Buffer): SayOutcome
  /** Whether what is heard on this leg meanwhile comes as sound, and words of it are only what the sound spells. */
  readonly isOfSound?: boolean
  /** Makes a short noise that is loud as a voice is, and no word. */
  coughs(): SayOutcome
  /** Resolves when the server has read all that was sent to it. */
  delivered(): Promise<void>
  /** For tests that send what a carrier never would. */
  sendRawFrame(frame: string | Buffer): SayOutcome
  /** Cuts the connection to the server without a word. */
  dropConnection(): SayOutcome
}

export type SayOutcome =
  | { readonly heard: true }
  | { readonly heard: false; readonly reason: string }

/** Where words are listened for, sound is none. */
export const noSoundHeard: SayOutcome = {
  heard: false,
  reason: 'Only words are listened for here, no sound.',
}

export interface CallParts {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly direction: CallDirection
  /** The call whose `<Dial>` makes this one. They share one pacing, since one plays into the other. */
  readonly parent?: Call | undefined
  readonly clock: Clock
  readonly witness: Witness
  readonly quirks: CallQuirks
}

export function createCall(parts: CallParts): Call {
  const { sid, direction, parent, clock, witness } = parts
  const over = new AbortController()
  const times: Writable<CallTimes> = {
    created: clock.now(),
    dialled: undefined,
    answered: undefined,
    ended: undefined,
  }
  let state: CallState = { status: direction === 'inbound' ? 'ringing' : 'queued' }
  const events = createCallEvents({
    family: parent?.family,
    onError(error) {
      witness.warn(sid, 'carrier-fault', `A watcher of the call failed: ${describeError(error)}`)
    },
  })

  function become(next: CallState): void {
    state = next
    const reason = 'reason' in next ? next.reason : undefined
    witness.trace(sid, 'inside', { kind: 'call-status', status: next.status, reason })
    events.publish({ type: 'status', state })
  }

  const call: Call = {
    sid,
    from: parts.from,
    to: parts.to,
    direction,
    parentSid: parent?.sid,
    times,
    ...events,
    pacing: parent?.pacing ?? pacingOf(() => call, parts),
    state: () => state,
    dial() {
      if (state.status !== 'queued') return
      times.dialled = clock.now()
      become({ status: 'initiated' })
    },
    ring() {
      if (state.status === 'initiated') become({ status: 'ringing' })
    },
    answer() {
      if (state.status !== 'ringing') return
      times.answered = clock.now()
      become({ status: 'in-progress', answeredMs: clock.monotonicMs() })
    },
    end(reason) {
      if (over.signal.aborted) return
      const ended = endedState(state, { ...parts, reason })
      times.ended = clock.now()
      // Aborted first: whoever hears of the end finds everything already stopping.
      over.abort()
      become(ended)
    },
    over: over.signal,
    listener: undefined,
    fallback: undefined,
    redirection: createRedirection(),
  }
  return call
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

function endedState(
  before: CallState,
  { reason, clock, ...parts }: CallParts & { reason: EndReason },
): CallState {
  if (before.status !== 'in-progress') {
    return { ...unansweredEnd(reason, parts), reason, talkedMs: 0 }
  }
  const talkedMs = clock.monotonicMs() - before.answeredMs
  return { status: 'completed', reason, talkedMs, sipResponseCode: 200 }
}

/** The call is known only after its pacing, and is asked for when something happens. */
function pacingOf(call: () => Call, { sid, clock, witness }: CallParts): Pacing {
  return createPacing({
    clock,
    onScheduled: () => call().publish({ type: 'stirred' }),
    onError(error) {
      const why = `The carrier failed at this call: ${describeError(error)}`
      witness.warn(sid, 'carrier-fault', why)
      call().end('application-error')
    },
  })
}

/** The call as a verb sees it: over also when something else stops the verb. */
export function callUntil(call: Call, stop: AbortSignal): Call {
  return {
    ...call,
    over: AbortSignal.any([call.over, stop]),
    get listener() {
      return call.listener
    },
    set listener(listener) {
      call.listener = listener
    },
  }
}
