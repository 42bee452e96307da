import { createCarrier } from '../carrier.ts'
import type { CarrierSettings } from '../carrier.ts'
import { relayPeers } from './relay-peer.ts'
import type { RelayFrame, RelayPeer } from './relay-peer.ts'
import { startStandInServer, twiml } from './stand-in-server.ts'
import type { StandInSettings } from './stand-in-server.ts'

export const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) }
/** Everything that can be subscribed to. */
export const events = 'events="speaker-events tokens-played"'

export interface RelayCallSettings extends Partial<CarrierSettings> {
  readonly attributes?: string
  readonly script?: Script
  /** What other paths answer. */
  readonly answers?: NonNullable<StandInSettings['answers']>
  /** What the action answers. */
  readonly after?: string
  /** The server's address as the world knows it; its local one when left out. */
  readonly publicUrl?: string
}

export type Script = (frame: RelayFrame, peer: RelayPeer) => void

/** A call in a relay session; the server does what the script says. */
export async function relayCall({
  attributes = events,
  script,
  after = '<Hangup/>',
  publicUrl,
  answers = {},
  ...settings
}: RelayCallSettings = {}) {
  const { peers, accept } = relayPeers(script)
  let relayUrl = ''
  const server = await startStandInServer({
    relay: accept,
    answers: {
      '/webhooks/voice': () =>
        twiml(
          `<Connect action="/webhooks/voice/resume"><ConversationRelay url="${relayUrl}" ${attributes}>`,
          '<Parameter name="token" value="abc"/></ConversationRelay></Connect>',
        ),
      '/webhooks/voice/resume': twiml(after),
      ...answers,
    },
  })
  relayUrl = publicUrl === undefined ? server.relayUrl : `${publicUrl.replace('http', 'ws')}/relay`
  const carrier = createCarrier({
    account,
    server: { localUrl: server.url, publicUrl: publicUrl ?? server.url },
    patienceMs: 2000,
    ...settings,
  })
  const caller = carrier.placeCall()
  const peer = () => {
    const last = peers.at(-1)
    if (last === undefined) throw new Error('no relay session')
    return last
  }
  /** What the server saw, without what only tells of speaking. */
  const seen = () => peer().received.filter(({ name }) => !String(name).endsWith('Speaking'))
  return {
    server,
    carrier,
    caller,
    peers,
    peer,
    seen,
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Answers whatever is said with the hours. */
export const answersHours: Script = (frame, peer) => {
  if (frame.type !== 'prompt') return
  peer.token('We open at nine, ')
  peer.token('and we close at five.', { last: true })
}
