import type { FaultCounts } from './fault-counts.ts'
import type { Fault } from './faults.ts'
import type { ModelClock, ModelTimer } from './model-clock.ts'
import type { ServerEvent } from './server-events.ts'
import type { JsonObject } from './shapes.ts'

export type Frame = object | string | Buffer

/** What leaves the server: everything in order, unless a fault will have it otherwise. */
export interface Outbox {
  send(event: ServerEvent): void
  /** Objects as JSON, text as it is, buffers as binary; no rule looks at it. */
  sendFrame(frame: Frame): void
  /** A fault that is no matter of one event alone. @returns whether the event is still sent. */
  suffer(fault: Fault): boolean
  mute(): void
  stop(): void
}

export interface OutboxParts {
  readonly clock: ModelClock
  readonly session: number
  readonly faults: FaultCounts
  readonly responseIndexOf: (id: string) => number
  readonly newName: (kind: string) => string
  /** To the socket, at once. */
  readonly write: (frame: string | Buffer) => void
  readonly sent: (type: string) => void
  /** `error` and `expires`, `closes` and `stalls` are the session's affair. */
  readonly befall: (fault: SessionFault) => void
}

export type SessionFault = Extract<Fault, { fault: 'closes' | 'error' | 'expires' | 'stalls' }>

export function createOutbox(parts: OutboxParts): Outbox {
  return new FaultyOutbox(parts)
}

class FaultyOutbox implements Outbox {
  readonly #parts: OutboxParts
  readonly #timers = new Set<ModelTimer>()
  #isMute = false
  #lateMs = 0
  #held: Frame[] = []

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  send(event: ServerEvent): void {
    const whole = { event_id: this.#parts.newName('event'), ...event }
    const found = this.#faultsOf(event)
    if (!found.map((fault) => this.suffer(fault)).every(Boolean)) return
    const frames = found.reduce<Frame[]>(framesWith, [whole])
    if (found.some(({ fault }) => fault === 'swaps')) {
      this.#held.push(...frames)
      return
    }
    for (const frame of [...frames, ...this.#held.splice(0)]) this.sendFrame(frame)
  }

  sendFrame(frame: Frame): void {
    if (this.#isMute) return
    const { clock, sent, write } = this.#parts
    const text = typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)
    sent(typeOf(frame))
    if (this.#lateMs === 0) return write(text)
    const timer = clock.after(this.#lateMs, () => {
      this.#timers.delete(timer)
      write(text)
    })
    this.#timers.add(timer)
  }

  suffer(fault: Fault): boolean {
    switch (fault.fault) {
      case 'falls-silent':
        this.mute()
        return false
      case 'slows':
        this.#lateMs = fault.ms
        return true
      case 'adds':
        for (const frame of fault.frames) this.sendFrame(frame)
        return true
      case 'closes':
      case 'error':
      case 'expires':
      case 'stalls':
        this.#parts.befall(fault)
        return fault.fault === 'error'
      default:
        return true
    }
  }

  mute(): void {
    this.#isMute = true
  }

  stop(): void {
    this.mute()
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
  }

  #faultsOf(event: ServerEvent): readonly Fault[] {
    const { faults, responseIndexOf, session } = this.#parts
    const id = responseOf(event)
    const response = id === undefined ? undefined : responseIndexOf(id)
    return faults.at({ session, response, sending: event.type })
  }
}

/** What becomes of the frames of one event by a fault that concerns it alone. */
function framesWith(frames: Frame[], fault: Fault): Frame[] {
  switch (fault.fault) {
    case 'omits':
      return []
    case 'repeats':
      return [...frames, ...frames]
    case 'alters':
      return frames.map((frame) => fault.alter(frame as JsonObject))
    default:
      return frames
  }
}

function typeOf(frame: Frame): string {
  if (typeof frame === 'string') return 'text'
  if (Buffer.isBuffer(frame)) return 'binary'
  return 'type' in frame ? String(frame.type) : 'object'
}

function responseOf(event: ServerEvent): string | undefined {
  if ('response_id' in event) return event.response_id
  return 'response' in event ? event.response.id : undefined
}
