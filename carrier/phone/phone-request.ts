import { isNumber } from '../numbers.ts'

/** What a phone asks of the carrier. */
export type PhoneRequest =
  | { readonly type: 'dial'; readonly from: string | undefined }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'press'; readonly digits: string }
  | { readonly type: 'hang-up' }
  /** From now on calls to this number ring here. */
  | { readonly type: 'wait-for-calls'; readonly number: string }
  | { readonly type: 'answer' }
  | { readonly type: 'decline' }

export type ParsedRequest = PhoneRequest | { readonly type: 'refused'; readonly why: string }

/** Longer than any frame that is worth reading. */
const longestFrame = 64 * 1024
const longestText = 4000

/** Reads a phone's frame; what is wrong with one is said in words that a person at the phone can use. */
export function parsePhoneRequest(frame: string): ParsedRequest {
  if (frame.length > longestFrame) return refused('That message is too long.')
  const fields = parseFields(frame)
  switch (fields['type']) {
    case 'dial':
      return parseDial(fields['from'])
    case 'say':
      return parseSay(fields['text'])
    case 'press':
      return parsePress(fields['digits'])
    case 'wait-for-calls':
      return parseWaiting(fields['number'])
    case 'hang-up':
    case 'answer':
    case 'decline':
      return { type: fields['type'] }
    default:
      return refused(
        'That message is not understood: expected dial, say, press, hang-up, wait-for-calls, answer ' +
          'or decline.',
      )
  }
}

export function refused(why: string): ParsedRequest {
  return { type: 'refused', why }
}

function parseFields(frame: string): Readonly<Record<string, unknown>> {
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
