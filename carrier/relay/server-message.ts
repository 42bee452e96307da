import type { Interruptible } from '../speech/utterance.ts'

/** What the server may say on the relay socket. */
export type ServerMessage =
  | {
      readonly type: 'text'
      readonly token: string
      readonly last: boolean
      readonly interruptible: Interruptible | undefined
    }
  /** Accepted and traced; this carrier plays no audio files, dials no digits and speaks one language. */
  | { readonly type: 'not-simulated' }
  | { readonly type: 'end'; readonly handoffData: string | undefined }
  | { readonly type: 'invalid' }

/** Longer than anything that is meant to be spoken. */
export const longestFrame = 64 * 1024

export function parseServerMessage(frame: string): ServerMessage {
  if (frame.length > longestFrame) return invalid
  const fields = parseFields(frame)
  const type = fields['type']
  const parse = typeof type === 'string' ? parsers.get(type) : undefined
  return parse?.(fields) ?? invalid
}

const invalid: ServerMessage = { type: 'invalid' }
const notSimulated: ServerMessage = { type: 'not-simulated' }

type Fields = Readonly<Record<string, unknown>>

function parseFields(frame: string): Fields {
  try {
    const parsed: unknown = JSON.parse(frame)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

function parseText({ token, last = false, lang = '', ...rest }: Fields): ServerMessage {
  const interruptible = parseInterruptible(rest['interruptible'])
  if (typeof token !== 'string' || typeof last !== 'boolean' || typeof lang !== 'string') {
    return invalid
  }
  if (interruptible === 'unknown') return invalid
  return { type: 'text', token, last, interruptible }
}

function parseEnd({ handoffData }: Fields): ServerMessage {
  if (handoffData === undefined || typeof handoffData === 'string') {
    return { type: 'end', handoffData }
  }
  return invalid
}

/** As an attribute and as a field, in words or as a boolean. */
export function parseInterruptible(value: unknown): Interruptible | undefined | 'unknown' {
  return value === undefined ? undefined : (interruptibles.get(value) ?? 'unknown')
}

const interruptibles = new Map<unknown, Interruptible>([
  [true, 'any'],
  ['true', 'any'],
  [false, 'none'],
  ['false', 'none'],
  ['none', 'none'],
  ['dtmf', 'dtmf'],
  ['speech', 'speech'],
  ['any', 'any'],
])

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9w#*]+$/.test(value)
}

function namesLanguage({ ttsLanguage, transcriptionLanguage }: Fields): boolean {
  return typeof ttsLanguage === 'string' || typeof transcriptionLanguage === 'string'
}

const parsers = new Map<string, (fields: Fields) => ServerMessage>([
  ['text', parseText],
  ['end', parseEnd],
  ['play', ({ source }) => (typeof source === 'string' ? notSimulated : invalid)],
  ['sendDigits', ({ digits }) => (isDigits(digits) ? notSimulated : invalid)],
  ['language', (fields) => (namesLanguage(fields) ? notSimulated : invalid)],
])
