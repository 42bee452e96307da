import type { Call } from '../call.ts'
import { isNumber } from '../numbers.ts'
import { progressEventsOf } from '../legs/progress-events.ts'
import type { StatusCallback } from '../legs/progress-events.ts'
import { longestCallSeconds } from '../legs/time-limit.ts'
import type { DocumentRequest } from '../twiml/twiml-source.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import { countOf, resolveUrl } from './verb.ts'

/** What `<Dial>` asks for. */
export interface DialPlan {
  readonly callees: readonly DialedNumber[]
  readonly callerId: string
  readonly ringSeconds: number
  readonly limitSeconds: number
  /** Whether the caller hears it ring until somebody answers. */
  readonly answersOnBridge: boolean
  readonly hangsUpOnStar: boolean
  /** One number after the other instead of all together. */
  readonly sequential: boolean
}

export interface DialedNumber {
  readonly number: string
  /** What the callee hears alone before being joined to the caller. */
  readonly whisper: DocumentRequest | undefined
  readonly callback: StatusCallback | undefined
}

export interface DialContext {
  readonly call: Pick<Call, 'from' | 'to'>
  readonly documentUrl: string
}

/** Reads what a `<Dial>` asks for; what is no number or switch counts as left out. */
export function parseDial(element: TwimlElement, { call, documentUrl }: DialContext): DialPlan {
  const { attributes } = element
  const nouns = element.children.filter((child) => child.name === 'Number')
  return {
    callees:
      nouns.length > 0
        ? nouns.map((noun) => parseNumber(noun, documentUrl))
        : [{ number: element.text, whisper: undefined, callback: undefined }],
    callerId: attributes['callerId'] ?? call.from,
    ringSeconds: countOf(element, { name: 'timeout', otherwise: 30 }),
    limitSeconds: countOf(element, { name: 'timeLimit', otherwise: longestCallSeconds }),
    answersOnBridge: attributes['answerOnBridge'] === 'true',
    hangsUpOnStar: attributes['hangupOnStar'] === 'true',
    sequential: attributes['sequential'] === 'true',
  }
}

/** What in a `<Dial>` Twilio would not do, each in words: the dial fails. */
export function dialProblems(
  { callees, callerId }: DialPlan,
  allowedCallerIds: readonly string[],
): string[] {
  const wrong = callees.filter(({ number }) => !isNumber(number))
  return [
    ...wrong.map(({ number }) => `"${number}" is no number that can be dialled (13224)`),
    ...(allowedCallerIds.includes(callerId)
      ? []
      : [`"${callerId}" is neither the caller's number nor one of the account (13214)`]),
  ]
}

function parseNumber({ attributes, text }: TwimlElement, documentUrl: string): DialedNumber {
  const { url, statusCallback } = attributes
  return {
    number: text,
    whisper:
      url === undefined
        ? undefined
        : {
            url: resolveUrl(url, documentUrl),
            method: methodIn(attributes['method']),
            parameters: {},
          },
    callback:
      statusCallback === undefined
        ? undefined
        : {
            url: resolveUrl(statusCallback, documentUrl),
            method: methodIn(attributes['statusCallbackMethod']),
            events: progressEventsOf((attributes['statusCallbackEvent'] ?? '').split(/\s+/)),
          },
  }
}

function methodIn(text: string | undefined): 'GET' | 'POST' {
  return text?.toUpperCase() === 'GET' ? 'GET' : 'POST'
}
