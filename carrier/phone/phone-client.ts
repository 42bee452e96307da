import { WebSocket } from 'ws'
import { createHeardText } from '../caller/heard-text.ts'
import { NotAsExpected } from '../caller/not-as-expected.ts'
import { createWatching } from '../caller/watching.ts'
import type { Watching } from '../caller/watching.ts'
import { realClock } from '../clock.ts'
import { CarrierError } from '../errors.ts'
import type { ScriptedCaller } from '../script/play-script.ts'
import type { LineEvent, PhoneEvent, SoundEvent } from './phone-event.ts'
import type { PhoneRequest } from './phone-request.ts'
import { createSpokenWords } from './spoken-words.ts'

/** The carrier could not be reached, or did not let the phone in. */
export class NoCarrier extends CarrierError {
  override readonly code = 'no-carrier'
}

/** How a call ended for its phone. */
export interface PhoneEnding {
  readonly status: string
  readonly reason: string
}

/** A phone on the carrier's socket, in a process of its own: the terminal's, and that of scripts. */
export class PhoneClient implements ScriptedCaller {
  readonly #socket: WebSocket
  readonly #watching: Watching
  readonly #subscribers = new Set<(event: PhoneEvent) => void>()
  readonly #heard = createHeardText()
  readonly #complaints: string[] = []
  #status = 'not dialled'
  #ending: PhoneEnding | undefined
  #agentSpeaking = false
  #interruptions = 0
  #answeredSinceSaying = false
  #isBySound = false
  readonly #voice = createSpokenWords(realClock, (sound) => this.#send({ type: 'sound', sound }))

  private constructor(socket: WebSocket, patienceMs: number) {
    this.#socket = socket
    const subscribe = (stirred: () => void) => this.subscribe(stirred)
    this.#watching = createWatching({ subscribe, clock: realClock, patienceMs })
    socket.on('message', (frame: Buffer) => {
      // The carrier is our own and sends only what these say.
      const event = JSON.parse(frame.toString()) as PhoneEvent | LineEvent | SoundEvent
      if (!isOfNoUse(event)) this.#note(event)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => this.#lost())
  }

  /** @throws {NoCarrier} */
  static async connect({
    url,
    authToken,
    patienceMs = 20_000,
  }: PhoneConnection): Promise<PhoneClient> {
    const address = new URL('/softphone', url.replace(/^http/, 'ws'))
    const socket = new WebSocket(address, {
      headers: { authorization: `Bearer ${authToken}` },
      handshakeTimeout: 5000,
    })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    socket.once('open', resolve)
    socket.once('error', (error) => {
      reject(new NoCarrier(`No carrier lets this phone in at ${url}: ${error.message}`))
    })
    await promise
    return new PhoneClient(socket, patienceMs)
  }

  dial(from?: string): void {
    this.#send(from === undefined ? { type: 'dial', from: undefined } : { type: 'dial', from })
  }

  /** Says it now, whoever is speaking: as sound where the line is one of sound. */
  say(text: string): void {
    this.#answeredSinceSaying = false
    if (this.#isBySound) this.#voice.speak(text)
    else this.#send({ type: 'say', text })
  }

  hangUp(): void {
    if (this.#ending === undefined) this.#send({ type: 'hang-up' })
  }

  close(): void {
    this.#socket.close()
  }

  subscribe(subscriber: (event: PhoneEvent) => void): () => void {
    this.#subscribers.add(subscriber)
    return () => void this.#subscribers.delete(subscriber)
  }

  async hears(words: string): Promise<void> {
    await this.#until(() => this.#heard.find(words), `Expected to hear "${words}".`)
  }

  async says(words: string): Promise<void> {
    await this.#until(() => this.#status === 'in-progress', 'Expected the call to be answered.')
    this.say(words)
  }

  async interruptsAfter(heard: string, words: string): Promise<void> {
    const before = this.#interruptions
    await this.hears(heard)
    this.say(words)
    await this.#until(() => this.#interruptions > before, `"${words}" interrupted nobody.`)
  }

  async presses(digits: string): Promise<void> {
    await this.#until(() => this.#status === 'in-progress', 'Expected the call to be answered.')
    this.#send({ type: 'press', digits })
  }

  async waitsForSilence(): Promise<void> {
    await this.#until(() => !this.#agentSpeaking, 'Expected the agent to fall silent.')
  }

  async staysSilent(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    realClock.after(ms, resolve)
    await promise
  }

  /** Resolves when the agent has said something since the caller last did, and is silent. */
  async waitsForAnswer(): Promise<void> {
    const answered = () => this.#answeredSinceSaying && !this.#agentSpeaking
    await this.#until(answered, 'Expected an answer.')
  }

  async hangsUp(): Promise<PhoneEnding> {
    this.hangUp()
    return await this.ended()
  }

  async ended(): Promise<PhoneEnding> {
    await this.#watching.until({
      fulfilled: () => this.#ending !== undefined,
      hopeless: () => false,
      account: () => `Expected the call to end. ${this.#soFar()}`,
    })
    return this.#ending ?? { status: this.#status, reason: 'phone-lost' }
  }

  async #until(fulfilled: () => boolean, expected: string): Promise<void> {
    await this.#watching.until({
      fulfilled,
      hopeless: () => this.#ending !== undefined || this.#complaints.length > 0,
      account: () => `${expected} ${this.#soFar()}`,
    })
    const [complaint] = this.#complaints
    if (complaint !== undefined) throw new NotAsExpected(`${expected} ${complaint}`)
  }

  #soFar(): string {
    const complaint = this.#complaints.splice(0).map((message) => ` The carrier said: ${message}`)
    const since = this.#heard.sinceLastFound()
    const heard =
      since === ''
        ? 'Nothing was heard since the last step'
        : `Heard since the last step: "${since}"`
    return `${heard}; the call is ${this.#status}.${complaint.join('')}`
  }

  #note(event: PhoneEvent): void {
    if (event.type === 'line') this.#isBySound = event.kind === 'sound'
    if (event.type === 'heard') this.#heard.add(event.text)
    if (event.type === 'agent-speaking') this.#noteSpeaking(event.on)
    if (event.type === 'interrupted') this.#interruptions += 1
    if (event.type === 'error') this.#complaints.push(event.message)
    if (event.type === 'call-status') this.#noteStatus(event)
    for (const subscriber of this.#subscribers) subscriber(event)
  }

  #noteSpeaking(on: boolean): void {
    this.#agentSpeaking = on
    if (on) this.#answeredSinceSaying = true
  }

  #noteStatus({ status, reason }: { status: string; reason?: string }): void {
    this.#status = status
    if (reason === undefined) return
    this.#ending = { status, reason }
    this.#voice.stop()
  }

  #lost(): void {
    if (this.#ending !== undefined) return
    this.#note({ type: 'call-status', callSid: '', status: this.#status, reason: 'phone-lost' })
  }

  #send(request: PhoneRequest): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(request))
  }
}

/** This phone does not come back, and has no ear: of sound it is told the words where it is words. */
function isOfNoUse(
  event: PhoneEvent | LineEvent | SoundEvent,
): event is Exclude<LineEvent | SoundEvent, PhoneEvent> {
  const { type } = event
  return type === 'connected' || type === 'resumed' || type === 'not-resumed' || type === 'sound'
}

export interface PhoneConnection {
  /** The carrier's own address, such as `http://127.0.0.1:4000`. */
  readonly url: string
  readonly authToken: string
  /** How much time without anything new a step of a script waits. */
  readonly patienceMs?: number | undefined
}
