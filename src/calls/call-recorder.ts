import type { Clock, Timer } from '../lib/clock.ts'
import { AppError, describeError } from '../lib/errors.ts'
import type { CallPhase } from './call.ts'
import type { CallJournal } from './call-journal.ts'
import type { JournalEntry, JournalEvent } from './journal-event.ts'

/**
 * Writes one call into the journal, in order, one batch at a time. When the journal cannot be written the
 * entries stay in memory, are tried again, and `state` says so; nothing is dropped and nothing is
 * called durable that is not.
 */
export interface CallRecorder {
  /** Adds an event. The promise never rejects; it tells what became of the entry. */
  record(event: JournalEvent): Promise<Recorded>
  readonly state: RecordingState
  /** What the agent is doing, written with the next batch. */
  phase: CallPhase | undefined
  /** Whether anything waits to be written. */
  readonly hasUnwritten: boolean
  /** Tries what is left a last time, and then never again. */
  stop(): Promise<void>
}

/**
 * `taken-over`: another process owns the call, or its record contradicts us, and nothing of ours is
 * written any more.
 */
export type Recorded = 'durable' | 'memory-only' | 'taken-over'
export type RecordingState = 'recorded' | 'not-recorded' | 'taken-over'

export interface CallRecorderParts {
  readonly journal: CallJournal
  readonly clock: Clock
  /** Makes sure that the call is in the book, and tells what its entries need. */
  readonly openCall: () => Promise<RecordedCall>
  readonly onRecorded: (entries: readonly JournalEntry[]) => void
  readonly onStateChanged: (state: RecordingState, reason: string) => void
}

export interface RecordedCall {
  readonly id: string
  readonly epoch: number
  /** The number of the last entry that was there when the call was opened; 0 for a new call. */
  readonly lastSeq: number
}

export function createCallRecorder(parts: CallRecorderParts): CallRecorder {
  return new QueueingRecorder(parts)
}

/** A journal that has not answered for this long counts as away; its answer is still awaited. */
const awayAfterMs = 2_000
const retryAfterMs = 1_000

interface Pending {
  readonly event: JournalEvent
  readonly at: Date
  readonly tell: (recorded: Recorded) => void
}

class QueueingRecorder implements CallRecorder {
  phase: CallPhase | undefined = 'ringing'
  readonly #parts: CallRecorderParts
  #state: RecordingState = 'recorded'
  #waiting: readonly Pending[] = []
  #lastSeq: number | undefined
  #writing: Promise<void> | undefined
  #retry: Timer | undefined
  #stopped = false

  constructor(parts: CallRecorderParts) {
    this.#parts = parts
  }

  get state(): RecordingState {
    return this.#state
  }

  get hasUnwritten(): boolean {
    return this.#waiting.length > 0
  }

  record(event: JournalEvent): Promise<Recorded> {
    if (this.#state === 'taken-over') return Promise.resolve('taken-over')
    const { promise, resolve } = Promise.withResolvers<Recorded>()
    this.#waiting = [...this.#waiting, { event, at: this.#parts.clock.now(), tell: resolve }]
    if (this.#state === 'not-recorded') resolve('memory-only')
    // While the journal is away, the next try takes all that has come by then.
    if (!this.#retry) void this.#write()
    return promise
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#retry?.cancel()
    await this.#writing
    await this.#write()
  }

  #write(): Promise<void> {
    this.#retry = undefined
    this.#writing ??= this.#writeAll().finally(() => this.#written())
    return this.#writing
  }

  /** What was added in the moment between the last look and this one is written as well. */
  #written(): void {
    this.#writing = undefined
    if (this.hasUnwritten && !this.#retry && !this.#stopped) void this.#write()
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting)
    } catch (error) {
      if (error instanceof AppError && !error.retryable) return this.#loseCall(describeError(error))
      this.#goOnFromMemory(describeError(error))
      if (this.#stopped) return
      this.#retry = this.#parts.clock.after(retryAfterMs, () => void this.#write())
    }
  }

  async #writeBatch(batch: readonly Pending[]): Promise<void> {
    const { clock, journal, onRecorded, openCall } = this.#parts
    const away = clock.after(awayAfterMs, () => this.#goOnFromMemory('The journal does not answer'))
    try {
      const { id: callId, epoch, lastSeq } = await openCall()
      const before = (this.#lastSeq ??= lastSeq)
      const entries = batch.map(({ event, at }, index): JournalEntry => ({
        ...event,
        at,
        seq: before + index + 1,
      }))
      const answer = await journal.append({ callId, epoch, entries, phase: this.phase })
      if (answer === 'taken-over') return this.#loseCall('Another process has taken the call over')
      this.#lastSeq = before + batch.length
      this.#waiting = this.#waiting.slice(batch.length)
      for (const pending of batch) pending.tell('durable')
      this.#become('recorded', 'The journal is written again')
      onRecorded(entries)
    } finally {
      away.cancel()
    }
  }

  #goOnFromMemory(reason: string): void {
    for (const pending of this.#waiting) pending.tell('memory-only')
    this.#become('not-recorded', reason)
  }

  #loseCall(reason: string): void {
    for (const pending of this.#waiting) pending.tell('taken-over')
    this.#waiting = []
    this.#become('taken-over', reason)
  }

  #become(next: RecordingState, reason: string): void {
    if (this.#state === next || this.#state === 'taken-over') return
    this.#state = next
    this.#parts.onStateChanged(next, reason)
  }
}
