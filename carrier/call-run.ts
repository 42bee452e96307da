import { callParameters, completedParameters, inboundParameters } from './call-parameters.ts'
import type { Call, EndReason } from './call.ts'
import type { Clock } from './clock.ts'
import { createLoopGuard } from './loop-guard.ts'
import type { LoopGuard } from './loop-guard.ts'
import type { Random } from './random.ts'
import { verbsOf } from './twiml-answer.ts'
import { BadTwiml } from './twiml.ts'
import type { TwimlElement } from './twiml.ts'
import { callOver, readAloud } from './verbs/say.ts'
import type { DocumentRequest, VerbOutcome, VerbParts } from './verbs/verb.ts'
import { verbs } from './verbs/verbs.ts'
import type { WebhookAnswer } from './webhook-client.ts'

export interface CallRunParts extends VerbParts {
  readonly voiceUrl: string
  readonly statusUrl: string
  readonly clock: Clock
  readonly random: Random
  /** Ends the call at a verb that this carrier does not know, where it would else be skipped. */
  readonly strict: boolean
}

/**
 * Carries a call through: asks the server what to do, does it verb by verb, and tells how it ended.
 * Resolves when the last callback was answered; never rejects because of the server.
 */
export async function runCall(call: Call, parts: CallRunParts): Promise<void> {
  const guard = createLoopGuard(parts.clock)
  let next: DocumentRequest | undefined = {
    url: parts.voiceUrl,
    method: 'POST',
    parameters: inboundParameters(parts.random.hex(48)),
  }
  while (next !== undefined && !call.over.aborted) {
    next = await runDocument(next, { ...parts, call, guard })
  }
  call.end('agent-hung-up')
  await parts.webhooks.inform({
    callSid: call.sid,
    url: parts.statusUrl,
    method: 'POST',
    parameters: {
      ...callParameters(call, parts.account),
      ...completedParameters(call.state(), parts.clock.now()),
    },
  })
}

interface DocumentParts extends CallRunParts {
  readonly call: Call
  readonly guard: LoopGuard
}

/** @returns the document to go on with, or nothing when the call is over. */
async function runDocument(
  document: DocumentRequest,
  parts: DocumentParts,
): Promise<DocumentRequest | undefined> {
  if (parts.guard.loops()) return failCall('The TwiML leads round in circles.', parts)
  const answer = await fetchDocument(document, parts)
  parts.call.publish({ type: 'stirred' })
  if (answer === undefined) return undefined
  if (!answer.ok) {
    return failCall(`A control request failed (${answer.errorCode}: ${answer.reason}).`, parts)
  }
  const elements = readVerbs(answer)
  if (elements instanceof BadTwiml) {
    return failCall(`${elements.message} (${elements.twilioCode})`, parts)
  }
  return runVerbs(elements, { ...parts, documentUrl: answer.url })
}

function fetchDocument(
  { url, method, parameters }: DocumentRequest,
  { call, account, webhooks }: DocumentParts,
): Promise<WebhookAnswer | void> {
  const allParameters = { ...callParameters(call, account), ...parameters }
  const answer = webhooks.control({ callSid: call.sid, url, method, parameters: allParameters })
  // A caller who hangs up waits for nothing; the answer that still comes has no effect.
  return Promise.race([answer, callOver(call)])
}

function readVerbs(answer: Extract<WebhookAnswer, { ok: true }>) {
  try {
    return verbsOf(answer)
  } catch (error) {
    if (error instanceof BadTwiml) return error
    throw error
  }
}

async function runVerbs(
  elements: readonly TwimlElement[],
  parts: DocumentParts & { documentUrl: string },
): Promise<DocumentRequest | undefined> {
  for (const element of elements) {
    const outcome = await runVerb(element, parts)
    if (parts.call.over.aborted) return undefined
    if (outcome.next === 'fetch') return outcome.document
    if (outcome.next !== 'next-verb') return endCall(endReasonOf(outcome), parts.call)
  }
  return endCall('agent-hung-up', parts.call)
}

async function runVerb(
  element: TwimlElement,
  parts: DocumentParts & { documentUrl: string },
): Promise<VerbOutcome> {
  const { call, witness, strict } = parts
  const { name, attributes } = element
  const verb = verbs.get(name)
  if (verb === undefined) {
    witness.violation(call.sid, 'unknown-verb', `This carrier does not know <${name}>.`)
    if (strict) await failCall(`<${name}> is unknown.`, parts)
    return { next: 'next-verb' }
  }
  witness.trace(call.sid, 'inside', { kind: 'verb-started', verb: name, attributes })
  return verb(element, parts)
}

function endReasonOf(outcome: Exclude<VerbOutcome, { next: 'fetch' | 'next-verb' }>): EndReason {
  return outcome.next === 'reject' ? outcome.reason : 'agent-hung-up'
}

/** Hanging up answers first: only `<Reject>` leaves a call unanswered. */
function endCall(reason: EndReason, call: Call): undefined {
  if (reason === 'agent-hung-up') call.answer()
  call.end(reason)
}

async function failCall(why: string, parts: DocumentParts): Promise<undefined> {
  const { call, witness } = parts
  witness.violation(call.sid, 'control-request-failed', why)
  await readAloud(applicationError, parts)
  call.end('application-error')
}

const applicationError = 'We are sorry. This call cannot go on, because of an error. Goodbye.'
