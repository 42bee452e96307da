import type { Clock } from './clock.ts'

/** Everything that a call did and got, in order. Held by tests; the process drops it. */
export type TraceEntry = TraceFact & {
  readonly at: Date
  readonly callSid: string
  readonly direction: Direction
}

export type Direction = 'to-server' | 'from-server' | 'inside'

export type TraceFact =
  | {
      readonly kind: 'webhook-sent'
      readonly url: string
      readonly method: string
      readonly parameters: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'webhook-answered'
      readonly url: string
      readonly status: number
      readonly body: string
      readonly tookMs: number
    }
  | {
      readonly kind: 'webhook-failed'
      readonly url: string
      readonly errorCode: number
      readonly reason: string
    }
  | {
      readonly kind: 'verb-started'
      readonly verb: string
      readonly attributes: Readonly<Record<string, string>>
    }
  | { readonly kind: 'relay-sent'; readonly message: Readonly<Record<string, unknown>> }
  | { readonly kind: 'relay-received'; readonly frame: string }
  | { readonly kind: 'relay-closed'; readonly code: number; readonly by: 'carrier' | 'server' }
  /** Everything but sound, of which fifty frames go out each second. */
  | { readonly kind: 'stream-sent'; readonly message: Readonly<Record<string, unknown>> }
  /** Sound is told by its length. */
  | {
      readonly kind: 'stream-received'
      readonly event: 'media' | 'mark' | 'clear'
      readonly name?: string
      readonly bytes?: number
    }
  | { readonly kind: 'stream-closed'; readonly code: number; readonly by: 'carrier' | 'server' }
  | { readonly kind: 'call-status'; readonly status: string; readonly reason: string | undefined }
  | { readonly kind: 'heard'; readonly text: string }
  | { readonly kind: 'sound-played'; readonly url: string; readonly lengthMs: number }
  | { readonly kind: 'keys-played'; readonly keys: string }
  | { readonly kind: 'fault'; readonly fault: string; readonly path: string }
  | {
      readonly kind: 'rest-answered'
      readonly method: string
      readonly path: string
      readonly status: number
      readonly code: number | undefined
    }
  | { readonly kind: 'warning'; readonly code: string; readonly message: string }

/** What the server did that Twilio would punish or that loses callers' words. A good server has none. */
export interface Violation {
  readonly callSid: string
  readonly kind: ViolationKind
  readonly message: string
}

export type ViolationKind =
  | 'control-request-failed'
  | 'callback-refused'
  | 'unknown-verb'
  | 'unknown-attribute'
  | 'bad-attribute-value'
  | 'missing-action'
  | 'cannot-dial'
  | 'invalid-relay-message'
  | 'token-after-interrupt'
  | 'second-end-of-interrupted-cycle'
  | 'end-cut-speech'
  | 'sent-after-end'
  | 'sound-not-playable'
  | 'verbs-in-callback-answer'
  | 'unfinished-answer'
  | 'nested-verb-not-allowed'
  | 'empty-say'
  | 'greeting-too-long'
  | 'unknown-relay-field'
  | 'invalid-stream-message'

/** Where a call writes down what happens to it. */
export interface Witness {
  trace(callSid: string, direction: Direction, fact: TraceFact): void
  /** Something exceptional that a person may want to know; said without a caller's words. */
  warn(callSid: string, code: string, message: string): void
  /** Also a warning. */
  violation(callSid: string, kind: ViolationKind, message: string): void
}

export interface WitnessSinks {
  readonly onTrace?: (entry: TraceEntry) => void
  readonly onWarning?: (warning: { callSid: string; code: string; message: string }) => void
  readonly onViolation?: (violation: Violation) => void
}

export function createWitness({ clock, ...sinks }: WitnessSinks & { clock: Clock }): Witness {
  const witness: Witness = {
    trace(callSid, direction, fact) {
      sinks.onTrace?.({ at: clock.now(), callSid, direction, ...fact })
    },
    warn(callSid, code, message) {
      witness.trace(callSid, 'inside', { kind: 'warning', code, message })
      sinks.onWarning?.({ callSid, code, message })
    },
    violation(callSid, kind, message) {
      witness.warn(callSid, kind, message)
      sinks.onViolation?.({ callSid, kind, message })
    },
  }
  return witness
}
