import { callParameters } from '../call-parameters.ts'
import { parseRelayAttributes, unknownRelayAttributes } from '../relay/relay-attributes.ts'
import { badAttributes, endingParameters } from '../relay/relay-ending.ts'
import type { RelayEnding } from '../relay/relay-ending.ts'
import { RelaySession } from '../relay/relay-session.ts'
import type { TwimlElement } from '../twiml.ts'
import { methodOf, resolveUrl } from './verb.ts'
import type { DocumentRequest, Verb, VerbContext, VerbOutcome } from './verb.ts'

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
  return afterSession(
    {
      element,
      ending,
      parameters: {
        SessionId: sessionId,
        SessionDuration: String(seconds),
        ...endingParameters(ending),
      },
    },
    context,
  )
}

async function runSession(
  { relay, sessionId }: { relay: TwimlElement; sessionId: string },
  context: VerbContext,
): Promise<RelayEnding> {
  const { call, witness } = context
  for (const name of unknownRelayAttributes(relay)) {
    witness.violation(call.sid, 'unknown-attribute', `<ConversationRelay> knows no "${name}".`)
  }
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

async function afterSession(
  { element, ending, parameters }: SessionOver,
  { call, account, documentUrl, webhooks, witness }: VerbContext,
): Promise<VerbOutcome> {
  const action = element.attributes['action']
  if (ending.status === 'failed') {
    witness.warn(call.sid, 'relay-failed', ending.errorMessage)
  }
  if (action === undefined) return { next: ending.status === 'failed' ? 'hang-up' : 'next-verb' }
  const document: DocumentRequest = {
    url: resolveUrl(action, documentUrl),
    method: methodOf(element),
    parameters,
  }
  if (!call.over.aborted) return { next: 'fetch', document }
  const allParameters = { ...callParameters(call, account), ...parameters }
  await webhooks.inform({ callSid: call.sid, ...document, parameters: allParameters })
  return { next: 'hang-up' }
}

interface SessionOver {
  readonly element: TwimlElement
  readonly ending: RelayEnding
  readonly parameters: Readonly<Record<string, string>>
}
