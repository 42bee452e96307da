import { isNumber } from '../numbers.ts'
import { parseSound } from './phone-sound.ts'

/** What a phone asks of the carrier. */
export type PhoneRequest =
  | { readonly type: 'dial'; readonly from: string | undefined }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'press'; readonly digits: string }
  /** What the microphone hears: 20 to 100 ms of µ-law at 8 kHz, in base64. */
  | { readonly type: 'sound'; readonly sound: string }
  | { readonly type: 'hang-up' }
  /** From now on calls to this number ring here. */
  | { readonly type: 'wait-for-calls'; readonly number: string }
  | { readonly type: 'answer' }
  | { readonly type: 'decline' }

/** A socket takes over the phone that was on another. */
export interface ResumeRequest {
  readonly type: 'resume'
  readonly token: string
  /** The number of the last event that the phone has had; 0 for none. */
  readonly after: number
}

/** One frame: a phone that comes back numbers its requests from 1, so that none is done twice. */
export interface PhoneFrame {
  readonly n: number | undefined
  readonly request: ParsedRequest
}

export type ParsedRequest = PhoneRequest | ResumeRequest | RefusedRequest

export interface RefusedRequest {
  readonly type: 'refused'
  readonly why: string
  /** One of many frames a second, which are not answered one by one. */
  readonly isSound?: boolean
}

/** Longer than any frame that is worth reading. */
const longestFrame = 64 * 1024
const longestText = 4000

/** Reads a phone's frame; what is wrong with one is said in words that a person at the phone can use. */
export function parsePhoneFrame(frame: string): PhoneFrame {
  if (frame.length > longestFrame) {
    return { n: undefined, request: refused('That message is too long.') }
  }
  const fields = parseFields(frame)
  const n = isCount(fields['n']) ? fields['n'] : undefined
  return { n, request: parseRequest(fields) }
}

type Fields = Readonly<Record<string, unknown>>

function parseRequest(fields: Fields): ParsedRequest {
  const parse = parsers.get(fields['type'])
  return parse?.(fields) ?? refused(`That message is not understood: expected ${expected}.`)
}

const parsers = new Map<unknown, (fields: Fields) => ParsedRequest>([
  ['dial', ({ from }) => parseDial(from)],
  ['say', ({ text }) => parseSay(text)],
  ['press', ({ digits }) => parsePress(digits)],
  ['sound', ({ sound }) => parseSound(sound) ?? refusedSound],
  ['hang-up', () => ({ type: 'hang-up' })],
  ['wait-for-calls', ({ number }) => parseWaiting(number)],
  ['answer', () => ({ type: 'answer' })],
  ['decline', () => ({ type: 'decline' })],
  ['resume', parseResuming],
])

const expected = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  [...parsers.keys()].map(String),
)

export function refused(why: string): RefusedRequest {
  return { type: 'refused', why }
}

const refusedSound: RefusedRequest = {
  ...refused('Sound is 20 to 100 milliseconds of µ-law at 8 kHz, in base64.'),
  isSound: true,
}

function parseFields(frame: string): Fields {
  try {
    const parsed: unknown = JSON.parse(frame)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

function parseDial(from: unknown): ParsedRequest {
  if (from === undefined || isCallerNumber(from)) return { type: 'dial', from }
  return refused('A number to call from is written like +12025550143.')
}

/** Whether a call can come from this: a number in E.164, or a caller who withholds it. */
export function isCallerNumber(value: unknown): value is string {
  return typeof value === 'string' && (isNumber(value) || value === 'anonymous')
}

function parseWaiting(number: unknown): ParsedRequest {
  if (typeof number === 'string' && isNumber(number)) return { type: 'wait-for-calls', number }
  return refused('A number to be called at is written like +15550107001.')
}

function parseSay(text: unknown): ParsedRequest {
  if (typeof text !== 'string' || text.trim() === '') return refused('There is nothing to say.')
  if (text.length > longestText) {
    return refused(`That is too long to say at once: ${longestText} characters are the most.`)
  }
  return { type: 'say', text }
}

function parsePress(digits: unknown): ParsedRequest {
  if (typeof digits === 'string' && /^[0-9*#]{1,32}$/.test(digits)) return { type: 'press', digits }
  return refused('Keys are the digits, * and #, at most 32 at once.')
}

function parseResuming({ token, after }: Fields): ParsedRequest {
  if (typeof token === 'string' && isCount(after)) return { type: 'resume', token, after }
  return refused(
    'To come back a phone sends its token, and the number of the last event it has had.',
  )
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
