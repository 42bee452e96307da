import { callParameters } from '../call-parameters.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import { methodOf, resolveUrl } from './verb.ts'
import type { DocumentRequest, VerbContext, VerbOutcome } from './verb.ts'

/**
 * What comes after a verb that has ended: its action, which tells how it ended, or `otherwise` where it has
 * none. A call that is over tells its action all the same; the answer has no effect.
 */
export async function afterVerb(
  element: TwimlElement,
  { parameters, otherwise, context }: VerbEnd,
): Promise<VerbOutcome> {
  const { call, account, webhooks, quirks, documentUrl } = context
  const action = element.attributes['action']
  if (action === undefined) return otherwise
  const document: DocumentRequest = {
    url: resolveUrl(action, documentUrl),
    method: methodOf(element),
    parameters,
  }
  if (!call.over.aborted) return { next: 'fetch', document }
  const isRedirected = !('reason' in call.state())
  if (!isRedirected || quirks.redirectionSendsAction) {
    const allParameters = { ...callParameters(call, account), ...parameters }
    const request = { callSid: call.sid, ...document, parameters: allParameters }
    const told = webhooks.inform(request, { tellsAction: true })
    if (quirks.lastActionHoldsUpEnd) await told
  }
  return otherwise
}

export interface VerbEnd {
  readonly parameters: Readonly<Record<string, string>>
  readonly otherwise: VerbOutcome
  readonly context: VerbContext
}
