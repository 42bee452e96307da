import { parseRelayAttributes } from '../relay/relay-attributes.ts'
import { badAttributes, endingParameters } from '../relay/relay-ending.ts'
import type { RelayEnding } from '../relay/relay-ending.ts'
import { RelaySession } from '../relay/relay-session.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import type { VerbContext } from './verb.ts'

/**
 * Joins the caller to the server by a relay session, until one of the three ends it.
 * @returns whether it failed, and what the verb's action is told.
 */
export async function connectRelay(
  noun: TwimlElement,
  context: VerbContext,
): Promise<{ readonly failed: boolean; readonly parameters: Record<string, string> }> {
  const { call, witness } = context
  const startedMs = call.pacing.monotonicMs()
  const sessionId = context.sids.relaySession()
  const ending = await runSession({ relay: noun, sessionId }, context)
  const seconds = Math.round((call.pacing.monotonicMs() - startedMs) / 1000)
  if (ending.status === 'failed') {
    witness.warn(call.sid, 'relay-failed', `${ending.errorMessage} (${ending.why})`)
  }
  const parameters = {
    SessionId: sessionId,
    SessionDuration: String(seconds),
    ...endingParameters(ending),
  }
  return { failed: ending.status === 'failed', parameters }
}

async function runSession(
  { relay, sessionId }: { relay: TwimlElement; sessionId: string },
  context: VerbContext,
): Promise<RelayEnding> {
  const { call } = context
  const freshlyAnswered = call.state().status === 'ringing'
  call.answer()
  const attributes = parseRelayAttributes(relay)
  if ('problem' in attributes) return badAttributes(attributes.problem)
  const session = new RelaySession({ ...context, sessionId, attributes, freshlyAnswered })
  const complete = () => session.complete()
  if (call.over.aborted) complete()
  call.over.addEventListener('abort', complete, { once: true })
  call.listener = session
  const ending = await session.over
  call.listener = undefined
  call.over.removeEventListener('abort', complete)
  return ending
}
