import { createConversation } from './conversation.ts'
import { createDesk, type Desk } from './desk.ts'
import type { FakeRealtimeOptions, HearingHabits, SpeakingPace } from './fake-options.ts'
import type { FakeResponse } from './fake-session.ts'
import { createFaultCounts, type FaultCounts } from './fault-counts.ts'
import type { FaultRule } from './faults.ts'
import { createHearing, type Hearing } from './hearing.ts'
import { createIntake, type Intake } from './intake.ts'
import type { Mind } from './mind.ts'
import type { ModelClock } from './model-clock.ts'
import { createOutbox, type Outbox, type OutboxParts } from './outbox.ts'
import { createResponses, type Responses } from './responses.ts'
import type { ServerEvent } from './server-events.ts'
import type { SessionCore } from './session-core.ts'
import { changedSettings, usualSettings, type SessionSettings } from './session-settings.ts'

export interface EngineParts {
  readonly id: string
  readonly index: number
  readonly model: string
  readonly clock: ModelClock
  readonly mind: Mind
  readonly pace: SpeakingPace
  readonly habits: HearingHabits
  readonly transcripts: FakeRealtimeOptions['transcripts']
  readonly expiresAfterMs: number
  readonly configuresAfterMs: number
  readonly rules: () => readonly FaultRule[]
  readonly newName: (kind: string) => string
}

export interface EngineEnds extends Pick<OutboxParts, 'write' | 'sent' | 'befall'> {
  readonly appended: (sound: Buffer) => void
}

export interface ReportedError {
  readonly code: string
  readonly message: string
  readonly type?: string
  readonly param?: string | null
  readonly eventId?: string | null
}

/** Everything of a session but its socket: what it hears, thinks, says, and makes of what it is sent. */
export class SessionEngine {
  readonly core: SessionCore
  readonly outbox: Outbox
  readonly intake: Intake
  readonly hearing: Hearing
  readonly responses: Responses
  readonly #parts: EngineParts
  readonly #faults: FaultCounts
  #settings: SessionSettings

  constructor(parts: EngineParts, ends: EngineEnds) {
    const { clock, index, mind, newName, pace } = parts
    this.#parts = parts
    this.#settings = usualSettings(parts.model)
    this.#faults = createFaultCounts(parts.rules)
    const responseIndexOf = (id: string) => this.responses.indexOf(id)
    const outbound = { clock, newName, session: index, faults: this.#faults, responseIndexOf }
    this.outbox = createOutbox({ ...outbound, ...ends })
    this.core = {
      index,
      clock,
      newName,
      conversation: createConversation(),
      settings: () => this.#settings,
      send: (event) => this.outbox.send(event),
    }
    const answered = (response: FakeResponse) => this.hearing.answered(response)
    this.responses = createResponses({ core: this.core, mind, pace, answered })
    this.hearing = this.#createHearing()
    this.intake = this.#createIntake(this.#createDesk(ends))
  }

  begin(): void {
    this.#tellSettings('session.created')
  }

  report(error: ReportedError): void {
    this.core.send(errorEvent(error))
  }

  stop(): void {
    this.outbox.stop()
    this.responses.stop()
    this.hearing.stop()
    this.intake.stop()
  }

  #createHearing(): Hearing {
    const { core, responses } = this
    const { habits, transcripts } = this.#parts
    const refused = (refusal: ReportedError) => this.report(refusal)
    return createHearing({ core, responses, habits, transcripts, refused })
  }

  #createDesk({ appended }: EngineEnds): Desk {
    const { core, hearing, responses } = this
    return createDesk({
      core,
      hearing,
      responses,
      appended,
      configure: (update) => {
        const { hasSpoken } = responses
        this.#settings = changedSettings(this.#settings, { update, hasSpoken })
        this.intake.configured()
      },
      complain: (refusal) => this.intake.complain(refusal, 'response.create'),
    })
  }

  #createIntake(desk: Desk): Intake {
    const { clock, configuresAfterMs } = this.#parts
    return createIntake({
      clock,
      configuresAfterMs,
      desk,
      suffers: (type) => this.#suffers(type),
      updated: () => this.#tellSettings('session.updated'),
      refused: ({ code, message, param }, eventId) =>
        this.report({ code, message, param, eventId }),
    })
  }

  #suffers(receiving: string): boolean {
    const { present: response } = this.responses
    const found = this.#faults.at({ session: this.#parts.index, response, receiving })
    for (const fault of found) this.outbox.suffer(fault)
    return found.length > 0
  }

  #tellSettings(type: 'session.created' | 'session.updated'): void {
    this.core.send({ type, session: { ...this.#settings, ...sessionFacts(this.#parts) } })
  }
}

function sessionFacts({ expiresAfterMs, id }: EngineParts) {
  const expires_at = Math.round((Date.now() + expiresAfterMs) / 1000)
  return { object: 'realtime.session', id, expires_at } as const
}

function errorEvent({
  code,
  eventId = null,
  message,
  param = null,
  type = 'invalid_request_error',
}: ReportedError): ServerEvent {
  return { type: 'error', error: { type, code, message, param, event_id: eventId } }
}
