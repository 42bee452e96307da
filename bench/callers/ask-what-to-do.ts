import { randomBytes } from 'node:crypto'
import { callParameters, inboundParameters } from '../../carrier/call-parameters.ts'
import { signatureOf } from '../../carrier/signature.ts'
import { parseTwiml, type TwimlElement } from '../../carrier/twiml/twiml.ts'
import type { CarrierAccount } from '../servers/measured-server.ts'

/** A call that the server was told of. */
export interface ToldCall {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly direction: 'inbound'
  readonly parentSid: undefined
}

const answersWithinMs = 15_000

/**
 * Calls a server's number, as the carrier does: a signed webhook, and its TwiML read.
 * @throws {Error} when the server does not answer with TwiML.
 */
export async function askWhatToDo(
  serverUrl: string,
  { account, number }: { account: CarrierAccount; number: number },
): Promise<{ readonly call: ToldCall; readonly twiml: string; readonly verbs: Verbs }> {
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
  return { call, twiml, verbs: parseTwiml(twiml) }
}

type Verbs = readonly TwimlElement[]
