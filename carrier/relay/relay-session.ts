import type { CarrierAccount } from '../account.ts'
import type { Call, CallListener, SayOutcome } from '../call.ts'
import { describeError } from '../errors.ts'
import type { ServerAddress } from '../server-address.ts'
import { createHearing } from '../speech/hearing.ts'
import { createSpeaker } from '../speech/speaker.ts'
import type { Timing } from '../timing.ts'
import type { Witness } from '../witness.ts'
import { createCallerInput } from './caller-input.ts'
import type { CallerInput } from './caller-input.ts'
import type { RelayAttributes } from './relay-attributes.ts'
import { connectionFailed, tooManyInvalidMessages } from './relay-ending.ts'
import type { RelayEnding } from './relay-ending.ts'
import { createRelayReports } from './relay-reports.ts'
import { openRelaySocket } from './relay-socket.ts'
import type { RelaySocket } from './relay-socket.ts'
import { createServerInput } from './server-input.ts'
import type { ServerInput } from './server-input.ts'
import { setupMessage } from './setup-message.ts'
import { createTalk } from './talk.ts'
import type { Interruption, Talk } from './talk.ts'

export interface RelaySessionParts {
  readonly call: Call
  readonly sessionId: string
  readonly attributes: RelayAttributes
  /** Whether the call was still ringing when the verb began. */
  readonly freshlyAnswered: boolean
  readonly account: CarrierAccount
  readonly server: ServerAddress
  readonly timing: Timing
  readonly witness: Witness
  readonly quirks: RelayQuirks
}

/** Where public sources tell different stories about Twilio, a test can choose. */
export interface RelayQuirks {
  /** After `interrupt` comes one more `tokensPlayed`, with the same words. */
  readonly tokensPlayedAfterInterrupt: boolean
}

/** One ConversationRelay session of a call, from connecting to the close. */
export class RelaySession implements CallListener {
  /** Resolves once, when the socket is closed or never came to be. */
  readonly over: Promise<RelayEnding>
  readonly #parts: RelaySessionParts
  readonly #resolveOver: (ending: RelayEnding) => void
  readonly #socket: RelaySocket
  readonly #talk: Talk
  readonly #serverInput: ServerInput
  readonly #callerInput: CallerInput
  /** What the caller did before the socket was open. */
  readonly #early: (() => void)[] = []
  #open = false
  #ending: RelayEnding | undefined

  constructor(parts: RelaySessionParts) {
    this.#parts = parts
    const { promise, resolve } = Promise.withResolvers<RelayEnding>()
    this.over = promise
    this.#resolveOver = resolve
    this.#talk = this.#createTalk()
    this.#serverInput = createServerInput({
      talk: this.#talk,
      send: this.#send,
      onEnd: (handoffData) => this.#finish({ status: 'ended', handoffData }, normalClose),
      onTooManyInvalid: () => this.#finish(tooManyInvalidMessages, malformedClose),
      violation: (kind, message) => parts.witness.violation(parts.call.sid, kind, message),
    })
    this.#callerInput = createCallerInput({
      attributes: parts.attributes,
      talk: this.#talk,
      send: this.#send,
      onInterrupted: (interruption) => this.#interrupted(interruption),
    })
    this.#socket = this.#connect()
  }

  isOpen(): boolean {
    return this.#open
  }

  says(text: string): SayOutcome {
    if (this.#open) return this.#callerInput.says(text)
    this.#early.push(() => this.#callerInput.says(text))
    return { heard: true }
  }

  presses(digits: string): SayOutcome {
    if (this.#open) return this.#callerInput.presses(digits)
    this.#early.push(() => this.#callerInput.presses(digits))
    return { heard: true }
  }

  /** The caller is gone. */
  complete(): void {
    this.#finish({ status: 'completed' }, normalClose)
  }

  delivered(): Promise<void> {
    return this.#socket.delivered()
  }

  sendRawFrame(frame: string | Buffer): void {
    this.#socket.send(frame)
  }

  dropConnection(): void {
    this.#socket.drop()
  }

  #createTalk(): Talk {
    const { call, attributes, witness, timing } = this.#parts
    const hearing = createHearing(call, witness)
    const listener = createRelayReports({ hearing, attributes, send: this.#send })
    return createTalk({
      pacing: call.pacing,
      speaker: createSpeaker({ pacing: call.pacing, timing, listener }),
      idleFlushMs: timing.idleFlushMs,
      interruptible: attributes.interruptible,
      greetingInterruptible: attributes.welcomeGreetingInterruptible,
    })
  }

  #connect(): RelaySocket {
    const { call, attributes, account, server, witness } = this.#parts
    const { sid } = call
    return openRelaySocket({
      url: attributes.url,
      authToken: account.authToken,
      server,
      listener: {
        opened: () => this.#guard(() => this.#opened()),
        textFrame: (frame) => {
          witness.trace(sid, 'from-server', { kind: 'relay-received', frame })
          this.#guard(() => this.#textFrame(frame))
          call.publish({ type: 'stirred' })
        },
        binaryFrame: () => this.#guard(() => this.#serverInput.binaryFrame()),
        closed: ({ code, fault }) => {
          const by = this.#ending === undefined ? 'server' : 'carrier'
          witness.trace(sid, 'inside', { kind: 'relay-closed', code, by })
          this.#ending ??= connectionFailed(code, fault)
          this.#open = false
          this.#talk.stop()
          this.#resolveOver(this.#ending)
        },
      },
    })
  }

  #opened(): void {
    const { call, sessionId, attributes, freshlyAnswered, account } = this.#parts
    const { accountSid } = account
    const { customParameters, welcomeGreeting } = attributes
    this.#open = true
    this.#send(setupMessage({ call, accountSid, sessionId, customParameters, freshlyAnswered }))
    this.#talk.greet(welcomeGreeting)
    for (const input of this.#early.splice(0)) input()
    call.publish({ type: 'stirred' })
  }

  #textFrame(frame: string): void {
    // What the server sent before it saw that the caller is gone is nobody's fault, and nobody hears it.
    if (this.#ending === undefined || this.#ending.status === 'ended') {
      this.#serverInput.textFrame(frame)
    }
  }

  readonly #send = (message: Readonly<Record<string, unknown>>): void => {
    if (!this.#open || this.#ending !== undefined) return
    const { call, witness } = this.#parts
    witness.trace(call.sid, 'to-server', { kind: 'relay-sent', message })
    this.#socket.send(JSON.stringify(message))
  }

  #interrupted(interruption: Interruption): void {
    this.#send({ type: 'interrupt', ...interruption })
    const value = interruption.utteranceUntilInterrupt
    if (this.#parts.quirks.tokensPlayedAfterInterrupt) {
      this.#send({ type: 'info', name: 'tokensPlayed', value })
    }
    this.#parts.call.publish({ type: 'interrupted' })
    void this.#serverInput.interruptionSent(this.#knows())
  }

  /** Resolves when the server has surely read, and had a turn to act on, what was sent. */
  async #knows(): Promise<void> {
    await this.#socket.delivered()
    await this.#socket.delivered()
  }

  #finish(ending: RelayEnding, close: { code: number; reason: string }): void {
    if (this.#ending !== undefined) return
    this.#talk.stop()
    this.#ending = ending
    this.#socket.close(close.code, close.reason)
  }

  // A fault of the carrier in one call must not reach the event loop, where it would end them all.
  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      const { call, witness } = this.#parts
      witness.warn(call.sid, 'carrier-fault', `The carrier failed: ${describeError(error)}`)
      call.end('application-error')
    }
  }
}

const normalClose = { code: 1000, reason: 'Closing websocket session' }
const malformedClose = { code: 1007, reason: 'Too many consecutive malformed messages' }
