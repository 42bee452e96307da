/** Something that goes wrong on purpose, as it does with Twilio and with networks now and then. */
export type Fault = WebhookFault | RelayFault | StreamFault | RestFault

export type WebhookFault =
  /** Comes so many times, two when left out, at the same moment; the answer to the first counts. */
  | { readonly kind: 'webhook-duplicated'; readonly times?: number }
  /** Comes so much later. Nobody but a call that needs its answer waits for it. */
  | { readonly kind: 'webhook-delayed'; readonly delayMs: number }
  /** An informational one comes after the next one of its call, or five seconds later. */
  | { readonly kind: 'webhook-reordered' }
  /** Never arrives. */
  | { readonly kind: 'webhook-dropped' }
  /** Is signed with a token that nobody knows. */
  | { readonly kind: 'webhook-wrongly-signed' }
  /** Is signed with the token that was in use before. */
  | { readonly kind: 'webhook-signed-with-old-token'; readonly authToken: string }
  /** Has parameters that nobody has seen before; one with a random name when left out. */
  | {
      readonly kind: 'webhook-with-extra-parameters'
      readonly parameters?: Readonly<Record<string, string>>
    }
  /** Its body comes byte by byte, one every so often. */
  | { readonly kind: 'webhook-dribbled'; readonly everyMs: number }

/** When, in a relay session, something happens to it. `nth` of a rule counts these moments. */
export type RelayMoment = 'connected' | 'prompt-sent' | 'token-received'

export type RelayFault =
  /** The upgrade fails. */
  | { readonly kind: 'relay-refused' }
  /** The connection is closed with this code; 1006 cuts it without a word. */
  | {
      readonly kind: 'relay-closed'
      readonly code: 1000 | 1001 | 1006 | 1011
      readonly at: RelayMoment
    }
  /**
   * The connection stands and nothing passes through it, in neither direction; without `forMs` it never
   * does again. What was held up comes in one burst.
   */
  | { readonly kind: 'relay-stalled'; readonly at: RelayMoment; readonly forMs?: number }
  | { readonly kind: 'prompt-duplicated' }
  /** Recognition found no words in what was said. */
  | { readonly kind: 'prompt-emptied' }
  /** A message is cut in the middle, and so is no JSON. */
  | { readonly kind: 'relay-message-garbled' }

/** When, in a media stream, something happens to it. `nth` of a rule counts these moments. */
export type StreamMoment = 'connected' | 'frame-sent' | 'sound-received'

export type StreamFault =
  /** The upgrade fails. */
  | { readonly kind: 'stream-refused' }
  /** The connection is reset. */
  | { readonly kind: 'stream-cut'; readonly at: StreamMoment }
  /** The connection stands and nothing passes through it; like `relay-stalled`. */
  | { readonly kind: 'stream-stalled'; readonly at: StreamMoment; readonly forMs?: number }
  /** What the server sends is read only every so often. */
  | { readonly kind: 'stream-read-slowly'; readonly everyMs: number }
  /** The caller's sound comes so many frames at a time, three when left out. */
  | { readonly kind: 'frames-bunched'; readonly frames?: number }
  /** A frame of the caller's sound never arrives at the carrier. */
  | { readonly kind: 'frame-lost' }
  /** The server is told so much later that a mark was reached. */
  | { readonly kind: 'mark-delayed'; readonly delayMs: number }

export type RestFault =
  | { readonly kind: 'rest-refused'; readonly status: 429 | 500 | 503 }
  /** What was asked is done at once, and the answer comes so much later. */
  | { readonly kind: 'rest-slowed'; readonly delayMs: number }
  /** No answer ever comes; `done`: what was asked is done all the same. */
  | { readonly kind: 'rest-timed-out'; readonly done?: boolean }
  /** The connection is reset; `done` as above. */
  | { readonly kind: 'rest-reset'; readonly done?: boolean }

/** Which of the many a fault strikes; every one when nothing is said. */
export interface Aim {
  readonly callSid?: string
  /** The path of the URL, as a whole or as a pattern. */
  readonly path?: string | RegExp
  /** Only the so-maniest that fits otherwise, counted from 1 since the rule was added. */
  readonly nth?: number
  /** Every so-maniest that fits otherwise. */
  readonly every?: number
  /** How likely it is, from 0 to 1. */
  readonly probability?: number
}

export type FaultRule = Fault & Aim
