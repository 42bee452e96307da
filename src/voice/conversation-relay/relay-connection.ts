import type { RawData, WebSocket } from 'ws'
import type { Conversation } from '../../calls/conversation.ts'
import type { Timer } from '../../lib/clock.ts'
import { describeError } from '../../lib/errors.ts'
import { frameBytes } from '../../lib/frame-bytes.ts'
import { isCallToken } from '../../twilio/call-token.ts'
import type { TwilioAccount } from '../../twilio/signature.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { createFrameLimit, type FrameLimit } from './frame-limit.ts'
import { createRelayLine, type RelayLine } from './relay-line.ts'
import { parseRelayMessage, type RelayMessage, type RelaySetup } from './relay-messages.ts'

const setupWithinMs = 5_000
/** What can come while a call is being taken up. */
const mostEarlyMessages = 100
/** WebSocket close codes: all is done, a party broke the rules, a party came too late, we failed. */
const normalClosure = 1000
const policyViolation = 1008
const tryAgainLater = 1013
const internalError = 1011

export interface RelayConnectionParts {
  readonly account: TwilioAccount
  readonly parts: VoiceParts
  readonly socket: WebSocket
}

/** One socket of the carrier, from its first frame to its close: whose call it is, and what it brings. */
export class RelayConnection {
  readonly #account: TwilioAccount
  readonly #parts: VoiceParts
  readonly #socket: WebSocket
  readonly #relay: RelayLine
  readonly #frames: FrameLimit
  readonly #noSetup: Timer
  #conversation: Conversation | undefined
  #hasBegun = false
  readonly #early: RelayMessage[] = []

  constructor({ account, parts, socket }: RelayConnectionParts) {
    this.#account = account
    this.#parts = parts
    this.#socket = socket
    this.#relay = createRelayLine({
      socket: {
        send: (text) => socket.send(text),
        close: (code) => socket.close(code),
        get isOpen() {
          return socket.readyState === socket.OPEN
        },
      },
      onEvent: (event) => this.#conversation?.receive(event),
    })
    this.#frames = createFrameLimit(parts.clock)
    this.#noSetup = parts.clock.after(setupWithinMs, () => this.#refuse('no setup came'))
  }

  frame(data: RawData, isBinary: boolean): void {
    // Whoever was refused has nothing more to say.
    if (!this.#isOpen) return
    try {
      this.#received(data, isBinary)
    } catch (error) {
      // Whatever is wrong with this call, it is no other call's.
      this.#refuse(describeError(error), internalError)
    }
  }

  /** Something that could not be used: it is counted. */
  strange(reason: string): void {
    this.#parts.onStrangeFrame({ socket: 'relay', reason })
  }

  closed(code: number): void {
    this.#noSetup.cancel()
    this.#relay.closed(code)
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  #received(data: RawData, isBinary: boolean): void {
    const bytes = frameBytes(data)
    const tooMuch = this.#frames.refusalOf(bytes)
    if (tooMuch === 'too-many') return this.#refuse('too many frames a second')
    if (tooMuch === 'too-long') return this.strange('a frame that is too long')
    if (isBinary) return this.strange('a binary frame')
    this.#understood(parseRelayMessage(bytes.toString('utf8')))
  }

  #understood(message: RelayMessage): void {
    if (message.type === 'unknown') return this.strange(message.reason)
    if (message.type === 'error') return this.strange(`the carrier reports: ${message.description}`)
    if (message.type === 'setup') {
      return this.#hasBegun ? this.strange('a second setup') : this.#begin(message)
    }
    if (!this.#hasBegun) return this.strange(`${message.type} before setup`)
    if (this.#conversation) this.#relay.received(message)
    else if (this.#early.length < mostEarlyMessages) this.#early.push(message)
  }

  #begin(setup: RelaySetup): void {
    this.#noSetup.cancel()
    this.#hasBegun = true
    const { callSid } = setup
    const token = setup.customParameters?.['token'] ?? ''
    if (!isCallToken(token, { callSid, authTokens: this.#account.authTokens })) {
      return this.#refuse('the token is not of this call')
    }
    if (this.#parts.switchboard.has(callSid)) this.#connect(setup)
    else void this.#takeUp(setup)
  }

  /** Another process has answered the call, or this one before it was started again. */
  async #takeUp(setup: RelaySetup): Promise<void> {
    try {
      await this.#parts.switchboard.takeUp(setup.callSid)
      this.#connect(setup)
    } catch (error) {
      this.#refuse(describeError(error), internalError)
    }
  }

  #connect({ callSid, sessionId: session }: RelaySetup): void {
    if (!this.#isOpen) return
    const conversation = this.#parts.switchboard.connect(callSid, this.#relay.line, { session })
    if (!conversation) return this.#refuse('no such call is waiting', tryAgainLater)
    this.#conversation = conversation
    // A socket whose other end has gone without a word would stay open for good.
    void conversation.ended.then(() => this.#socket.close(normalClosure))
    for (const message of this.#early.splice(0)) this.#relay.received(message)
  }

  #refuse(reason: string, code = policyViolation): void {
    this.strange(reason)
    // A close frame holds 123 bytes of reason at most.
    this.#socket.close(code, reason.slice(0, 60))
  }
}
