import type { CarrierQuirks } from '../quirks.ts'
import type { Leg } from '../legs/leg.ts'
import { readCallback, readSource, readTimeLimit } from './call-order.ts'
import type { Fields } from './fields.ts'
import { notFound, RefusedRequest } from './refused-request.ts'

/**
 * Changes a call as the server asks: ends it, leads it to another document, limits its time.
 * @throws {RefusedRequest} with nothing changed.
 */
export function changeCall(leg: Leg, fields: Fields, quirks: CarrierQuirks): void {
  const source = readSource(fields)
  const callback = readCallback(fields)
  const limitSeconds = readTimeLimit(fields)
  const status = fields.text('Status')
  if (source !== undefined) {
    if (leg.call.state().status !== 'in-progress') throw notInProgress('redirect')
    leg.call.fallback = fields.endpoint('FallbackUrl', 'FallbackMethod') ?? leg.call.fallback
    leg.call.redirection.to(source)
    leg.progress.callback = callback ?? leg.progress.callback
  } else if (status !== undefined) {
    endCall(leg, status, quirks)
  }
  if (limitSeconds !== undefined) leg.timeLimit.set(limitSeconds)
}

function endCall({ call }: Leg, status: string, quirks: CarrierQuirks): void {
  if (status !== 'canceled' && status !== 'completed') {
    const message = `Status must be canceled or completed: ${status}`
    throw new RefusedRequest(message, { twilioCode: 20_001 })
  }
  if (call.over.aborted) {
    if (quirks.endingAnEndedCall === 'not-found') throw notFound(call.sid)
    return
  }
  if (status === 'completed') return call.end('ended-by-request')
  if (call.state().status === 'in-progress') throw notInProgress('cancel')
  call.end('canceled')
}

function notInProgress(what: 'redirect' | 'cancel'): RefusedRequest {
  const message =
    what === 'redirect'
      ? 'Call is not in-progress. Cannot redirect.'
      : 'Call is in-progress. Cannot cancel.'
  return new RefusedRequest(message, { twilioCode: 21_220 })
}
