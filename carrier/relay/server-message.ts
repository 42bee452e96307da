import type { Interruptible } from '../speech/utterance.ts'

/** What the server may say on the relay socket. */
export type ServerMessage =
  | {
      readonly type: 'text'
      readonly token: string
      readonly last: boolean
      readonly interruptible: Interruptible | undefined
      readonly preemptible: boolean | undefined
    }
  | {
      readonly type: 'play'
      readonly source: string
      readonly loop: number
      readonly interruptible: Interruptible | undefined
      readonly preemptible: boolean
    }
  | { readonly type: 'sendDigits'; readonly digits: string }
  | {
      readonly type: 'language'
      readonly ttsLanguage: string | undefined
      readonly transcriptionLanguage: string | undefined
    }
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

/** Fields of a valid message that its type does not have: ignored by all, and mostly misspelt ones. */
export function foreignFields(frame: string): string[] {
  const fields = parseFields(frame)
  const known = knownFields.get(String(fields['type'])) ?? []
  return Object.keys(fields).filter((name) => name !== 'type' && !known.includes(name))
}

const invalid: ServerMessage = { type: 'invalid' }

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
  const { preemptible } = rest
  if (typeof token !== 'string' || typeof last !== 'boolean' || typeof lang !== 'string') {
    return invalid
  }
  if (interruptible === 'unknown' || !isOptionalFlag(preemptible)) return invalid
  return { type: 'text', token, last, interruptible, preemptible }
}

function parsePlay({ source, loop = 1, preemptible = false, ...rest }: Fields): ServerMessage {
  const interruptible = parseInterruptible(rest['interruptible'])
  if (typeof source !== 'string' || source === '' || typeof preemptible !== 'boolean') {
    return invalid
  }
  if (!isCount(loop) || interruptible === 'unknown') return invalid
  return { type: 'play', source, loop, interruptible, preemptible }
}

function parseDigits({ digits }: Fields): ServerMessage {
  if (typeof digits !== 'string' || !/^[0-9w#*]+$/.test(digits)) return invalid
  return { type: 'sendDigits', digits }
}

function parseLanguage({ ttsLanguage, transcriptionLanguage }: Fields): ServerMessage {
  if (!isOptionalText(ttsLanguage) || !isOptionalText(transcriptionLanguage)) return invalid
  if (ttsLanguage === undefined && transcriptionLanguage === undefined) return invalid
  return { type: 'language', ttsLanguage, transcriptionLanguage }
}

function parseEnd({ handoffData }: Fields): ServerMessage {
  return isOptionalText(handoffData) ? { type: 'end', handoffData } : invalid
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}

function isOptionalFlag(value: unknown): value is boolean | undefined {
  return value === undefined || typeof value === 'boolean'
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

const parsers = new Map<string, (fields: Fields) => ServerMessage>([
  ['text', parseText],
  ['play', parsePlay],
  ['sendDigits', parseDigits],
  ['language', parseLanguage],
  ['end', parseEnd],
])

const knownFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['text', ['token', 'last', 'lang', 'interruptible', 'preemptible']],
  ['play', ['source', 'loop', 'interruptible', 'preemptible']],
  ['sendDigits', ['digits']],
  ['language', ['ttsLanguage', 'transcriptionLanguage']],
  ['end', ['handoffData']],
])
