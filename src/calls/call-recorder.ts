import type { Clock } from '../lib/clock.ts'
import { describeError } from '../lib/errors.ts'
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
}

/** `taken-over`: another process owns the call and nothing of ours is written any more. */
export type Recorded = 'durable' | 'memory-only' | 'taken-over'
export type RecordingState = 'recorded' | 'not-recorded' | 'taken-over'

export interface CallRecorderParts {
  readonly journal: CallJournal
  readonly clock: Clock
  /** Makes sure that the call itself is in the book and tells under which id and epoch. */
  readonly openCall: () => Promise<{ readonly id: string; readonly epoch: number }>
  readonly onRecorded: (entries: readonly JournalEntry[]) => void
  readonly onStateChanged: (state: RecordingState, reason: string) => void
}

export function createCallRecorder(parts: CallRecorderParts): CallRecorder {
  return new QueueingRecorder(parts)
}

/** A journal that has not answered for this long counts as away; its answer is still awaited. */
const awayAfterMs = 2_000
const retryAfterMs = 1_000

interface Pending {
  readonly entry: JournalEntry
  readonly tell: (recorded: Recorded) => void
}

class QueueingRecorder implements CallRecorder {
  phase: CallPhase | undefined = 'ringing'
  readonly #parts: CallRecorderParts
  #state: RecordingState = 'recorded'
  #waiting: readonly Pending[] = []
  #seq = 0
  #isWriting = false

  constructor(parts: CallRecorderParts) {
    this.#parts = parts
  }

  get state(): RecordingState {
    return this.#state
  }

  record(event: JournalEvent): Promise<Recorded> {
    if (this.#state === 'taken-over') return Promise.resolve('taken-over')
    const { promise, resolve } = Promise.withResolvers<Recorded>()
    this.#seq += 1
    const entry = { ...event, seq: this.#seq, at: this.#parts.clock.now() }
    this.#waiting = [...this.#waiting, { entry, tell: resolve }]
    if (this.#state === 'not-recorded') resolve('memory-only')
    void this.#write()
    return promise
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return
    this.#isWriting = true
    try {
      while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting)
    } catch (error) {
      this.#goOnFromMemory(describeError(error))
      this.#parts.clock.after(retryAfterMs, () => void this.#write())
    } finally {
      this.#isWriting = false
    }
  }

  async #writeBatch(batch: readonly Pending[]): Promise<void> {
    const { clock, journal, onRecorded, openCall } = this.#parts
    const away = clock.after(awayAfterMs, () => this.#goOnFromMemory('The journal does not answer'))
    try {
      const call = await openCall()
      const entries = batch.map((pending) => pending.entry)
      const { phase } = this
      const answer = await journal.append({ callId: call.id, epoch: call.epoch, entries, phase })
      if (answer === 'taken-over') return this.#loseCall()
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

  #loseCall(): void {
    for (const pending of this.#waiting) pending.tell('taken-over')
    this.#waiting = []
    this.#become('taken-over', 'Another process has taken the call over')
  }

  #become(next: RecordingState, reason: string): void {
    if (this.#state === next || this.#state === 'taken-over') return
    this.#state = next
    this.#parts.onStateChanged(next, reason)
  }
}
