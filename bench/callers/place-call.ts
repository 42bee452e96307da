import { randomBytes } from 'node:crypto'
import { callParameters, inboundParameters } from '../../carrier/call-parameters.ts'
import { parseRelayAttributes, type RelayAttributes } from '../../carrier/relay/relay-attributes.ts'
import { signatureOf } from '../../carrier/signature.ts'
import { parseTwiml } from '../../carrier/twiml/twiml.ts'
import type { CarrierAccount } from '../servers/measured-server.ts'

/** A call that the server has answered, and what it asks the carrier for. */
export interface PlacedCall {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly direction: 'inbound'
  readonly parentSid: undefined
  readonly relay: RelayAttributes
}

const answersWithinMs = 15_000

/**
 * Calls a server's number, as the carrier does: a signed webhook, and its TwiML read.
 * @throws {Error} when the server does not answer with a relay session.
 */
export async function placeCall(
  serverUrl: string,
  { account, number }: { account: CarrierAccount; number: number },
): Promise<PlacedCall> {
  const call = {
    sid: `CA${randomBytes(16).toString('hex')}`,
    from: `+1555010${String(number).padStart(4, '0')}`,
    to: '+15550100000',
    direction: 'inbound',
    parentSid: undefined,
  } as const
  const url = `${serverUrl}/webhooks/voice`
  const form = {
    ...callParameters({ ...call, state: () => ({ status: 'ringing' }) }, account),
    ...inboundParameters(randomBytes(16).toString('hex')),
  }
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signatureOf({ authToken: account.authToken, url, form }) },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(answersWithinMs),
  })
  const twiml = await reply.text()
  if (!reply.ok) throw new Error(`The server answered a call with ${reply.status}: ${twiml}`)
  return { ...call, relay: relayIn(twiml) }
}

function relayIn(twiml: string): RelayAttributes {
  const [relay] = parseTwiml(twiml)
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === 'ConversationRelay')
  const attributes = relay && parseRelayAttributes(relay)
  if (attributes === undefined || 'problem' in attributes) {
    throw new Error(`The server answered a call with something else than a relay session: ${twiml}`)
  }
  return attributes
}
