import { ownBytes } from '../../lib/own-bytes.ts'
import { untold, type Timing } from './sound-gaps.ts'

/**
 * Finds the sound in a message of the kind that comes fifty times a second, in its bytes and without taking
 * them apart. It reads what is written as such messages usually are: any order of fields and any white space,
 * but no escapes, no value that is not a string, no field twice. What it does read means exactly what it would
 * mean to a parser, and everything else is for that one.
 */
export class MediaFrameReader implements Timing {
  readonly #streamSid: Buffer
  #bytes = nothing
  #at = 0
  #seen = 0
  /** Where the text that was read last ends. */
  #textTo = 0
  /** Where the sound begins and ends in the bytes that were read last. */
  soundFrom = 0
  soundTo = 0
  sequence = untold
  timestampMs = untold

  constructor(streamSid: string) {
    this.#streamSid = ownBytes(JSON.stringify(streamSid).slice(1, -1))
  }

  /** Whether this is a piece of this stream's sound from the caller, which then stands in the fields above. */
  read(bytes: Buffer): boolean {
    this.#bytes = bytes
    this.#at = 0
    this.#seen = 0
    this.sequence = untold
    this.timestampMs = untold
    const isRead = this.#object(false) && this.#isAtEnd()
    // What is held until the next message outlives a collection of garbage, and makes the next one longer.
    this.#bytes = nothing
    return isRead
  }

  #isAtEnd(): boolean {
    this.#space()
    return this.#at === this.#bytes.length && (this.#seen & needed) === needed
  }

  #object(isMedia: boolean): boolean {
    if (!this.#takes(openBrace)) return false
    do {
      if (!this.#member(isMedia)) return false
    } while (this.#takes(comma))
    return this.#takes(closeBrace)
  }

  #member(isInMedia: boolean): boolean {
    const from = this.#text()
    const to = this.#textTo
    if (from < 0 || !this.#takes(colon)) return false
    return isInMedia ? this.#mediaMember(from, to) : this.#outerMember(from, to)
  }

  #outerMember(from: number, to: number): boolean {
    if (this.#is(from, to, mediaWord)) return this.#once(seenMedia) && this.#object(true)
    const valueFrom = this.#text()
    if (valueFrom < 0) return false
    if (this.#is(from, to, eventWord)) {
      return this.#once(seenEvent) && this.#is(valueFrom, this.#textTo, mediaWord)
    }
    if (this.#is(from, to, streamSidWord)) {
      return this.#once(seenStreamSid) && this.#is(valueFrom, this.#textTo, this.#streamSid)
    }
    if (!this.#is(from, to, sequenceWord)) return true
    this.sequence = this.#number(valueFrom, this.#textTo)
    return this.#once(seenSequence)
  }

  #mediaMember(from: number, to: number): boolean {
    if (this.#is(from, to, payloadWord)) return this.#once(seenPayload) && this.#sound()
    const valueFrom = this.#text()
    if (valueFrom < 0) return false
    if (this.#is(from, to, trackWord)) {
      return this.#once(seenTrack) && this.#is(valueFrom, this.#textTo, inboundWord)
    }
    if (!this.#is(from, to, timestampWord)) return true
    this.timestampMs = this.#number(valueFrom, this.#textTo)
    return this.#once(seenTimestamp)
  }

  /** Base64 and nothing else, since it becomes part of a message of ours. */
  #sound(): boolean {
    if (!this.#takes(quote)) return false
    const bytes = this.#bytes
    const from = this.#at
    let at = from
    while (base64Letters[bytes[at] ?? 0] === 1) at += 1
    if (bytes[at] === padding) at += 1
    if (bytes[at] === padding) at += 1
    this.soundFrom = from
    this.soundTo = at
    this.#at = at + 1
    return bytes[at] === quote && at > from && (at - from) % 4 === 0
  }

  /** @returns where the text begins that comes next, standing behind it then; -1 where it is not as usual. */
  #text(): number {
    if (!this.#takes(quote)) return -1
    const bytes = this.#bytes
    const from = this.#at
    let at = from
    while (plainText[bytes[at] ?? 0] === 1) at += 1
    this.#textTo = at
    this.#at = at + 1
    return bytes[at] === quote ? from : -1
  }

  #number(from: number, to: number): number {
    if (to === from || to - from > mostDigits) return untold
    let value = 0
    for (let at = from; at < to; at += 1) {
      const digit = (this.#bytes[at] ?? 0) - zero
      if (digit < 0 || digit > 9) return untold
      value = value * 10 + digit
    }
    return value
  }

  #is(from: number, to: number, word: Buffer): boolean {
    if (to - from !== word.length) return false
    for (let at = 0; at < word.length; at += 1) {
      if (this.#bytes[from + at] !== word[at]) return false
    }
    return true
  }

  #once(field: number): boolean {
    const isFirst = (this.#seen & field) === 0
    this.#seen |= field
    return isFirst
  }

  #takes(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) {
      this.#space()
      if (this.#bytes[this.#at] !== byte) return false
    }
    this.#at += 1
    return true
  }

  #space(): void {
    while (spaces[this.#bytes[this.#at] ?? 0] === 1) this.#at += 1
  }
}

const nothing: Buffer = Buffer.alloc(0)
const openBrace = 0x7b
const closeBrace = 0x7d
const quote = 0x22
const colon = 0x3a
const comma = 0x2c
const backslash = 0x5c
const padding = 0x3d
const zero = 0x30
const firstPrintable = 0x20
const mostDigits = 15

const eventWord = Buffer.from('event')
const mediaWord = Buffer.from('media')
const streamSidWord = Buffer.from('streamSid')
const sequenceWord = Buffer.from('sequenceNumber')
const payloadWord = Buffer.from('payload')
const trackWord = Buffer.from('track')
const inboundWord = Buffer.from('inbound')
const timestampWord = Buffer.from('timestamp')

const seenEvent = 1
const seenStreamSid = 2
const seenMedia = 4
const seenPayload = 8
const seenSequence = 16
const seenTrack = 32
const seenTimestamp = 64
const needed = seenEvent | seenStreamSid | seenMedia | seenPayload

const base64Letters = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const spaces = tableOf(' \t\n\r')
/** What stands for itself inside of a text, and does not end it. */
const plainText = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= firstPrintable && byte !== quote && byte !== backslash ? 1 : 0,
)

function tableOf(letters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const byte of Buffer.from(letters)) table[byte] = 1
  return table
}
