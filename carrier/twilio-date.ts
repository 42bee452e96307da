/** A date as Twilio writes it in webhooks and in REST: `Fri, 20 Aug 2010 01:13:42 +0000`. */
export function twilioDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000')
}
