import { BadTwiml } from '../twiml/twiml.ts'
import { verbsOf } from '../twiml/twiml-answer.ts'
import type { WebhookAnswer, WebhookRequest } from './webhook.ts'
import type { Witness } from '../witness.ts'

/** Notes what is wrong with the answer to a request that only told something. */
export function judgeCallbackAnswer(
  { callSid, url }: WebhookRequest,
  { answer, witness }: { answer: WebhookAnswer; witness: Witness },
): void {
  const path = URL.canParse(url) ? new URL(url).pathname : 'an invalid URL'
  if (!answer.ok) {
    const why = `${answer.errorCode}: ${answer.reason}`
    witness.violation(callSid, 'callback-refused', `A callback to ${path} failed (${why}).`)
    return
  }
  const asked = verbsAskedBy(answer)
  if (asked === '') return
  const what = `The answer to a callback at ${path} asks for ${asked}, which nobody does.`
  witness.violation(callSid, 'verbs-in-callback-answer', what)
}

/** Notes an answer that left a caller waiting in silence. */
export function judgeControlAnswer(
  { callSid, url }: WebhookRequest,
  { witness, tookMs }: { witness: Witness; tookMs: number },
): void {
  if (tookMs <= slowMs) return
  const path = URL.canParse(url) ? new URL(url).pathname : 'an invalid URL'
  witness.warn(callSid, 'slow-control-answer', `${path} took ${Math.round(tookMs)} ms to answer.`)
}

const slowMs = 5000

function verbsAskedBy({ contentType, body }: Extract<WebhookAnswer, { ok: true }>): string {
  if (!/xml/i.test(contentType) || body.trim() === '') return ''
  try {
    return verbsOf({ contentType, body })
      .map(({ name }) => `<${name}>`)
      .join(', ')
  } catch (error) {
    if (error instanceof BadTwiml) return ''
    throw error
  }
}
