import { verbsOf } from '../twiml/twiml-answer.ts'
import type { TwimlSource } from '../twiml/twiml-source.ts'
import { BadTwiml, parseTwiml } from '../twiml/twiml.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import type { WebhookClient } from './webhook-client.ts'
import type { WebhookAnswer } from './webhook.ts'

export interface TwimlDocument {
  readonly elements: readonly TwimlElement[]
  /** Where relative addresses in it start; empty for TwiML that came without an address. */
  readonly url: string
}

/** A document that could not be had, as the fallback request tells of it. */
export interface BadDocument {
  readonly errorCode: number
  readonly errorUrl: string
  readonly reason: string
}

export interface ReadingParts {
  readonly webhooks: WebhookClient
  readonly callSid: string
  /** Those that every request of the call carries. */
  readonly parameters: Readonly<Record<string, string>>
  /** Whoever hangs up waits for nothing; the answer that still comes has no effect. */
  readonly over: AbortSignal
}

/** Asks the server for a document where it was not given, and reads it. */
export async function readDocument(
  source: TwimlSource,
  parts: ReadingParts,
): Promise<TwimlDocument | BadDocument | 'nobody-waits'> {
  if (source.from === 'request') {
    return readAnswer(() => ({ elements: parseTwiml(source.twiml), url: '' }), '')
  }
  const { url, method, parameters } = source.document
  const asked = parts.webhooks.control({
    callSid: parts.callSid,
    url,
    method,
    parameters: { ...parts.parameters, ...parameters },
  })
  const answer = await Promise.race([asked, aborted(parts.over)])
  if (answer === 'nobody-waits') return answer
  if (!answer.ok) {
    return { errorCode: answer.errorCode, errorUrl: url, reason: answer.reason }
  }
  return readAnswer(() => documentOf(answer), url)
}

function documentOf(answer: Extract<WebhookAnswer, { ok: true }>): TwimlDocument {
  return { elements: verbsOf(answer), url: answer.url }
}

function readAnswer(read: () => TwimlDocument, errorUrl: string): TwimlDocument | BadDocument {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BadTwiml)) throw error
    return { errorCode: error.twilioCode, errorUrl, reason: error.message }
  }
}

function aborted(signal: AbortSignal): Promise<'nobody-waits'> {
  if (signal.aborted) return Promise.resolve('nobody-waits')
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('nobody-waits'), { once: true })
  })
}
