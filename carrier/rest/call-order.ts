import type { OutboundOrder } from '../call-engine.ts'
import { isNumber } from '../numbers.ts'
import { progressEventsOf } from '../legs/progress-events.ts'
import type { StatusCallback } from '../legs/progress-events.ts'
import type { TwimlSource } from '../twiml/twiml-source.ts'
import type { Fields } from './fields.ts'
import { magicInvalidCaller, refuseMagicCallee } from './magic-numbers.ts'
import { readRecordingOrder, wantsRecording } from './recording-order.ts'
import { RefusedRequest } from './refused-request.ts'

/**
 * Reads what kind of call the server wants to have made.
 * @throws {RefusedRequest}
 */
export function readCallOrder(fields: Fields, ownNumbers: readonly string[]): OutboundOrder {
  return {
    to: readTo(fields.text('To')),
    from: readFrom(fields.text('From'), ownNumbers),
    answer: readSource(fields) ?? refuseWithoutTwiml(),
    fallback: fields.endpoint('FallbackUrl', 'FallbackMethod'),
    callback: readCallback(fields),
    ringSeconds: fields.count('Timeout', ringBounds) ?? usualRingSeconds,
    limitSeconds: readTimeLimit(fields),
    recording: wantsRecording(fields) ? readRecordingOrder(fields, 'OutboundAPI') : undefined,
  }
}

/** Where the call's TwiML comes from; an address wins over TwiML. @throws {RefusedRequest} */
export function readSource(fields: Fields): TwimlSource | undefined {
  const endpoint = fields.endpoint('Url', 'Method')
  if (endpoint !== undefined) return { from: 'url', document: { ...endpoint, parameters: {} } }
  const twiml = fields.text('Twiml')
  if (twiml === undefined) return undefined
  if (twiml.length <= longestTwiml) return { from: 'request', twiml }
  const message = `Twiml has more than ${longestTwiml} characters`
  throw new RefusedRequest(message, { twilioCode: 20_001 })
}

/** @throws {RefusedRequest} */
export function readCallback(fields: Fields): StatusCallback | undefined {
  const endpoint = fields.endpoint('StatusCallback', 'StatusCallbackMethod')
  if (endpoint === undefined) return undefined
  // The official client repeats the field, others write the events into one.
  const names = fields.all('StatusCallbackEvent').flatMap((value) => value.split(/[\s,]+/))
  return { ...endpoint, events: progressEventsOf(names) }
}

/** @throws {RefusedRequest} */
export function readTimeLimit(fields: Fields): number | undefined {
  return fields.count('TimeLimit', { lowest: 1, highest: 86_400, twilioCode: 20_001 })
}

/** The fields of an order that are not acted on here; Twilio may act on them. */
export function parametersIgnored(form: URLSearchParams): string[] {
  return [...form.keys()].filter((name) => !parametersKnown.has(name))
}

const parametersKnown = new Set([
  'To',
  'From',
  'Url',
  'Method',
  'Twiml',
  'FallbackUrl',
  'FallbackMethod',
  'StatusCallback',
  'StatusCallbackMethod',
  'StatusCallbackEvent',
  'Timeout',
  'TimeLimit',
  'Record',
  'RecordingChannels',
  'RecordingTrack',
  'RecordingStatusCallback',
  'RecordingStatusCallbackMethod',
  'RecordingStatusCallbackEvent',
])

const longestTwiml = 4000
const usualRingSeconds = 60
const ringBounds = { lowest: 1, highest: 600, twilioCode: 21_208 }

function readTo(to: string | undefined): string {
  if (to === undefined) {
    throw new RefusedRequest("No 'To' number is specified", { twilioCode: 21_201 })
  }
  refuseMagicCallee(to)
  if (isNumber(to)) return to
  const message = `The phone number you are attempting to call, ${to}, is not valid.`
  throw new RefusedRequest(message, { twilioCode: 21_211 })
}

function readFrom(from: string | undefined, ownNumbers: readonly string[]): string {
  if (from === undefined) {
    throw new RefusedRequest("A 'From' phone number is required.", { twilioCode: 21_213 })
  }
  if (!isNumber(from) || from === magicInvalidCaller) {
    const message = `The source phone number provided, ${from}, is not valid.`
    throw new RefusedRequest(message, { twilioCode: 21_212 })
  }
  if (ownNumbers.includes(from)) return from
  const message = `The source phone number provided, ${from}, is not yet verified for your account.`
  throw new RefusedRequest(message, { twilioCode: 21_210 })
}

function refuseWithoutTwiml(): never {
  throw new RefusedRequest('Url parameter is required.', { twilioCode: 21_205 })
}
