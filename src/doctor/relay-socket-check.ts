import { signatureOf } from '../twilio/sign-request.ts'
import { createPublicUrls } from '../voice/public-urls.ts'
import { voicePaths } from '../voice/voice-paths.ts'
import { failed, noTwilio, ok, type Check } from './check.ts'
import { knockAtSocket, type SocketReply } from './knock-at-socket.ts'
import { hasServerHere, noWay, type PublicWay } from './public-way.ts'
import { instanceIn, isSignatureRefusal } from './self-call.ts'
import { troubleInWords } from './network-trouble.ts'
import type { Clock } from '../lib/clock.ts'

export interface RelaySocketParts extends PublicWay {
  readonly authToken: string | undefined
  readonly socketUrl: string | undefined
  readonly clock: Clock
}

/** Whether the socket on which Twilio sends the caller's words can be opened from outside. */
export function createRelaySocketCheck(parts: RelaySocketParts): Check {
  const url = createPublicUrls(parts).socket(voicePaths.relaySocket)
  return {
    id: 'relay-socket',
    title: 'Line for the words of a call',
    async run() {
      const { authToken, selfCall, appUrl, localUrl, clock } = parts
      if (authToken === undefined || selfCall === undefined) return noTwilio
      if (!(await hasServerHere(selfCall, localUrl))) return noWay
      if (instanceIn(await selfCall(appUrl, 'signed')) === undefined) return noWay
      const signature = signatureOf({ authToken, url })
      const reply = await knockAtSocket({ url, signature, clock })
      return judge(url, reply)
    },
  }
}

function judge(url: string, reply: SocketReply) {
  if (reply.kind === 'opened') return ok(`The socket at ${url} opens.`)
  if (reply.kind === 'trouble') return troubleInWords(url, reply.code)
  return isSignatureRefusal(reply) ? refused(url) : notPassedOn(reply.status)
}

function refused(url: string) {
  return failed(
    `The server refuses the signature for the socket ${url}.`,
    'The tunnel or proxy must leave the path as it is. Set WS_URL only if the sockets have an ' +
      'address of their own.',
  )
}

function notPassedOn(status: number) {
  return failed(
    `The tunnel or proxy lets requests through, but no WebSocket (status ${status}).`,
    'Switch WebSockets on in it. With nginx: proxy_http_version 1.1 and the headers Upgrade and ' +
      'Connection for /twilio/. Without the socket callers hear nothing.',
  )
}
