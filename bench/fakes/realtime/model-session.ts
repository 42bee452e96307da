import type { WebSocket } from 'ws'
import type { FakeSession, SessionClosing, Violation } from './fake-session.ts'
import { mindItem } from './items.ts'
import type { MindItem } from './mind.ts'
import type { ModelTimer } from './model-clock.ts'
import type { Frame, SessionFault } from './outbox.ts'
import { RefusedEvent } from './refused-event.ts'
import { SessionEngine, type EngineParts } from './session-engine.ts'
import type { SessionSettings } from './session-settings.ts'
import { createWatchers } from './watchers.ts'

export interface ModelSessionParts extends Omit<EngineParts, 'id'> {
  readonly socket: WebSocket
  readonly keepsSound: boolean
  /** Told of everything that comes and goes. */
  readonly happened: () => void
}

/** One session on its socket. */
export class ModelSession implements FakeSession {
  readonly id: string
  readonly sent: string[] = []
  closed: SessionClosing | undefined
  readonly #parts: ModelSessionParts
  readonly #engine: SessionEngine
  readonly #watchers = createWatchers()
  readonly #sounds: Buffer[] = []
  readonly #expiry: ModelTimer
  #isStalled = false

  constructor(parts: ModelSessionParts) {
    const { clock, expiresAfterMs } = parts
    this.#parts = parts
    this.id = parts.newName('sess')
    this.#engine = this.#createEngine()
    this.#expiry = clock.after(expiresAfterMs, () => this.expires())
    this.#listen()
    this.#engine.begin()
  }

  get index(): number {
    return this.#parts.index
  }

  get model(): string {
    return this.#parts.model
  }

  get settings(): SessionSettings {
    return this.#engine.core.settings()
  }

  get isConfigured(): boolean {
    return this.#engine.intake.isConfigured
  }

  get items(): readonly MindItem[] {
    return this.#engine.core.conversation.items.map(mindItem)
  }

  get heard(): string {
    return this.#engine.hearing.heard
  }

  get appendedMs(): number {
    return this.#engine.hearing.heardMs
  }

  get appended(): Buffer {
    return Buffer.concat(this.#sounds)
  }

  get responses() {
    return this.#engine.responses.records
  }

  get mostResponsesAtOnce(): number {
    return this.#engine.responses.mostAtOnce
  }

  get violations(): readonly Violation[] {
    return this.#engine.intake.violations
  }

  get received() {
    return this.#engine.intake.received
  }

  sends(frame: Frame): void {
    this.#engine.outbox.sendFrame(frame)
  }

  reports({ code, message, type }: { code: string; message?: string; type?: string }): void {
    const words = message ?? 'The server had an error while processing your request.'
    this.#engine.report({ code, message: words, type: type ?? 'server_error' })
  }

  expires(): void {
    const message = 'Your session hit the maximum duration of 60 minutes.'
    this.#engine.report({ code: 'session_expired', message })
    this.closes(1001)
  }

  closes(code: number, reason = ''): void {
    this.#end({ by: 'server', code })
    if (code === 1006) this.#parts.socket.terminate()
    else this.#parts.socket.close(code, reason)
  }

  fallsSilent(): void {
    this.#engine.outbox.mute()
  }

  stalls(): void {
    this.#isStalled = true
    this.fallsSilent()
    this.#parts.socket.pause()
  }

  /** Whoever still speaks as in the beta is told that it is over. */
  refusesBeta(): void {
    const message = 'The Realtime Beta API is no longer supported. Please use the GA API.'
    const code = 'beta_api_shape_disabled'
    this.#engine.intake.complain(new RefusedEvent(code, message), '')
    this.#engine.report({ code, message })
    this.closes(4000)
  }

  until<Found>(
    look: (session: FakeSession) => Found | undefined | false,
    withinMs = 5000,
  ): Promise<Found> {
    return this.#watchers.until({
      look: () => look(this),
      withinMs,
      describe: () => {
        const received = this.received.map(({ type }) => String(type))
        const [out, into] = [this.sent, received].map((types) => types.slice(-20).join(', '))
        return `${this.id} sent ${out} and was sent ${into}`
      },
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

  #createEngine(): SessionEngine {
    const { keepsSound, socket } = this.#parts
    return new SessionEngine(
      { ...this.#parts, id: this.id },
      {
        write(frame) {
          if (socket.readyState === socket.OPEN) socket.send(frame)
        },
        sent: (type) => {
          this.sent.push(type)
          this.#happened()
        },
        appended: (sound) => {
          if (keepsSound) this.#sounds.push(sound)
        },
        befall: (fault) => this.#befall(fault),
      },
    )
  }

  #listen(): void {
    const { socket } = this.#parts
    socket.on('message', (frame: Buffer, isBinary) => {
      if (this.closed === undefined) {
        this.#engine.intake.take(isBinary ? undefined : frame.toString())
      }
      this.#happened()
    })
    // What a client breaks is told by the closing that follows.
    socket.on('error', () => undefined)
    socket.on('close', (code) => this.#end({ by: 'client', code }))
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
    this.#expiry.cancel()
    this.#engine.stop()
    this.#happened()
  }

  #happened(): void {
    this.#parts.happened()
    this.#watchers.happened()
  }
}

/** Real time, and short: a client that hangs is passed over. */
const patienceMs = 500
