import type { WebSocket } from 'ws'
import { checkedEvent, readFrame } from './client-events.ts'
import { createConversation } from './conversation.ts'
import { createDesk, type Desk } from './desk.ts'
import type { FakeRealtimeOptions, HearingHabits, SpeakingPace } from './fake-options.ts'
import type { FakeSession, SessionClosing, Violation } from './fake-session.ts'
import { createFaultCounts, type FaultCounts } from './fault-counts.ts'
import type { FaultRule } from './faults.ts'
import { createHearing, type Hearing } from './hearing.ts'
import { mindItem } from './items.ts'
import type { Mind, MindItem } from './mind.ts'
import { atOnceOrAfter, type ModelClock, type ModelTimer } from './model-clock.ts'
import { createOutbox, type Frame, type Outbox, type SessionFault } from './outbox.ts'
import { RefusedEvent } from './refused-event.ts'
import { createResponses, type Responses } from './responses.ts'
import type { SessionCore } from './session-core.ts'
import { changedSettings, usualSettings, type SessionSettings } from './session-settings.ts'
import type { JsonObject } from './shapes.ts'
import { createWatchers } from './watchers.ts'

export interface ModelSessionParts {
  readonly socket: WebSocket
  readonly index: number
  readonly model: string
  readonly clock: ModelClock
  readonly mind: Mind
  readonly pace: SpeakingPace
  readonly habits: HearingHabits
  readonly transcripts: FakeRealtimeOptions['transcripts']
  readonly expiresAfterMs: number
  readonly configuresAfterMs: number
  readonly keepsSound: boolean
  readonly rules: () => readonly FaultRule[]
  readonly newName: (kind: string) => string
  /** Told of everything that comes and goes. */
  readonly happened: () => void
}

/** Whether it has been told how it is to be; meanwhile nothing else is taken up. */
type Readiness = 'new' | 'configuring' | 'ready'

export class ModelSession implements FakeSession {
  readonly index: number
  readonly id: string
  readonly model: string
  readonly violations: Violation[] = []
  readonly received: JsonObject[] = []
  readonly sent: string[] = []
  closed: SessionClosing | undefined
  readonly #parts: ModelSessionParts
  readonly #core: SessionCore
  readonly #outbox: Outbox
  readonly #faults: FaultCounts
  readonly #responses: Responses
  readonly #hearing: Hearing
  readonly #desk: Desk
  readonly #watchers = createWatchers()
  readonly #timers: ModelTimer[] = []
  readonly #sounds: Buffer[] = []
  #settings: SessionSettings
  #readiness: Readiness = 'new'
  #waiting: JsonObject[] = []
  #isStalled = false

  constructor(parts: ModelSessionParts) {
    const { clock, index, mind, model, newName, pace } = parts
    this.#parts = parts
    this.index = index
    this.model = model
    this.id = newName('sess')
    this.#settings = usualSettings(model)
    this.#faults = createFaultCounts(parts.rules)
    this.#outbox = this.#createOutbox()
    const settings = () => this.#settings
    const send: SessionCore['send'] = (event) => this.#outbox.send(event)
    this.#core = { index, clock, conversation: createConversation(), settings, send, newName }
    this.#responses = createResponses({
      core: this.#core,
      mind,
      pace,
      answered: (response) => this.#hearing.answered(response),
    })
    this.#hearing = this.#createHearing()
    this.#desk = this.#createDesk()
    this.#listen()
  }

  get settings(): SessionSettings {
    return this.#settings
  }

  get isConfigured(): boolean {
    return this.#readiness === 'ready'
  }

  get items(): readonly MindItem[] {
    return this.#core.conversation.items.map(mindItem)
  }

  get heard(): string {
    return this.#hearing.heard
  }

  get appendedMs(): number {
    return this.#hearing.heardMs
  }

  get appended(): Buffer {
    return Buffer.concat(this.#sounds)
  }

  get responses() {
    return this.#responses.records
  }

  get mostResponsesAtOnce(): number {
    return this.#responses.mostAtOnce
  }

  sends(frame: Frame): void {
    this.#outbox.sendFrame(frame)
  }

  reports({ code, message, type }: { code: string; message?: string; type?: string }): void {
    const words = message ?? 'The server had an error while processing your request.'
    this.#report({ code, message: words, type: type ?? 'server_error' })
  }

  expires(): void {
    const message = 'Your session hit the maximum duration of 60 minutes.'
    this.#report({ code: 'session_expired', message, type: 'invalid_request_error' })
    this.closes(1001)
  }

  closes(code: number, reason = ''): void {
    this.#end({ by: 'server', code })
    if (code === 1006) this.#parts.socket.terminate()
    else this.#parts.socket.close(code, reason)
  }

  fallsSilent(): void {
    this.#outbox.mute()
  }

  stalls(): void {
    this.#isStalled = true
    this.#outbox.mute()
    this.#parts.socket.pause()
  }

  until<Found>(
    look: (session: FakeSession) => Found | undefined | false,
    withinMs = 5000,
  ): Promise<Found> {
    return this.#watchers.until({
      look: () => look(this),
      withinMs,
      describe: () =>
        `${this.id} sent ${this.sent.slice(-20).join(', ')} and was sent ${this.received
          .slice(-20)
          .map(({ type }) => String(type))
          .join(', ')}`,
    })
  }

  /** Resolves when the client has read everything sent so far, and what it sent before was read here. */
  async delivered(): Promise<void> {
    const { socket } = this.#parts
    if (this.#isStalled || socket.readyState !== socket.OPEN) return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(patience)
        socket.off('pong', done).off('close', done)
        resolve()
      }
      const patience = setTimeout(done, patienceMs)
      socket.on('pong', done).on('close', done)
      socket.ping()
    })
  }

  #createOutbox(): Outbox {
    const { clock, index, newName, socket } = this.#parts
    return createOutbox({
      clock,
      session: index,
      faults: this.#faults,
      newName,
      responseIndexOf: (id) => this.#responses.indexOf(id),
      write: (frame) => {
        if (socket.readyState === socket.OPEN) socket.send(frame)
      },
      sent: (type) => {
        this.sent.push(type)
        this.#happened()
      },
      befall: (fault) => this.#befall(fault),
    })
  }

  #createHearing(): Hearing {
    return createHearing({
      core: this.#core,
      responses: this.#responses,
      habits: this.#parts.habits,
      transcripts: this.#parts.transcripts,
      refused: ({ code, message }) =>
        this.#report({ code, message, type: 'invalid_request_error' }),
    })
  }

  #createDesk(): Desk {
    return createDesk({
      core: this.#core,
      hearing: this.#hearing,
      responses: this.#responses,
      configure: (update) => this.#configure(update),
      appended: (sound) => {
        if (this.#parts.keepsSound) this.#sounds.push(sound)
      },
      complain: ({ code, message }) =>
        this.violations.push({ code, message, event: 'response.create' }),
    })
  }

  #listen(): void {
    const { clock, expiresAfterMs, socket } = this.#parts
    socket.on('message', (frame: Buffer, isBinary) => {
      this.#take(isBinary ? undefined : frame.toString())
      this.#happened()
    })
    // What a client breaks is told by the closing that follows.
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      this.#end({ by: 'client', code })
    })
    this.#timers.push(clock.after(expiresAfterMs, () => this.expires()))
    this.#core.send({ type: 'session.created', session: this.#wire() })
  }

  #take(frame: string | undefined): void {
    if (this.closed !== undefined) return
    this.#orRefuse({}, () => {
      if (frame === undefined)
        throw new RefusedEvent('invalid_event', 'Binary frames mean nothing.')
      const value = readFrame(frame)
      if (value['type'] !== append) this.received.push(value)
      if (!this.#suffers(value)) this.#orRefuse(value, () => this.#takeUp(value))
    })
  }

  #orRefuse(value: JsonObject, work: () => void): void {
    try {
      work()
    } catch (refusal) {
      this.#refuse(refusal as RefusedEvent, value)
    }
  }

  #suffers({ type }: JsonObject): boolean {
    const response = this.#responses.isAnswering() ? this.#responses.records.length - 1 : undefined
    const event = { session: this.index, response, receiving: String(type) }
    const found = this.#faults.at(event)
    for (const fault of found) this.#outbox.suffer(fault)
    return found.length > 0
  }

  #takeUp(value: JsonObject): void {
    if (this.#readiness !== 'ready' && value['type'] === append) {
      const message = 'The first words are taken for sound of another kind.'
      const event = append
      this.violations.push({ code: 'audio_before_session_updated', message, event })
    } else if (this.#readiness === 'configuring') this.#waiting.push(value)
    else this.#desk(checkedEvent(value))
  }

  #configure(update: JsonObject): void {
    const { hasSpoken } = this.#responses
    this.#settings = changedSettings(this.#settings, { update, hasSpoken })
    if (this.#readiness === 'ready') return this.#updated()
    this.#readiness = 'configuring'
    const { clock, configuresAfterMs: delayMs } = this.#parts
    this.#timers.push(atOnceOrAfter(clock, { delayMs, callback: () => this.#updated() }))
  }

  #updated(): void {
    this.#readiness = 'ready'
    this.#core.send({ type: 'session.updated', session: this.#wire() })
    const waiting = this.#waiting
    this.#waiting = []
    for (const value of waiting) this.#orRefuse(value, () => this.#desk(checkedEvent(value)))
  }

  #wire() {
    const expires_at = Math.round((Date.now() + this.#parts.expiresAfterMs) / 1000)
    return { ...this.#settings, object: 'realtime.session', id: this.id, expires_at } as const
  }

  #refuse(refusal: RefusedEvent, value: JsonObject): void {
    const { code, message, param } = refusal
    const event = typeof value['type'] === 'string' ? value['type'] : ''
    // Whoever stops an answer cannot know that it has just ended.
    if (code !== 'response_cancel_not_active') this.violations.push({ code, message, event })
    const eventId = typeof value['event_id'] === 'string' ? value['event_id'] : null
    this.#report({ code, message, type: 'invalid_request_error', param, eventId })
  }

  #report(error: {
    readonly code: string
    readonly message: string
    readonly type: string
    readonly param?: string | null
    readonly eventId?: string | null
  }): void {
    const { code, eventId = null, message, param = null, type } = error
    this.#core.send({ type: 'error', error: { type, code, message, param, event_id: eventId } })
  }

  #befall(fault: SessionFault): void {
    switch (fault.fault) {
      case 'closes':
        return this.closes(fault.code, fault.reason)
      case 'error':
        return this.reports(fault)
      case 'expires':
        return this.expires()
      case 'stalls':
        return this.stalls()
    }
  }

  #end(closing: SessionClosing): void {
    if (this.closed !== undefined) return
    this.closed = closing
    for (const timer of this.#timers) timer.cancel()
    this.#outbox.stop()
    this.#responses.stop()
    this.#hearing.stop()
    this.#happened()
  }

  #happened(): void {
    this.#parts.happened()
    this.#watchers.happened()
  }
}

const append = 'input_audio_buffer.append'
/** Real time, and short: a client that hangs is passed over. */
const patienceMs = 500
