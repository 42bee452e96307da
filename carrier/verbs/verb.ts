import type { CarrierAccount } from '../account.ts'
import type { Call } from '../call.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults/faults.ts'
import type { MediaTicker } from '../media/media-ticker.ts'
import type { Legs } from '../legs/legs.ts'
import type { CarrierQuirks } from '../quirks.ts'
import type { ServerAddress } from '../server-address.ts'
import type { Sids } from '../sids.ts'
import type { Timing } from '../timing.ts'
import type { DocumentRequest } from '../twiml/twiml-source.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import type { WebhookClient } from '../webhooks/webhook-client.ts'
import type { Witness } from '../witness.ts'

export type { DocumentRequest } from '../twiml/twiml-source.ts'

/** Does what one element of a TwiML document asks for. Returns early when the call is over. */
export type Verb = (element: TwimlElement, context: VerbContext) => Promise<VerbOutcome>

export type VerbOutcome =
  | { readonly next: 'next-verb' }
  | { readonly next: 'fetch'; readonly document: DocumentRequest }
  | { readonly next: 'hang-up' }
  | { readonly next: 'reject'; readonly reason: 'rejected' | 'busy' }

export interface VerbContext extends VerbParts {
  readonly call: Call
  /** Where the document came from: relative addresses in it start there. */
  readonly documentUrl: string
}

export interface VerbParts {
  readonly account: CarrierAccount
  readonly server: ServerAddress
  readonly webhooks: WebhookClient
  readonly sids: Sids
  /** For deadlines; what plays goes by the call's pacing. */
  readonly clock: Clock
  readonly timing: Timing
  readonly witness: Witness
  /** The beat of all media streams. */
  readonly ticker: MediaTicker
  readonly faults: Faults
  readonly quirks: CarrierQuirks
  readonly legs: Legs
  /** The numbers of the account, as which it may call. */
  readonly ownNumbers: readonly string[]
}

export function methodOf(element: TwimlElement): 'GET' | 'POST' {
  return element.attributes['method']?.toUpperCase() === 'GET' ? 'GET' : 'POST'
}

/** An absolute address is kept letter by letter, because it is signed so. */
export function resolveUrl(reference: string, documentUrl: string): string {
  if (/^[a-z]+:/i.test(reference)) return reference
  return URL.canParse(reference, documentUrl) ? new URL(reference, documentUrl).href : reference
}

/** A count of times or seconds; what is no such number counts as left out. */
export function countOf(
  element: TwimlElement,
  { name, otherwise }: { name: string; otherwise: number },
) {
  const text = element.attributes[name]
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : otherwise
}
