import { callParameters } from './call-parameters.ts'
import { callUntil } from './call.ts'
import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import { createLoopGuard } from './loop-guard.ts'
import type { LoopGuard } from './loop-guard.ts'
import { readDocument } from './webhooks/read-document.ts'
import type { BadDocument } from './webhooks/read-document.ts'
import { noteTwimlFaults } from './twiml/twiml-checks.ts'
import type { TwimlSource } from './twiml/twiml-source.ts'
import type { TwimlElement } from './twiml/twiml.ts'
import { readAloud } from './verbs/say.ts'
import type { VerbOutcome, VerbParts } from './verbs/verb.ts'
import { verbs } from './verbs/verbs.ts'

export interface CallRunParts extends VerbParts {
  readonly clock: Clock
  /** Ends the call at a verb that this carrier does not know, where it would else be skipped. */
  readonly strict: boolean
}

/**
 * Does what documents ask for, verb by verb, and what they lead to. Resolves when the last verb was done,
 * or the call is over, and leaves the end of the call to the caller; never rejects because of the server.
 */
export async function runTwiml(
  first: TwimlSource,
  parts: CallRunParts & { call: Call },
): Promise<void> {
  const { call } = parts
  const guard = createLoopGuard(parts.clock)
  let next: TwimlSource | undefined = first
  while (next !== undefined && !call.over.aborted) {
    const redirected = call.redirection.begin()
    const following = await runSource(next, { ...parts, call: callUntil(call, redirected), guard })
    next = call.redirection.take() ?? following
  }
}

/** The end of the documents: hanging up answers first, only `<Reject>` leaves a call unanswered. */
export function hangUp(call: Call): void {
  call.answer()
  call.end('agent-hung-up')
}

interface SourceParts extends CallRunParts {
  readonly call: Call
  readonly guard: LoopGuard
}

/** @returns where to go on; nothing when all verbs were done or the call is over. */
async function runSource(
  source: TwimlSource,
  parts: SourceParts,
): Promise<TwimlSource | undefined> {
  const { call, account, webhooks, guard } = parts
  if (guard.loops()) {
    const why = 'The TwiML leads round in circles.'
    parts.witness.violation(call.sid, 'control-request-failed', why)
    return applicationError(parts)
  }
  const document = await readDocument(source, {
    webhooks,
    callSid: call.sid,
    parameters: callParameters(call, account),
    over: call.over,
  })
  call.publish({ type: 'stirred' })
  if (document === 'nobody-waits') return undefined
  if ('errorCode' in document) return recover(source, { ...parts, failure: document })
  noteTwimlFaults(document.elements, parts)
  return runVerbs(document.elements, { ...parts, documentUrl: document.url })
}

/** The fallback address takes the call over; where there is none, or it fails too, the call ends. */
function recover(
  source: TwimlSource,
  { failure, ...parts }: SourceParts & { failure: BadDocument },
): TwimlSource | Promise<undefined> {
  const { call, witness } = parts
  const { errorCode, errorUrl, reason } = failure
  const why = `A control request failed (${errorCode}: ${reason}).`
  const wasFallback = source.from === 'url' && source.isFallback === true
  if (wasFallback) witness.warn(call.sid, 'fallback-failed', why)
  else witness.violation(call.sid, 'control-request-failed', why)
  const { fallback } = call
  if (wasFallback || fallback === undefined || fallback.url === '') return applicationError(parts)
  const parameters = { ErrorCode: String(errorCode), ErrorUrl: errorUrl }
  return { from: 'url', document: { ...fallback, parameters }, isFallback: true }
}

async function runVerbs(
  elements: readonly TwimlElement[],
  parts: SourceParts & { documentUrl: string },
): Promise<TwimlSource | undefined> {
  const { call } = parts
  for (const element of elements) {
    const outcome = await runVerb(element, parts)
    if (call.over.aborted) return undefined
    if (outcome.next === 'fetch') return { from: 'url', document: outcome.document }
    if (outcome.next !== 'next-verb') return end(outcome, call)
  }
  return undefined
}

function end(outcome: Extract<VerbOutcome, { next: 'hang-up' | 'reject' }>, call: Call): undefined {
  if (outcome.next === 'reject') call.end(outcome.reason)
  else hangUp(call)
}

async function runVerb(
  element: TwimlElement,
  parts: SourceParts & { documentUrl: string },
): Promise<VerbOutcome> {
  const { call, witness, strict } = parts
  const { name, attributes } = element
  const verb = verbs.get(name)
  if (verb === undefined) {
    witness.violation(call.sid, 'unknown-verb', `This carrier does not know <${name}>.`)
    if (strict) await applicationError(parts)
    return { next: 'next-verb' }
  }
  witness.trace(call.sid, 'inside', { kind: 'verb-started', verb: name, attributes })
  return verb(element, parts)
}

async function applicationError(parts: SourceParts): Promise<undefined> {
  await readAloud(errorWords, parts)
  // Where the call was led elsewhere meanwhile, it goes on there.
  if (!parts.call.over.aborted) parts.call.end('application-error')
}

const errorWords = 'We are sorry. This call cannot go on, because of an error. Goodbye.'
