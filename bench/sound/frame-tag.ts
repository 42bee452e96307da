/**
 * Sound whose content is its own number: every frame says, in characters of base64 at its beginning, whose call
 * it belongs to, whether somebody speaks in it and the how-many-eth it is, and its number again at its end. So a
 * frame is known again on the other side, whole or not, without decoding anything.
 */
export interface FrameTag {
  readonly call: number
  readonly number: number
  readonly isSpeech: boolean
}

/** Twenty milliseconds as the carrier sends them: 160 bytes. */
export function callerFrame(tag: FrameTag): string {
  return `${headOf(tag)}${callerFiller}${digits(tag.number, numberDigits)}/w==`
}

/** 240 milliseconds as the model sends them: 1,920 bytes. */
export function modelFrame(tag: FrameTag): string {
  return `${headOf(tag)}${modelFiller}${digits(tag.number, numberDigits)}`
}

export const callerFrameMs = 20
export const modelFrameMs = 240
export const callerFrameLength = 216
export const modelFrameLength = 2560

/** Four characters that no filler holds. */
const magic = 'L0AD'
export const magicBytes = Buffer.from(magic)
const callDigits = 3
const numberDigits = 4
const headLength = magic.length + 1 + callDigits + numberDigits
/** Silence, as µ-law spells it. */
const silence = '/'
const callerFiller = silence.repeat(callerFrameLength - headLength - numberDigits - '/w=='.length)
const modelFiller = silence.repeat(modelFrameLength - headLength - numberDigits)
const speech = 'S'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const valueOfByte = new Uint8Array(256)
for (let value = 0; value < alphabet.length; value += 1) {
  valueOfByte[alphabet.charCodeAt(value)] = value
}

function headOf({ call, isSpeech, number }: FrameTag): string {
  return `${magic}${isSpeech ? speech : 'Q'}${digits(call, callDigits)}${digits(number, numberDigits)}`
}

function digits(value: number, count: number): string {
  let text = ''
  for (let at = count - 1; at >= 0; at -= 1) text += alphabet[(value >> (at * 6)) & 63]
  return text
}

/** Where these functions look: at the beginning of a frame inside a message. */
export function callAt(message: Buffer, at: number): number {
  return valueAt(message, at + magic.length + 1, callDigits)
}

export function numberAt(message: Buffer, at: number): number {
  return valueAt(message, at + headLength - numberDigits, numberDigits)
}

export function isSpeechAt(message: Buffer, at: number): boolean {
  return message[at + magic.length] === speech.charCodeAt(0)
}

/** Whether all of a frame is there, up to its last bytes and the quote behind it. */
export function isWholeCallerFrame(message: Buffer, at: number): boolean {
  return isWhole(message, at, callerFrameLength, '/w=='.length)
}

export function isWholeModelFrame(message: Buffer, at: number): boolean {
  return isWhole(message, at, modelFrameLength, 0)
}

const quote = 0x22

function isWhole(message: Buffer, at: number, length: number, tail: number): boolean {
  const again = valueAt(message, at + length - tail - numberDigits, numberDigits)
  return message[at + length] === quote && again === numberAt(message, at)
}

function valueAt(message: Buffer, at: number, count: number): number {
  let value = 0
  for (let index = at; index < at + count; index += 1) {
    value = value * 64 + (valueOfByte[message[index] ?? 0] ?? 0)
  }
  return value
}
