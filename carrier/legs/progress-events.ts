import type { CarrierAccount } from '../account.ts'
import { callParameters, progressParameters } from '../call-parameters.ts'
import type { CallState } from '../call-state.ts'
import type { Call } from '../call.ts'
import type { Clock } from '../clock.ts'
import { createOutstanding } from '../outstanding.ts'
import type { Random } from '../random.ts'
import type { Recordings } from '../recording/recordings.ts'
import type { Endpoint } from '../twiml/twiml-source.ts'
import type { WebhookClient } from '../webhooks/webhook-client.ts'
import type { WebhookRequest } from '../webhooks/webhook.ts'

export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed'

/** Who wants to be told of a leg's progress, and of what. */
export interface StatusCallback extends Endpoint {
  readonly events: ReadonlySet<ProgressEvent>
}

/** The events that were asked for by name; the end alone where none was, or none is one. */
export function progressEventsOf(names: readonly string[]): ReadonlySet<ProgressEvent> {
  const asked = new Set(progressEvents.filter((event) => names.includes(event)))
  return asked.size > 0 ? asked : new Set(['completed'])
}

const progressEvents: readonly ProgressEvent[] = ['initiated', 'ringing', 'answered', 'completed']

/** Tells the server how a leg gets on. Events that nobody wants are counted all the same. */
export interface ProgressEvents {
  callback: StatusCallback | undefined
  /** Tells of the end, last of all. Resolves when everything that was told has been answered. */
  completed(): Promise<void>
}

export interface ProgressParts {
  readonly account: CarrierAccount
  readonly webhooks: WebhookClient
  readonly clock: Clock
  readonly random: Random
  /** Each callback is late by up to so much, by chance, so that they come in any order; 0 keeps the order. */
  readonly callbackJitterMs: number
  readonly recordings: Pick<Recordings, 'parametersOf'>
}

export function createProgressEvents(
  call: Call,
  { account, webhooks, clock, random, callbackJitterMs, recordings }: ProgressParts,
): ProgressEvents {
  let sequenceNumber = 0
  let inOrder = Promise.resolve()
  const outstanding = createOutstanding()

  function tell(event: ProgressEvent): void {
    const { callback } = progress
    const counted = { sequenceNumber, at: clock.now() }
    sequenceNumber += 1
    if (callback?.events.has(event) !== true) return
    const { url, method } = callback
    const parameters = {
      ...callParameters(call, account),
      ...progressParameters(call, counted),
      ...(event === 'completed' && recordings.parametersOf(call.sid)),
    }
    void outstanding.track(deliver({ callSid: call.sid, url, method, parameters }))
  }

  async function deliver(request: WebhookRequest): Promise<void> {
    if (callbackJitterMs > 0) {
      await lateness()
      return await webhooks.inform(request)
    }
    return await inTurn(request)
  }

  /** After those before it were answered, or have had their time. */
  async function inTurn(request: WebhookRequest): Promise<void> {
    const before = inOrder
    const { promise: hasGone, resolve: letNextGo } = Promise.withResolvers<void>()
    inOrder = hasGone
    await before
    const patience = clock.after(longestHoldMs, letNextGo)
    await webhooks.inform(request)
    patience.cancel()
    letNextGo()
  }

  function lateness(): Promise<void> {
    const share = Number.parseInt(random.hex(4), 16) / 0x1_00_00
    return new Promise((resolve) => {
      call.pacing.after(share * callbackJitterMs, resolve)
    })
  }

  const progress: ProgressEvents = {
    callback: undefined,
    async completed() {
      // A call that never left the queue leaves no trace at whoever asked for it.
      if (call.direction === 'inbound' || sequenceNumber > 0) tell('completed')
      await outstanding.drained()
    },
  }
  call.subscribe((event) => {
    const happened = event.type === 'status' ? eventAt(event.state) : undefined
    // Of an inbound call only the end is told.
    if (happened !== undefined && call.direction !== 'inbound') tell(happened)
  })
  return progress
}

/** A server that is slow to answer one callback gets the next all the same. */
const longestHoldMs = 1000

/** The end is not among them: it is told when everything else of the call is done. */
function eventAt({ status }: CallState): ProgressEvent | undefined {
  if (status === 'initiated' || status === 'ringing') return status
  return status === 'in-progress' ? 'answered' : undefined
}
