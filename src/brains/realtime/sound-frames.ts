import type { Sound } from '../../calls/sound.ts'
import type { EventOf } from './server-events.ts'

const beforeSound = Buffer.from('{"type":"input_audio_buffer.append","audio":"')
const afterSound = Buffer.from('"}')

/** The message that gives the session a piece of the caller's sound, as the bytes of one frame. */
export function appendFrame(sound: Sound): Buffer {
  const { length } = sound
  const frame = Buffer.allocUnsafe(beforeSound.length + length + afterSound.length)
  frame.set(beforeSound, 0)
  frame.set(sound, beforeSound.length)
  frame.set(afterSound, beforeSound.length + length)
  return frame
}

/** A piece of an answer's sound, as the server names it. */
export interface SoundDelta {
  readonly responseId: string
  readonly itemId: string
  /** A part of the frame, not looked at yet. */
  readonly sound: Sound
}

const typeField = Buffer.from('"type":"response.output_audio.delta",')
const responseField = Buffer.from('"response_id":"')
const itemField = Buffer.from('"item_id":"')
const soundField = Buffer.from('"delta":"')
const quote = 0x22
const brace = 0x7d
/** The type stands first, or after the name of the event. */
const typeWithin = 96

/**
 * Finds the sound in the frames of one session without taking them apart: what stands before the sound is the
 * same in all pieces of an item, but for the name of the event, so that it is read once and then compared.
 */
export class SoundReader {
  /** What stood before the sound of the newest piece, from the name of its answer on, and where it began. */
  #header: Buffer = Buffer.alloc(0)
  #headerAt = 0
  #typeAt = 1
  #responseId = ''
  #itemId = ''

  /** `undefined`: another message, or one whose fields stand in another order, which is to be read as JSON. */
  read(frame: Buffer): SoundDelta | undefined {
    // The sound stands last: it is all of the rest, but for the closing quote and brace.
    const end = frame.length - 2
    if (frame[end] !== quote || frame[end + 1] !== brace) return undefined
    const isKnown = has(frame, typeField, this.#typeAt) && has(frame, this.#header, this.#headerAt)
    if (!isKnown && !this.#learn(frame)) return undefined
    const sound = frame.subarray(this.#headerAt + this.#header.length, end)
    return { responseId: this.#responseId, itemId: this.#itemId, sound }
  }

  #learn(frame: Buffer): boolean {
    const typeAt = frame.subarray(0, typeWithin).indexOf(typeField)
    if (typeAt === -1) return false
    const at = frame.indexOf(responseField, typeAt)
    const soundAt = frame.indexOf(soundField, typeAt)
    if (at === -1 || soundAt < at) return false
    const header = frame.subarray(at, soundAt + soundField.length)
    const [responseId, itemId] = [valueOf(header, responseField), valueOf(header, itemField)]
    if (responseId === undefined || itemId === undefined) return false
    // A copy: the frame would stay in memory as long as this does.
    this.#header = ownCopy(header)
    this.#headerAt = at
    this.#typeAt = typeAt
    this.#responseId = responseId
    this.#itemId = itemId
    return true
  }
}

/** Of no pool: one small piece that is kept would keep all of it. */
function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

function has(frame: Buffer, part: Buffer, at: number): boolean {
  const end = at + part.length
  if (part.length === 0 || end > frame.length) return false
  return frame.compare(part, 0, part.length, at, end) === 0
}

/** `undefined`: it is not there, or is written in a way that is to be read as JSON. */
function valueOf(header: Buffer, field: Buffer): string | undefined {
  const at = header.indexOf(field)
  const end = at === -1 ? -1 : header.indexOf(quote, at + field.length)
  const value = header.toString('latin1', at + field.length, end)
  return end === -1 || !/^[\w-]+$/.test(value) ? undefined : value
}

/** The same from a message that was read as JSON. */
export function soundDeltaOf({
  delta,
  item_id: itemId,
  response_id: responseId,
}: EventOf<'response.output_audio.delta'>): SoundDelta {
  return { responseId, itemId, sound: Buffer.from(delta, 'utf8') }
}

const padding = 0x3d
/** Only ever written to: decoding is the quickest way to look at each byte. */
const unread = Buffer.allocUnsafeSlow(48 * 1024)

/** Whether these bytes are base64 of some sound: they become a part of another message as they are. */
export function isSound(bytes: Buffer): boolean {
  const { length } = bytes
  if (length === 0 || length % 4 !== 0) return false
  const unused = bytes[length - 1] !== padding ? 0 : bytes[length - 2] === padding ? 2 : 1
  const decodedLength = (length / 4) * 3 - unused
  const text = bytes.toString('latin1')
  // Decoding leaves out whatever is none of its letters, or ends there.
  if (decodedLength > unread.length) return Buffer.from(text, 'base64').length === decodedLength
  return unread.write(text, 'base64') === decodedLength
}
