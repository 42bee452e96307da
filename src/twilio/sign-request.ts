import webhooks from 'twilio/lib/webhooks/webhooks.js'
import type { FormFields } from './signature.ts'

/**
 * The value of `X-Twilio-Signature` that Twilio would send with a form, or with nothing but an address:
 * the upgrade of a socket. `url` is the whole public address.
 */
export function signatureOf({
  authToken,
  url,
  fields = {},
}: {
  authToken: string
  url: string
  fields?: FormFields
}): string {
  return webhooks.getExpectedTwilioSignature(authToken, url, { ...fields })
}
