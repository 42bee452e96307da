import { talkedSeconds } from '../call-parameters.ts'
import type { CallDirection } from '../call-state.ts'
import type { Call } from '../call.ts'
import type { OwnedNumber } from '../owned-number.ts'
import { twilioDate } from '../twilio-date.ts'

export interface ResourceContext {
  readonly accountSid: string
  readonly number: OwnedNumber
  readonly now: Date
}

/** A call as REST shows it. */
export function callResource(call: Call, context: ResourceContext) {
  const { accountSid } = context
  const { sid, from, to, direction, parentSid, times } = call
  const path = `/2010-04-01/Accounts/${accountSid}/Calls/${sid}`
  const { created, answered, ended } = times
  return {
    sid,
    account_sid: accountSid,
    parent_call_sid: parentSid ?? null,
    to,
    to_formatted: formatted(to),
    from,
    from_formatted: formatted(from),
    phone_number_sid: direction === 'outbound-dial' ? null : context.number.sid,
    status: restStatus(call),
    start_time: dateOrNull(answered),
    end_time: dateOrNull(ended),
    duration: durationOf(call),
    price: priceOf(call, context.now),
    price_unit: 'USD',
    direction,
    ...neverKnown,
    api_version: '2010-04-01',
    queue_time: String((times.dialled ?? created).getTime() - created.getTime()),
    date_created: twilioDate(created),
    date_updated: twilioDate(ended ?? answered ?? created),
    uri: `${path}.json`,
    subresource_uris: Object.fromEntries(
      subresources.map((name) => [name, `${path}/${capitalised(name)}.json`]),
    ),
  }
}

/** `initiated` is a word of callbacks only. */
export function restStatus(call: Pick<Call, 'state'>): string {
  const { status } = call.state()
  return status === 'initiated' ? 'queued' : status
}

const neverKnown = {
  answered_by: null,
  forwarded_from: null,
  group_sid: null,
  caller_name: null,
  trunk_sid: null,
  annotation: null,
}

const subresources = [
  'notifications',
  'recordings',
  'payments',
  'events',
  'siprec',
  'streams',
  'transcriptions',
  'user_defined_message_subscriptions',
  'user_defined_messages',
]

/** What a begun minute costs. */
const minutePrices: Readonly<Record<CallDirection, number>> = {
  inbound: 0.0085,
  'outbound-api': 0.014,
  'outbound-dial': 0.014,
}

/** Twilio works it out some time after the end. */
const priceDelayMs = 60_000

function priceOf({ state, times, direction }: Call, now: Date): string | null {
  const ended = state()
  if (!('talkedMs' in ended) || times.ended === undefined || ended.talkedMs === 0) return null
  if (now.getTime() - times.ended.getTime() < priceDelayMs) return null
  const minutes = Math.ceil(talkedSeconds(ended) / 60)
  return `-${(minutes * minutePrices[direction]).toFixed(5)}`
}

function durationOf({ state }: Call): string | null {
  const ended = state()
  return 'talkedMs' in ended ? String(talkedSeconds(ended)) : null
}

function dateOrNull(date: Date | undefined): string | null {
  return date === undefined ? null : twilioDate(date)
}

function formatted(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
}

function capitalised(name: string): string {
  return name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
