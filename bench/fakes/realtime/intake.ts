import { checkedEvent, readFrame } from './client-events.ts'
import type { Desk } from './desk.ts'
import type { Violation } from './fake-session.ts'
import { atOnceOrAfter, type ModelClock, type ModelTimer } from './model-clock.ts'
import { RefusedEvent } from './refused-event.ts'
import type { JsonObject } from './shapes.ts'

/** Reads what the client sends, notes what is wrong with it, and passes on what is right. */
export interface Intake {
  readonly received: readonly JsonObject[]
  readonly violations: readonly Violation[]
  /** Whether the client was told that its settings hold. */
  readonly isConfigured: boolean
  /** Text, or nothing for what came as bytes. */
  take(frame: string | undefined): void
  complain(refusal: RefusedEvent, event: string): void
  /** The settings are changed: from now on they hold, after the first time a little later. */
  configured(): void
  stop(): void
}

export interface IntakeParts {
  readonly clock: ModelClock
  readonly configuresAfterMs: number
  readonly desk: Desk
  /** Whether something else comes of an event of this type, by a rule. */
  readonly suffers: (type: string) => boolean
  readonly updated: () => void
  readonly refused: (refusal: RefusedEvent, eventId: string | null) => void
}

const append = 'input_audio_buffer.append'

/** Whether it has been told how it is to be; meanwhile everything but sound waits. */
type Readiness = 'new' | 'configuring' | 'ready'

export function createIntake(parts: IntakeParts): Intake {
  return new StrictIntake(parts)
}

class StrictIntake implements Intake {
  readonly received: JsonObject[] = []
  readonly violations: Violation[] = []
  readonly #parts: IntakeParts
  #readiness: Readiness = 'new'
  #waiting: JsonObject[] = []
  #timer: ModelTimer | undefined

  constructor(parts: IntakeParts) {
    this.#parts = parts
  }

  get isConfigured(): boolean {
    return this.#readiness === 'ready'
  }

  take(frame: string | undefined): void {
    this.#orRefuse({}, () => {
      if (frame === undefined)
        throw new RefusedEvent('invalid_event', 'Binary frames mean nothing.')
      const value = readFrame(frame)
      if (value['type'] !== append) this.received.push(value)
      if (this.#parts.suffers(String(value['type']))) return
      this.#orRefuse(value, () => this.#takeUp(value))
    })
  }

  complain({ code, message }: RefusedEvent, event: string): void {
    this.violations.push({ code, message, event })
  }

  configured(): void {
    if (this.#readiness === 'ready') return this.#parts.updated()
    this.#readiness = 'configuring'
    const { clock, configuresAfterMs: delayMs } = this.#parts
    this.#timer = atOnceOrAfter(clock, { delayMs, callback: () => this.#ready() })
  }

  stop(): void {
    this.#timer?.cancel()
    this.#waiting = []
  }

  #ready(): void {
    this.#readiness = 'ready'
    this.#parts.updated()
    for (const value of this.#waiting.splice(0)) this.#orRefuse(value, () => this.#pass(value))
  }

  #takeUp(value: JsonObject): void {
    if (this.#readiness !== 'ready' && value['type'] === append) {
      const message = 'The first words are taken for sound of another kind.'
      this.complain(new RefusedEvent('audio_before_session_updated', message), append)
    } else if (this.#readiness === 'configuring') this.#waiting.push(value)
    else this.#pass(value)
  }

  #pass(value: JsonObject): void {
    this.#parts.desk(checkedEvent(value))
  }

  #orRefuse(value: JsonObject, work: () => void): void {
    try {
      work()
    } catch (refusal) {
      if (!(refusal instanceof RefusedEvent)) throw refusal
      this.#refuse(refusal, value)
    }
  }

  #refuse(refusal: RefusedEvent, { event_id: id, type }: JsonObject): void {
    // Whoever stops an answer cannot know that it has just ended.
    if (refusal.code !== 'response_cancel_not_active') {
      this.complain(refusal, typeof type === 'string' ? type : '')
    }
    this.#parts.refused(refusal, typeof id === 'string' ? id : null)
  }
}
