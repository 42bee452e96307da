import type { FastifyInstance } from 'fastify'
import type { RawData, WebSocket } from 'ws'
import type { LineEvent } from '../../calls/caller-line.ts'
import type { Conversation } from '../../calls/conversation.ts'
import { describeError } from '../../lib/errors.ts'
import { frameBytes } from '../../lib/frame-bytes.ts'
import { isCallToken } from '../../twilio/call-token.ts'
import type { TwilioAccount } from '../../twilio/signature.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { voicePaths } from '../voice-paths.ts'
import { createFrameLimit } from './frame-limit.ts'
import { createRelayLine } from './relay-line.ts'
import { parseRelayMessage, type RelayMessage, type RelaySetup } from './relay-messages.ts'

const setupWithinMs = 5_000
const mostEarlyMessages = 100
/** WebSocket close codes: all is done, a party broke the rules, a party came too late, we failed. */
const normalClosure = 1000
const policyViolation = 1008
const tryAgainLater = 1013
const internalError = 1011

/** `WS /twilio/relay`: the words of one call, from its first to its last. */
export function registerRelay(server: FastifyInstance, parts: VoiceParts): void {
  server.get(
    voicePaths.relaySocket,
    {
      websocket: true,
      preValidation: parts.signedRequests.socket,
      config: { rateLimit: false },
    },
    (socket, request) => serveRelaySocket(parts, socket, parts.signedRequests.accountOf(request)),
  )
}

function serveRelaySocket(parts: VoiceParts, socket: WebSocket, account: TwilioAccount): void {
  let conversation: Conversation | undefined
  let hasBegun = false
  /** What comes while the call is being taken up. */
  const early: RelayMessage[] = []
  const strange = (reason: string) => parts.onStrangeFrame({ socket: 'relay', reason })
  const relay = createRelayLine(
    {
      send: (text) => socket.send(text),
      close: (code) => socket.close(code),
      get isOpen() {
        return socket.readyState === socket.OPEN
      },
    },
    (event: LineEvent) => conversation?.receive(event),
  )
  const frames = createFrameLimit(parts.clock)
  const noSetup = parts.clock.after(setupWithinMs, () => refuse('no setup came'))

  function refuse(reason: string, code = policyViolation) {
    strange(reason)
    // A close frame holds 123 bytes of reason at most.
    socket.close(code, reason.slice(0, 60))
  }

  function begin(setup: RelaySetup) {
    noSetup.cancel()
    hasBegun = true
    const { callSid } = setup
    const token = setup.customParameters?.['token'] ?? ''
    if (!isCallToken(token, { callSid, authTokens: account.authTokens })) {
      return refuse('the token is not of this call')
    }
    if (parts.switchboard.has(callSid)) return connect(setup)
    // Another process has answered it, or this one before it was started again.
    void parts.switchboard
      .takeUp(callSid)
      .then(() => connect(setup))
      .catch((error: unknown) => refuse(describeError(error), internalError))
  }

  function connect({ callSid, sessionId: session }: RelaySetup) {
    if (socket.readyState !== socket.OPEN) return
    conversation = parts.switchboard.connect(callSid, relay.line, { session })
    if (!conversation) return refuse('no such call is waiting', tryAgainLater)
    // A socket whose other end has gone without a word would stay open for good.
    void conversation.ended.then(() => socket.close(normalClosure))
    for (const message of early.splice(0)) relay.received(message)
  }

  function received(data: RawData, isBinary: boolean) {
    const bytes = frameBytes(data)
    const tooMuch = frames.refusalOf(bytes)
    if (tooMuch === 'too-many') return refuse('too many frames a second')
    if (tooMuch === 'too-long') return strange('a frame that is too long')
    if (isBinary) return strange('a binary frame')
    understood(parseRelayMessage(bytes.toString('utf8')))
  }

  function understood(message: RelayMessage) {
    if (message.type === 'unknown') return strange(message.reason)
    if (message.type === 'error') return strange(`the carrier reports: ${message.description}`)
    if (message.type === 'setup') return hasBegun ? strange('a second setup') : begin(message)
    if (!hasBegun) return strange(`${message.type} before setup`)
    if (conversation) relay.received(message)
    else if (early.length < mostEarlyMessages) early.push(message)
  }

  socket.on('message', (data, isBinary) => {
    // Whoever was refused has nothing more to say.
    if (socket.readyState !== socket.OPEN) return
    try {
      received(data, isBinary)
    } catch (error) {
      // Whatever is wrong with this call, it is no other call's.
      refuse(describeError(error), internalError)
    }
  })
  // A broken frame or connection is followed by `close`, which ends the line.
  socket.on('error', (error) => strange(error.message))
  socket.on('close', (code) => {
    noSetup.cancel()
    relay.closed(code)
  })
}
