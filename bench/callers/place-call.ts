import { parseRelayAttributes, type RelayAttributes } from '../../carrier/relay/relay-attributes.ts'
import type { CarrierAccount } from '../servers/measured-server.ts'
import { askWhatToDo, type ToldCall } from './ask-what-to-do.ts'

/** A call that the server has answered, and what it asks the carrier for. */
export interface PlacedCall extends ToldCall {
  readonly relay: RelayAttributes
}

/** @throws {Error} when the server does not answer with a relay session. */
export async function placeCall(
  serverUrl: string,
  caller: { account: CarrierAccount; number: number },
): Promise<PlacedCall> {
  const { call, twiml, verbs } = await askWhatToDo(serverUrl, caller)
  const [relay] = verbs
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === 'ConversationRelay')
  const attributes = relay && parseRelayAttributes(relay)
  if (attributes === undefined || 'problem' in attributes) {
    throw new Error(`The server answered a call with something else than a relay session: ${twiml}`)
  }
  return { ...call, relay: attributes }
}
