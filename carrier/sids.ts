import type { Random } from './random.ts'

/** Makes identifiers as Twilio writes them: two capitals and 32 hexadecimal digits. */
export interface Sids {
  call(): string
  relaySession(): string
  stream(): string
  recording(): string
  number(): string
  request(): string
}

export function createSids(random: Random): Sids {
  return {
    call: () => `CA${random.hex(32)}`,
    relaySession: () => `VX${random.hex(32)}`,
    stream: () => `MZ${random.hex(32)}`,
    recording: () => `RE${random.hex(32)}`,
    number: () => `PN${random.hex(32)}`,
    request: () => `RQ${random.hex(32)}`,
  }
}

/** A UUID for `I-Twilio-Idempotency-Token`. */
export function uuidFrom(random: Random): string {
  const hex = random.hex(32)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`]
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}
