import type { CarrierAccount } from '../account.ts'
import type { Call } from '../call.ts'
import type { RelayQuirks } from '../relay/relay-session.ts'
import type { ServerAddress } from '../server-address.ts'
import type { Sids } from '../sids.ts'
import type { Timing } from '../timing.ts'
import type { TwimlElement } from '../twiml.ts'
import type { WebhookClient } from '../webhook-client.ts'
import type { Witness } from '../witness.ts'

/** Does what one element of a TwiML document asks for. Returns early when the call is over. */
export type Verb = (element: TwimlElement, context: VerbContext) => Promise<VerbOutcome>

export type VerbOutcome =
  | { readonly next: 'next-verb' }
  | { readonly next: 'fetch'; readonly document: DocumentRequest }
  | { readonly next: 'hang-up' }
  | { readonly next: 'reject'; readonly reason: 'rejected' | 'busy' }

export interface DocumentRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** On top of the call's own parameters. */
  readonly parameters: Readonly<Record<string, string>>
}

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
  readonly timing: Timing
  readonly witness: Witness
  readonly quirks: RelayQuirks
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
