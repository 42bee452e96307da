import { pino } from 'pino'
import { signatureOf } from '../../carrier/signature.ts'
import { createHttpServer } from '../../src/http/http-server.ts'
import { standingWords } from '../../src/agents/standing-words.ts'
import type { Switchboard } from '../../src/calls/switchboard.ts'
import type { TwilioAccount } from '../../src/twilio/signature.ts'
import { createPublicUrls } from '../../src/voice/public-urls.ts'
import { createSignedRequests } from '../../src/voice/signed-requests.ts'
import { registerVoiceGateway } from '../../src/voice/voice-gateway.ts'
import { createTestSwitchboard, sid } from './answered-call.ts'
import { createFakePhoneNetwork } from './phone-network.ts'
import { readTwiml, shapeOf, spokenIn, type TwimlElement } from './read-twiml.ts'

export const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'b'.repeat(32) }
export const appUrl = 'https://agent.example.com'

/** The local carrier's. */
export const localAccount: TwilioAccount = {
  accountSid: account.accountSid,
  authTokens: [account.authToken],
  onlyFromLoopback: true,
}

type Fields = Readonly<Record<string, string>>

export interface TwimlReply {
  readonly status: number
  readonly twiml: string
  readonly verbs: readonly TwimlElement[]
  readonly shape: string
  readonly words: string
  /** The first address in it where the carrier goes on: an action, or a redirect. */
  readonly next: string
}

/** The carrier's routes on a switchboard without a network, and requests to them as the carrier sends them. */
export async function openVoiceGateway(
  setting: Parameters<typeof createTestSwitchboard>[0] & {
    readonly switchboard?: (switchboard: Switchboard) => Switchboard
    readonly accounts?: readonly TwilioAccount[]
  } = {},
) {
  const parts = createTestSwitchboard(setting)
  const switchboard = setting.switchboard?.(parts.switchboard) ?? parts.switchboard
  const counted: string[] = []
  const phoneNetwork = createFakePhoneNetwork(() => parts.clock.now())
  const urls = createPublicUrls({ appUrl, socketUrl: undefined })
  const server = await createHttpServer({
    logger: pino({ level: 'silent' }),
    newId: () => crypto.randomUUID(),
    appUrl,
    socketUrl: undefined,
    requestsPerMinute: 100_000,
  })
  await server.register(async (voice) =>
    registerVoiceGateway(voice, {
      switchboard,
      urls,
      clock: parts.clock,
      newId: () => crypto.randomUUID(),
      phoneNetwork,
      signedRequests: createSignedRequests({
        accounts: setting.accounts ?? [localAccount],
        urls,
        onRefused: (what) => counted.push(`refused ${what}`),
      }),
      words: standingWords(),
      onStrangeFrame: ({ reason }) => counted.push(reason),
      onFallback: () => counted.push('fallback'),
    }),
  )
  await server.ready()

  async function post(path: string, fields: Fields = {}, headers: Fields = {}) {
    const target = path.replace(appUrl, '').replace(/#.*$/, '')
    const form = { ...aboutTheCall, ...fields }
    const signature = signatureOf({ authToken: account.authToken, url: appUrl + target, form })
    const reply = await server.inject({
      method: 'POST',
      url: target,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    })
    return replyOf(reply.statusCode, reply.body)
  }

  async function get(path: string, fields: Fields = {}) {
    const target = `${path}?${new URLSearchParams({ ...aboutTheCall, ...fields }).toString()}`
    const signature = signatureOf({ authToken: account.authToken, url: appUrl + target })
    const headers = { 'x-twilio-signature': signature }
    const reply = await server.inject({ method: 'GET', url: target, headers })
    return replyOf(reply.statusCode, reply.body)
  }

  return { ...parts, switchboard, phoneNetwork, counted, server, post, get }
}

export const aboutTheCall: Fields = {
  AccountSid: account.accountSid,
  CallSid: sid,
  CallStatus: 'in-progress',
  Direction: 'inbound',
  From: '+12025550123',
  To: '+12025550100',
}

function replyOf(status: number, body: string): TwimlReply {
  const isTwiml = body.startsWith('<?xml')
  const verbs = isTwiml ? readTwiml(body) : []
  const way = verbs.find(({ name, attributes }) => 'action' in attributes || name === 'Redirect')
  return {
    status,
    twiml: body,
    verbs,
    shape: shapeOf(verbs),
    words: spokenIn(verbs),
    next: way?.attributes['action'] ?? way?.text ?? '',
  }
}
