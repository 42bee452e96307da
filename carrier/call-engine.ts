import { inboundParameters } from './call-parameters.ts'
import { createCallQueue } from './legs/call-queue.ts'
import type { CallRegister } from './legs/call-register.ts'
import { hangUp, runTwiml } from './call-run.ts'
import type { CallRunParts } from './call-run.ts'
import type { Call } from './call.ts'
import { createCallees } from './legs/callees.ts'
import type { Callees } from './legs/callees.ts'
import { createChildLegs } from './legs/child-legs.ts'
import { createLegMaker } from './legs/leg-maker.ts'
import type { Leg, PlacedCall } from './legs/leg.ts'
import type { RecordingOrder } from './recording/recording.ts'
import type { Recordings } from './recording/recordings.ts'
import { endsWithin } from './outstanding.ts'
import type { OwnedNumber } from './owned-number.ts'
import type { ProgressParts, StatusCallback } from './legs/progress-events.ts'
import { ring } from './legs/ringing.ts'
import type { Endpoint, TwimlSource } from './twiml/twiml-source.ts'

export type { PlacedCall } from './legs/leg.ts'

/** Where calls come from: each runs by itself, and none can hurt another. */
export interface CallEngine {
  /** A call to the number of the account. */
  placeCall(options: { from: string }): PlacedCall
  /** A call that the server asks for. */
  placeOutboundCall(order: OutboundOrder): Leg
  /** The calls that are not over. */
  calls(): readonly Call[]
  readonly register: CallRegister
  readonly callees: Callees
  /** Told of everything that happens at any call. @returns what stops the telling. */
  subscribe(watcher: () => void): () => void
  /** Hangs up every call, and waits for the last callbacks no longer than so many real milliseconds. */
  close(patienceMs: number): Promise<void>
}

export interface OutboundOrder {
  readonly from: string
  readonly to: string
  /** What is done when somebody answers. */
  readonly answer: TwimlSource
  readonly fallback: Endpoint | undefined
  readonly callback: StatusCallback | undefined
  readonly ringSeconds: number
  readonly limitSeconds: number | undefined
  readonly recording?: RecordingOrder | undefined
}

export type CallEngineParts = Omit<CallRunParts, 'legs' | 'ownNumbers'> &
  ProgressParts & {
    /** The number that is called. */
    readonly number: OwnedNumber
    /** From one call that the server asks for to the next; 0 for no queue. */
    readonly betweenCallsMs: number
    readonly recordings: Recordings
  }

export function createCallEngine(parts: CallEngineParts): CallEngine {
  const { number, clock, random, webhooks, quirks, recordings } = parts
  const callees = createCallees()
  const queue = createCallQueue(clock, parts.betweenCallsMs)
  const maker = createLegMaker(parts)
  const legs = createChildLegs({ ...parts, maker, callees, runParts: () => runParts })
  const runParts: CallRunParts = { ...parts, legs, ownNumbers: [number.phoneNumber] }

  async function runInbound({ call }: Leg): Promise<void> {
    call.fallback = number.fallback
    const parameters = inboundParameters(random.hex(48))
    if (number.voice.url === '') return call.end('application-error')
    await runTwiml(
      { from: 'url', document: { ...number.voice, parameters } },
      { ...runParts, call },
    )
    hangUp(call)
  }

  async function runOutbound(leg: Leg, order: OutboundOrder): Promise<void> {
    const { call } = leg
    call.fallback = order.fallback
    if (order.limitSeconds !== undefined) leg.timeLimit.set(order.limitSeconds)
    if (order.recording !== undefined) recordings.startWhenAnswered(call, order.recording)
    await queue.turnOf(call)
    const ringMs = (order.ringSeconds + quirks.extraRingSeconds) * 1000
    if (!(await ring(leg, { ...parts, callees, ringMs }))) return
    await runTwiml(order.answer, { ...runParts, call })
    hangUp(call)
  }

  return {
    placeCall({ from }) {
      const { status } = number
      const callback = status.url === '' ? undefined : { ...status, events: onlyCompleted }
      const direction = 'inbound'
      return maker.make({ direction, from, to: number.phoneNumber, callback }, runInbound)
    },
    placeOutboundCall(order) {
      const { from, to, callback } = order
      const direction = 'outbound-api'
      return maker.make({ direction, from, to, callback }, (leg) => runOutbound(leg, order))
    },
    calls: () => maker.register.live(),
    register: maker.register,
    callees,
    subscribe: (watcher) => maker.subscribe(watcher),
    async close(patienceMs) {
      for (const call of maker.register.live()) call.end('carrier-stopped')
      await endsWithin(maker.drained(), patienceMs)
      webhooks.close()
    },
  }
}

const onlyCompleted = new Set(['completed'] as const)
