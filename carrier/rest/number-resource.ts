import type { NumberEndpoints, OwnedNumber } from '../owned-number.ts'
import type { Endpoint } from '../twiml/twiml-source.ts'
import { twilioDate } from '../twilio-date.ts'
import { checkedUrl, methodOf } from './fields.ts'

/** A number of the account as REST shows it. */
export function numberResource(number: OwnedNumber, accountSid: string) {
  const path = `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${number.sid}`
  return {
    sid: number.sid,
    account_sid: accountSid,
    friendly_name: number.phoneNumber,
    phone_number: number.phoneNumber,
    voice_url: number.voice.url,
    voice_method: number.voice.method,
    voice_fallback_url: number.fallback.url,
    voice_fallback_method: number.fallback.method,
    status_callback: number.status.url,
    status_callback_method: number.status.method,
    ...unchangeable,
    api_version: '2010-04-01',
    date_created: twilioDate(number.created),
    date_updated: twilioDate(number.updated),
    uri: `${path}.json`,
    subresource_uris: { assigned_add_ons: `${path}/AssignedAddOns.json` },
  }
}

/** What a request wants to change about a number; an empty address takes one away. @throws {RefusedRequest} */
export function readNumberChange(
  form: URLSearchParams,
  before: NumberEndpoints,
): Partial<NumberEndpoints> {
  return {
    voice: changed(form, { url: 'VoiceUrl', method: 'VoiceMethod', before: before.voice }),
    fallback: changed(form, {
      url: 'VoiceFallbackUrl',
      method: 'VoiceFallbackMethod',
      before: before.fallback,
    }),
    status: changed(form, {
      url: 'StatusCallback',
      method: 'StatusCallbackMethod',
      before: before.status,
    }),
  }
}

function changed(
  form: URLSearchParams,
  names: { url: string; method: string; before: Endpoint },
): Endpoint {
  const url = form.get(names.url)
  const method = form.get(names.method)
  return {
    url: url === null ? names.before.url : url && checkedUrl(url, names.url),
    method: method === null ? names.before.method : methodOf(method, names.method),
  }
}

const unchangeable = {
  address_requirements: 'none',
  address_sid: null,
  beta: false,
  bundle_sid: null,
  capabilities: { voice: true, sms: true, mms: false, fax: false },
  emergency_address_sid: null,
  emergency_address_status: 'unregistered',
  emergency_status: 'Inactive',
  identity_sid: null,
  origin: 'twilio',
  sms_application_sid: '',
  sms_fallback_method: 'POST',
  sms_fallback_url: '',
  sms_method: 'POST',
  sms_url: '',
  status: 'in-use',
  trunk_sid: null,
  type: 'local',
  voice_application_sid: '',
  voice_caller_id_lookup: false,
  voice_receive_mode: 'voice',
}
