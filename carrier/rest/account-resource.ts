import { twilioDate } from '../twilio-date.ts'

/** The account as REST shows it. Its token is nobody's business who has signed in with it already. */
export function accountResource(accountSid: string, created: Date) {
  const path = `/2010-04-01/Accounts/${accountSid}`
  return {
    sid: accountSid,
    friendly_name: 'Local carrier',
    status: 'active',
    type: 'Full',
    auth_token: null,
    owner_account_sid: accountSid,
    date_created: twilioDate(created),
    date_updated: twilioDate(created),
    uri: `${path}.json`,
    subresource_uris: {
      calls: `${path}/Calls.json`,
      incoming_phone_numbers: `${path}/IncomingPhoneNumbers.json`,
    },
  }
}
