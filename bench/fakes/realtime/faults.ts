/** Something goes wrong at a certain event. All conditions that are given must hold. */
export interface FaultRule {
  /** Which session, from 0 on; absent: every session. */
  readonly session?: number
  /** During which response of the session, from 0 on; absent: whatever the response. */
  readonly response?: number
  /** The event of the server that it concerns, such as `response.output_audio.delta`, … */
  readonly sending?: string
  /** … or the event of the client that is answered by it: the event itself has no other effect. */
  readonly receiving?: string
  /** Which of the events that fit (counted in each session), from 0 on; absent: the first. */
  readonly nth?: number
  /** How many, from the `nth` on; absent: one. `Infinity`: from then on always. */
  readonly times?: number
  readonly does: Fault
}

export type Fault =
  /** The socket is closed with this code; 1006: it is cut without a closing word. */
  | { readonly fault: 'closes'; readonly code: number; readonly reason?: string }
  /** An `error` event, instead of the event when it answers one of the client. */
  | {
      readonly fault: 'error'
      readonly code: string
      readonly type?: string
      readonly message?: string
    }
  /** `session_expired`, and closed with 1001. */
  | { readonly fault: 'expires' }
  /** From now on nothing is sent, and the socket stays open. */
  | { readonly fault: 'falls-silent' }
  /** From now on nothing is read or answered, not even a ping, and the socket stays open. */
  | { readonly fault: 'stalls' }
  /** From now on everything is sent so much later, in order. */
  | { readonly fault: 'slows'; readonly ms: number }
  /** These frames are sent before the event: objects as JSON, text as it is, buffers as binary. */
  | { readonly fault: 'adds'; readonly frames: readonly (object | string | Buffer)[] }
  /** The event is never sent. */
  | { readonly fault: 'omits' }
  /** The event is sent after the next one. */
  | { readonly fault: 'swaps' }
  /** The event is sent twice. */
  | { readonly fault: 'repeats' }
  /** The event is sent as this makes of it. */
  | {
      readonly fault: 'alters'
      readonly alter: (event: Readonly<Record<string, unknown>>) => object | string | Buffer
    }

/** A delta whose sound is so many bytes shorter, and so of odd length. */
export function shorterSound(bytes = 1): Fault {
  return {
    fault: 'alters',
    alter: (event) => {
      const sound = Buffer.from(String(event['delta']), 'base64')
      return { ...event, delta: sound.subarray(0, sound.length - bytes).toString('base64') }
    },
  }
}

/** A delta whose sound is no base64. */
export const brokenSound: Fault = {
  fault: 'alters',
  alter: (event) => ({ ...event, delta: `%${String(event['delta']).slice(1)}` }),
}
