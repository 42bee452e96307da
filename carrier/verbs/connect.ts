import { parseRelayAttributes } from '../relay/relay-attributes.ts'
import { badAttributes, endingParameters } from '../relay/relay-ending.ts'
import type { RelayEnding } from '../relay/relay-ending.ts'
import { RelaySession } from '../relay/relay-session.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import { afterVerb } from './action.ts'
import type { Verb, VerbContext } from './verb.ts'

/** Joins the caller to the server by a relay session, until one of the three ends it. */
export const connect: Verb = async (element, context) => {
  const relay = element.children.find((child) => child.name === 'ConversationRelay')
  const { call, witness } = context
  if (relay === undefined) {
    const nouns = element.children.map((child) => child.name).join(', ')
    witness.violation(call.sid, 'unknown-verb', `<Connect> to nothing known here (${nouns}).`)
    return { next: 'next-verb' }
  }
  if (element.attributes['action'] === undefined) {
    witness.violation(call.sid, 'missing-action', '<Connect> without an action cannot be resumed.')
  }
  const startedMs = call.pacing.monotonicMs()
  const sessionId = context.sids.relaySession()
  const ending = await runSession({ relay, sessionId }, context)
  const seconds = Math.round((call.pacing.monotonicMs() - startedMs) / 1000)
  if (ending.status === 'failed') {
    witness.warn(call.sid, 'relay-failed', `${ending.errorMessage} (${ending.why})`)
  }
  return afterVerb(element, {
    parameters: {
      SessionId: sessionId,
      SessionDuration: String(seconds),
      ...endingParameters(ending),
    },
    otherwise: { next: ending.status === 'failed' ? 'hang-up' : 'next-verb' },
    context,
  })
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
