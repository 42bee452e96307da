import { RefusedRequest } from './refused-request.ts'

/** Refuses the callees that Twilio's test credentials refuse, each by its own number. @throws {RefusedRequest} */
export function refuseMagicCallee(to: string): void {
  const refusal = magicCallees.get(to)
  if (refusal === undefined) return
  const [twilioCode, why] = refusal
  throw new RefusedRequest(`${why}: ${to}`, { twilioCode })
}

/** The caller that they refuse as no number at all. */
export const magicInvalidCaller = '+15005550001'

const magicCallees: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['+15005550001', [21_217, 'The phone number you are attempting to call does not appear valid']],
  ['+15005550002', [21_214, "The 'To' phone number cannot be reached"]],
  ['+15005550003', [21_215, 'The account is not authorized to call this number']],
  ['+15005550004', [21_216, 'Calls to this number are blocked']],
])
