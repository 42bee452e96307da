import { afterVerb } from './action.ts'
import { connectRelay } from './connect-relay.ts'
import { connectStream } from './connect-stream.ts'
import type { Verb } from './verb.ts'

/** Joins the caller to the server, by words or by sound. */
export const connect: Verb = async (element, context) => {
  const { call, witness } = context
  const child = (name: string) => element.children.find((noun) => noun.name === name)
  const stream = child('Stream')
  if (stream !== undefined) {
    await connectStream(stream, context)
    return afterVerb(element, { parameters: {}, otherwise: { next: 'next-verb' }, context })
  }
  const relay = child('ConversationRelay')
  if (relay === undefined) {
    const nouns = element.children.map(({ name }) => name).join(', ')
    witness.violation(call.sid, 'unknown-verb', `<Connect> to nothing known here (${nouns}).`)
    return { next: 'next-verb' }
  }
  if (element.attributes['action'] === undefined) {
    witness.violation(call.sid, 'missing-action', '<Connect> without an action cannot be resumed.')
  }
  const { failed, parameters } = await connectRelay(relay, context)
  return afterVerb(element, {
    parameters,
    otherwise: { next: failed ? 'hang-up' : 'next-verb' },
    context,
  })
}
