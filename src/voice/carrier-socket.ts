import type { RawData, WebSocket } from 'ws'
import { describeError } from '../lib/errors.ts'
import { frameBytes } from '../lib/frame-bytes.ts'
import { isCallToken } from '../twilio/call-token.ts'
import type { TwilioAccount } from '../twilio/signature.ts'
import { createFrameLimit, type FrameLimit, type FrameLimits } from './frame-limit.ts'
import type { VoiceParts } from './voice-parts.ts'

/** WebSocket close codes: all is done, a party broke the rules, a party came too late, we failed. */
const normalClosure = 1000
const policyViolation = 1008
const tryAgainLater = 1013
const internalError = 1011

export interface CarrierSocketParts {
  readonly account: TwilioAccount
  readonly parts: VoiceParts
  readonly socket: WebSocket
}

/** Connects a line to its call. `undefined`: nobody waits for it. */
type Connect = () => { readonly ended: Promise<unknown> } | undefined

/** One socket of the carrier, guarded: what may come on it, and whose call it may be. */
export class CarrierSocket {
  readonly socket: WebSocket
  readonly #account: TwilioAccount
  readonly #parts: VoiceParts
  readonly #name: 'relay' | 'media'
  readonly #frames: FrameLimit

  constructor(
    { account, parts, socket }: CarrierSocketParts,
    { name, limits }: { name: 'relay' | 'media'; limits: FrameLimits },
  ) {
    this.socket = socket
    this.#account = account
    this.#parts = parts
    this.#name = name
    this.#frames = createFrameLimit(parts.clock, limits)
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  /** When the carrier sent something last, on the monotonic clock. */
  get lastFrameAtMs(): number {
    return this.#frames.lastFrameAtMs
  }

  /** Has a frame read, unless nothing is to be read from this socket, or not this. */
  frame(data: RawData, isBinary: boolean, read: (text: Buffer) => void): void {
    // Whoever was refused has nothing more to say.
    if (!this.isOpen) return
    const bytes = frameBytes(data)
    const tooMuch = this.#frames.refusalOf(bytes)
    if (tooMuch === 'too-many') return this.refuse('too many frames a second')
    if (tooMuch === 'too-long') return this.strange('a frame that is too long')
    if (isBinary) return this.strange('a binary frame')
    this.alone(() => read(bytes))
  }

  /** Does something for this call. Whatever goes wrong with it, it is no other call's. */
  alone(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.failed(error)
    }
  }

  /** Something that could not be used: it is counted. */
  strange(reason: string): void {
    this.#parts.onStrangeFrame({ socket: this.#name, reason })
  }

  refuse(reason: string, code = policyViolation): void {
    this.strange(reason)
    // A close frame holds 123 bytes of reason at most.
    this.socket.close(code, reason.slice(0, 60))
  }

  failed(error: unknown): void {
    this.refuse(describeError(error), internalError)
  }

  /**
   * Joins the socket to its call, once it has shown that it is that call's. Where another process has answered
   * the call, or this one before it was started again, it is taken up first.
   */
  join(claim: { callSid: string; token: string | undefined }, connect: Connect) {
    const { callSid, token = '' } = claim
    if (!isCallToken(token, { callSid, authTokens: this.#account.authTokens })) {
      return this.refuse('the token is not of this call')
    }
    if (this.#parts.switchboard.has(callSid)) this.#connect(connect)
    else void this.#takeUp(callSid, connect)
  }

  async #takeUp(callSid: string, connect: Connect): Promise<void> {
    try {
      await this.#parts.switchboard.takeUp(callSid)
      this.#connect(connect)
    } catch (error) {
      this.failed(error)
    }
  }

  #connect(connect: Connect): void {
    if (!this.isOpen) return
    const talk = connect()
    if (!talk) return this.refuse('no such call is waiting', tryAgainLater)
    // A socket whose other end has gone without a word would stay open for good.
    void talk.ended.then(() => this.socket.close(normalClosure))
  }
}
