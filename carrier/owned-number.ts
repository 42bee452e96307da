import type { Clock } from './clock.ts'
import type { Endpoint } from './twiml/twiml-source.ts'

/** A number of the account, and what its owner wants to happen when it is called. */
export interface OwnedNumber {
  readonly sid: string
  readonly phoneNumber: string
  readonly created: Date
  readonly updated: Date
  /** Asked what to do with a call; with an empty address calls fail at once, as at Twilio. */
  readonly voice: Endpoint
  readonly fallback: Endpoint
  /** Told of each call's end. */
  readonly status: Endpoint
  change(wishes: Partial<NumberEndpoints>): void
}

export interface NumberEndpoints {
  readonly voice: Endpoint
  readonly fallback: Endpoint
  readonly status: Endpoint
}

/** A number whose webhooks are the usual ones of the server at `publicUrl`. */
export function createOwnedNumber({
  sid,
  phoneNumber,
  publicUrl,
  clock,
}: NumberParts): OwnedNumber {
  const base = `${publicUrl.replace(/\/+$/, '')}/webhooks/voice`
  const created = clock.now()
  let updated = created
  let endpoints: NumberEndpoints = {
    voice: { url: base, method: 'POST' },
    fallback: { url: `${base}/fallback`, method: 'POST' },
    status: { url: `${base}/status`, method: 'POST' },
  }
  return {
    sid,
    phoneNumber,
    created,
    get updated() {
      return updated
    },
    get voice() {
      return endpoints.voice
    },
    get fallback() {
      return endpoints.fallback
    },
    get status() {
      return endpoints.status
    },
    change(wishes) {
      endpoints = { ...endpoints, ...wishes }
      updated = clock.now()
    },
  }
}

export interface NumberParts {
  readonly sid: string
  readonly phoneNumber: string
  readonly publicUrl: string
  readonly clock: Clock
}
