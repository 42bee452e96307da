import type { CarrierAccount } from '../account.ts'
import { noSoundHeard } from '../call.ts'
import type { Call, CallListener, SayOutcome } from '../call.ts'
import { guarded } from '../guarded.ts'
import type { ServerAddress } from '../server-address.ts'
import { createHearing } from '../speech/hearing.ts'
import { createSpeaker } from '../speech/speaker.ts'
import type { Timing } from '../timing.ts'
import type { ViolationKind, Witness } from '../witness.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults/faults.ts'
import type { WebhookClient } from '../webhooks/webhook-client.ts'
import { createAnswerWatch } from './answer-watch.ts'
import type { AnswerWatch } from './answer-watch.ts'
import { createFaultyLine } from './faulty-line.ts'
import type { FaultyLine } from './faulty-line.ts'
import { createKeyInput } from './key-input.ts'
import type { KeyInput } from './key-input.ts'
import type { RelayAttributes } from './relay-attributes.ts'
import { connectionFailed, tooManyInvalidMessages } from './relay-ending.ts'
import type { RelayEnding } from './relay-ending.ts'
import { createRelayReports } from './relay-reports.ts'
import { openServerSocket } from '../server-socket.ts'
import type { ServerSocket } from '../server-socket.ts'
import { createServerInput } from './server-input.ts'
import type { ServerInput } from './server-input.ts'
import { createSpeechInput } from './speech-input.ts'
import type { SpeechInput } from './speech-input.ts'
import { setupMessage } from './setup-message.ts'
import { createSounds } from './sounds.ts'
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
  readonly webhooks: Pick<WebhookClient, 'media'>
  readonly clock: Clock
  readonly faults: Faults
  readonly timing: Timing
  readonly witness: Witness
  readonly quirks: RelayQuirks
}

/** Where public sources tell different stories about Twilio, a test can choose. */
export interface RelayQuirks {
  /** After `interrupt` comes one more `tokensPlayed`, with the same words. */
  readonly tokensPlayedAfterInterrupt: boolean
  /** Answers that were queued behind an interrupted one are heard after it. */
  readonly queueSurvivesInterruption: boolean
  /** What the action is told of a session that the server closed with a code: 39001, or 64105. */
  readonly closedSessionErrorCode: number
}

/** One ConversationRelay session of a call, from connecting to the close. */
export class RelaySession implements CallListener {
  /** Resolves once, when the socket is closed or never came to be. */
  readonly over: Promise<RelayEnding>
  readonly #parts: RelaySessionParts
  readonly #resolveOver: (ending: RelayEnding) => void
  readonly #socket: ServerSocket
  readonly #line: FaultyLine
  readonly #talk: Talk
  readonly #serverInput: ServerInput
  readonly #answers: AnswerWatch
  readonly #speechInput: SpeechInput
  readonly #keyInput: KeyInput
  /** What the caller did before the socket was open. */
  readonly #early: (() => void)[] = []
  #transcriptionLanguage: string
  /** When the last prompt went out that nothing was answered to. */
  #promptedAtMs: number | undefined
  #open = false
  #ending: RelayEnding | undefined

  constructor(parts: RelaySessionParts) {
    this.#parts = parts
    const { promise, resolve } = Promise.withResolvers<RelayEnding>()
    this.over = promise
    this.#resolveOver = resolve
    this.#talk = this.#createTalk()
    this.#answers = createAnswerWatch({ ...parts, talk: this.#talk, violation: this.#violation })
    this.#serverInput = createServerInput({
      talk: this.#talk,
      sounds: createSounds(parts),
      answers: this.#answers,
      send: this.#send,
      onToken: () => this.#tokenCame(),
      onLanguage: (language) => {
        this.#transcriptionLanguage = language
      },
      onEnd: (handoffData) => this.#finish({ status: 'ended', handoffData }, normalClose),
      onTooManyInvalid: () => this.#finish(tooManyInvalidMessages, malformedClose),
      violation: this.#violation,
    })
    const callersSide = {
      ...parts,
      talk: this.#talk,
      pacing: parts.call.pacing,
      language: () => this.#language(),
      send: this.#send,
      onInterrupted: (interruption: Interruption) => this.#interrupted(interruption),
    }
    this.#speechInput = createSpeechInput(callersSide)
    this.#keyInput = createKeyInput(callersSide)
    this.#transcriptionLanguage = parts.attributes.transcriptionLanguage
    this.#line = createFaultyLine({
      ...parts,
      ...this.#target(),
      socket: () => this.#socket,
    })
    this.#socket = this.#connect()
  }

  isOpen(): boolean {
    return this.#open
  }

  isDeaf(): boolean {
    return false
  }

  isHearing(): boolean {
    return this.#early.length > 0 || this.#speechInput.isBusy() || this.#keyInput.isBusy()
  }

  says(text: string): SayOutcome {
    if (this.#open) return this.#speechInput.says(text)
    this.#early.push(() => this.#speechInput.says(text))
    return { heard: true }
  }

  presses(digits: string): SayOutcome {
    if (this.#open) return this.#keyInput.presses(digits)
    this.#early.push(() => this.#keyInput.presses(digits))
    return { heard: true }
  }

  speaks(): SayOutcome {
    return noSoundHeard
  }

  coughs(): SayOutcome {
    return noSoundHeard
  }

  /** The caller is gone. */
  complete(): void {
    this.#finish({ status: 'completed' }, normalClose)
  }

  delivered(): Promise<void> {
    // A connection on which nothing passes answers for nothing.
    return this.#line.isStalled() ? Promise.resolve() : this.#socket.delivered()
  }

  sendRawFrame(frame: string | Buffer): SayOutcome {
    this.#socket.send(frame)
    return { heard: true }
  }

  dropConnection(): SayOutcome {
    this.#socket.drop()
    return { heard: true }
  }

  #createTalk(): Talk {
    const { call, attributes, witness, timing, quirks } = this.#parts
    const hearing = createHearing(call, witness)
    const listener = createRelayReports({ hearing, attributes, send: this.#send })
    return createTalk({
      pacing: call.pacing,
      speaker: createSpeaker({ pacing: call.pacing, timing, listener }),
      idleFlushMs: timing.idleFlushMs,
      interruptible: attributes.interruptible,
      preemptible: attributes.preemptible,
      queueSurvivesInterruption: quirks.queueSurvivesInterruption,
      greetingInterruptible: attributes.welcomeGreetingInterruptible,
    })
  }

  #connect(): ServerSocket {
    const { call, attributes, account, server, witness, faults, quirks } = this.#parts
    const { sid } = call
    return openServerSocket({
      refused: faults.strike('relay-refused', this.#target()) !== undefined,
      url: attributes.url,
      authToken: account.authToken,
      server,
      listener: {
        opened: () => guarded(this.#parts, () => this.#opened()),
        textFrame: (frame) => {
          witness.trace(sid, 'from-server', { kind: 'relay-received', frame })
          guarded(this.#parts, () => this.#textFrame(frame))
          call.publish({ type: 'stirred' })
        },
        binaryFrame: () => guarded(this.#parts, () => this.#serverInput.binaryFrame()),
        closed: ({ code, fault }) => {
          const by = this.#ending === undefined ? 'server' : 'carrier'
          witness.trace(sid, 'inside', { kind: 'relay-closed', code, by })
          this.#ending ??= connectionFailed({ code, fault, quirks })
          this.#open = false
          this.#stop()
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
    this.#line.passed('connected')
    for (const input of this.#early.splice(0)) input()
    call.publish({ type: 'stirred' })
  }

  #textFrame(frame: string): void {
    // What the server sent before it saw that the caller is gone is nobody's fault, and nobody hears it.
    if (this.#ending === undefined || this.#ending.status === 'ended') {
      this.#serverInput.textFrame(frame)
    }
  }

  readonly #violation = (kind: ViolationKind, message: string): void => {
    this.#parts.witness.violation(this.#parts.call.sid, kind, message)
  }

  readonly #send = (message: Readonly<Record<string, unknown>>): void => {
    if (!this.#open || this.#ending !== undefined) return
    const { call, witness } = this.#parts
    witness.trace(call.sid, 'to-server', { kind: 'relay-sent', message })
    if (message['type'] === 'prompt') this.#promptedAtMs = this.#parts.clock.monotonicMs()
    this.#line.send(message)
    call.publish({ type: 'stirred' })
  }

  #tokenCame(): void {
    const { attributes, clock } = this.#parts
    const promptedAtMs = this.#promptedAtMs
    this.#promptedAtMs = undefined
    if (attributes.reportsRoundTrip && promptedAtMs !== undefined) {
      const value = String(Math.round(clock.monotonicMs() - promptedAtMs))
      this.#send({ type: 'info', name: 'roundTripDelayMs', value })
    }
    this.#line.passed('token-received')
  }

  /** As a prompt carries it: where any language is understood, the first part of the one in use. */
  #language(): string {
    const language = this.#transcriptionLanguage
    return language === 'multi' ? 'en' : language
  }

  #target(): { callSid: string; path: string } {
    const { call, attributes } = this.#parts
    const { url } = attributes
    return { callSid: call.sid, path: URL.canParse(url) ? new URL(url).pathname : url }
  }

  #stop(): void {
    this.#talk.stop()
    this.#speechInput.stop()
    this.#keyInput.stop()
    this.#answers.stop()
  }

  #interrupted(interruption: Interruption): void {
    this.#send({ type: 'interrupt', ...interruption })
    const value = interruption.utteranceUntilInterrupt
    if (this.#parts.quirks.tokensPlayedAfterInterrupt) {
      this.#send({ type: 'info', name: 'tokensPlayed', value })
    }
    this.#parts.call.publish({ type: 'interrupted' })
    void this.#answers.interruptionSent(this.#knows())
  }

  /** Resolves when the server has surely read, and had a turn to act on, what was sent. */
  async #knows(): Promise<void> {
    await this.#socket.delivered()
    await this.#socket.delivered()
  }

  #finish(ending: RelayEnding, close: { code: number; reason: string }): void {
    if (this.#ending !== undefined) return
    this.#stop()
    this.#ending = ending
    if (this.#line.isStalled()) this.#socket.drop()
    else this.#socket.close(close.code, close.reason)
  }
}

const normalClose = { code: 1000, reason: 'Closing websocket session' }
const malformedClose = { code: 1007, reason: 'Too many consecutive malformed messages' }
