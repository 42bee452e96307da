import type { Clock, Timer } from '../lib/clock.ts'
import type { CallRecorder } from './call-recorder.ts'
import { deafSession } from './deaf-session.ts'
import type { SpeechOpened } from './journal-event.ts'
import type { Sound } from './sound.ts'
import type {
  SpeechBrain,
  SpeechEvent,
  SpeechListener,
  SpeechLoss,
  SpeechRequest,
  SpeechSession,
} from './speech-brain.ts'

/**
 * Keeps a session with the speech model open for as long as the talk lasts: one that is lost is replaced at once,
 * one that becomes old in the next pause.
 */
export interface SpeechSessions {
  /** Opens the first one, where there is none. What has happened in it by now is told at once. */
  begin(first: SpeechSession | undefined): void
  /** The session that is to be asked. */
  readonly present: SpeechSession
  /** Who is to hear the caller. */
  readonly ears: Pick<SpeechSession, 'hear'>
  /** How many sessions there have been. */
  readonly age: number
  /** Nobody speaks, and nothing is being answered: a session that is old is replaced. */
  pause(): void
  /** It was asked, and does not answer. */
  stalled(): void
  close(): void
}

export interface SpeechSessionsParts {
  readonly clock: Clock
  readonly speech: SpeechBrain
  readonly recorder: CallRecorder
  readonly request: () => SpeechRequest
  /** What the present session tells, but for what it tells of itself. */
  readonly listener: Omit<SpeechListener, 'receive'> & { receive(event: SpeechNews): void }
  /** The present session hears the caller. */
  readonly onReady: () => void
  /** The present session is gone, and the next one not opened yet. */
  readonly onLost: () => void
  /** No session can be had: the call has to go on without one. */
  readonly onUnable: () => void
  /** The line is gone, and only the caller's last words are waited for: nothing is opened for them. */
  readonly isOver: () => boolean
  /** Whether a session may be replaced by another one now, without anybody noticing. */
  readonly isPause: () => boolean
}

export type SpeechNews = Exclude<SpeechEvent, { type: 'ready' | 'lost' | 'ageing' | 'trouble' }>

export function createSpeechSessions(parts: SpeechSessionsParts): SpeechSessions {
  return new KeptSessions(parts)
}

/** The caller was greeted meanwhile, and has hardly said anything. */
const firstReadyWithinMs = 5_000
/** The caller is waiting. */
const nextReadyWithinMs = 2_000
/** Whoever loses two sessions in so short a time will lose the third. */
const unsteadyWithinMs = 60_000
/** More would tell an owner nothing, and could go on for as long as the call. */
const mostTroubles = 20
/** Until there is one; nothing is ever asked of it. */
const nobody = deafSession

class KeptSessions implements SpeechSessions {
  present = nobody
  ears: Pick<SpeechSession, 'hear'> = nobody
  age = 0
  readonly #parts: SpeechSessionsParts
  /** Opened in the place of one that is old, and not ready yet. */
  #successor: SpeechSession | undefined
  /** What the successor knows. */
  #seeded: SpeechRequest['transcript'] = []
  #isOld = false
  #isOver = false
  #lostAtMs = -Infinity
  #troubles = 0
  #notReady: Timer | undefined
  #successorLate: Timer | undefined

  constructor(parts: SpeechSessionsParts) {
    this.#parts = parts
  }

  begin(first: SpeechSession | undefined): void {
    this.#goOnIn(first ?? this.#open(), { why: 'began', readyWithinMs: firstReadyWithinMs })
  }

  pause(): void {
    const { isOver, isPause } = this.#parts
    if (!this.#isOld || this.#successor || this.#isOver || isOver() || !isPause()) return
    const old = this.present
    const next = this.#open()
    this.#successor = next
    this.#seeded = this.#parts.request().transcript
    this.ears = {
      hear(sound) {
        old.hear(sound)
        next.hear(sound)
      },
    }
    this.#successorLate = this.#parts.clock.after(firstReadyWithinMs, () => this.#dropSuccessor())
    next.attach(this.#listenerOf(next, 'aged'))
  }

  stalled(): void {
    const { present } = this
    if (present === nobody) return
    this.#lost(present, { reason: 'broken', detail: 'It was asked, and did not answer' })
    present.close()
  }

  close(): void {
    this.#isOver = true
    this.#notReady?.cancel()
    this.#dropSuccessor()
    this.present.close()
  }

  #open(): SpeechSession {
    return this.#parts.speech.open(this.#parts.request())
  }

  #goOnIn(session: SpeechSession, how: { why: SpeechOpened; readyWithinMs: number }): void {
    this.#become(session)
    this.#notReady = this.#parts.clock.after(how.readyWithinMs, () => {
      const detail = `It was not ready after ${how.readyWithinMs} ms`
      this.#lost(session, { reason: 'never-ready', detail })
      session.close()
    })
    session.attach(this.#listenerOf(session, how.why))
  }

  #become(session: SpeechSession): void {
    this.present = session
    this.ears = session
    this.age += 1
    this.#isOld = false
    this.#troubles = 0
  }

  #listenerOf(session: SpeechSession, why: SpeechOpened): SpeechListener {
    const { listener } = this.#parts
    return {
      spoke: (answer: string, sound: Sound) => {
        if (session === this.present) listener.spoke(answer, sound)
      },
      receive: (event) => {
        if (session === this.#successor) this.#successorTold(session, event)
        if (session === this.present) this.#told(session, { event, why })
      },
    }
  }

  #told(session: SpeechSession, { event, why }: { event: SpeechEvent; why: SpeechOpened }): void {
    switch (event.type) {
      case 'ready':
        return this.#ready(why)
      case 'lost':
        return this.#lost(session, event)
      case 'ageing':
        this.#isOld = true
        return this.pause()
      case 'trouble':
        return this.#trouble(event.detail)
      default:
        this.#parts.listener.receive(event)
    }
  }

  #successorTold(session: SpeechSession, event: SpeechEvent): void {
    if (event.type === 'lost') return this.#dropSuccessor()
    if (event.type !== 'ready') return undefined
    const { isPause, request } = this.#parts
    // Something was said since, or is being said, and only the old one knows it.
    if (!isPause() || request().transcript !== this.#seeded) return this.#dropSuccessor()
    const old = this.present
    this.#successorLate?.cancel()
    this.#successor = undefined
    this.#become(session)
    old.close()
  }

  #dropSuccessor(): void {
    this.#successorLate?.cancel()
    const dropped = this.#successor
    this.#successor = undefined
    if (!dropped) return
    this.ears = this.present
    dropped.close()
  }

  #ready(why: SpeechOpened): void {
    this.#notReady?.cancel()
    const brain = this.#parts.speech.name
    void this.#parts.recorder.record({ kind: 'speech-opened', payload: { brain, why } })
    this.#parts.onReady()
  }

  #trouble(detail: string): void {
    this.#troubles += 1
    if (this.#troubles > mostTroubles) return
    const brain = this.#parts.speech.name
    void this.#parts.recorder.record({ kind: 'speech-troubled', payload: { brain, detail } })
  }

  #lost(session: SpeechSession, { reason, detail }: { reason: SpeechLoss; detail: string }): void {
    if (this.#isOver || session !== this.present) return
    const { clock, recorder, speech } = this.#parts
    this.#notReady?.cancel()
    this.#dropSuccessor()
    this.present = nobody
    this.ears = nobody
    void recorder.record({ kind: 'speech-lost', payload: { brain: speech.name, reason, detail } })
    if (this.#parts.isOver()) return this.#parts.onLost()
    const nowMs = clock.monotonicMs()
    const isUnsteady = nowMs - this.#lostAtMs < unsteadyWithinMs
    this.#lostAtMs = nowMs
    if (isUnsteady || reason === 'refused' || reason === 'never-ready') {
      return this.#parts.onUnable()
    }
    this.#parts.onLost()
    this.#goOnIn(this.#open(), { why: 'lost', readyWithinMs: nextReadyWithinMs })
  }
}
