import type { Clock, Timer } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { AppError, describeError } from '../lib/errors.ts'
import type { Call, CallPhase } from './call.ts'
import type { CallJournal } from './call-journal.ts'
import type { JournalEntry, JournalEvent, RecordingMode } from './journal-event.ts'
import type { LocalJournal } from './local-journal.ts'
import {
  createUnwrittenEntries,
  type EntryFate,
  type Unwritten,
  type UnwrittenEntries,
} from './unwritten-entries.ts'

/**
 * Writes one call into the journal, in order, one batch at a time. What the journal does not take soon is kept
 * in a file of this machine, and where that is not possible either, in memory; it is tried again until it is
 * written. Nothing is dropped, and nothing is called durable that is not.
 */
export interface CallRecorder {
  /** Adds an event. The promise never rejects; it tells what became of the entry. */
  record(event: JournalEvent): Promise<Recorded>
  readonly state: RecordingState
  /** What the agent is doing, written with the next batch. */
  phase: CallPhase | undefined
  /** Whether anything waits to be written into the journal, kept in a file or not. */
  readonly hasUnwritten: boolean
  /** Tries what is left a last time, and then never again. */
  stop(): Promise<void>
}

/**
 * `durable`: in the journal, or on the disk of this machine. `taken-over`: another process owns the call, or
 * its record contradicts us, and nothing of ours is written any more; what is kept in a file stays there.
 */
export type Recorded = EntryFate
export type RecordingState = RecordingMode | 'taken-over'

export interface CallRecorderParts {
  readonly journal: CallJournal
  readonly local: Pick<LocalJournal, 'keep' | 'forget'>
  readonly clock: Clock
  /** The call as it is known now, for the file: its epoch is the one that its entries are written in. */
  readonly call: () => Call
  /** Makes sure that the call is in the book, and tells what its entries need. */
  readonly openCall: () => Promise<RecordedCall>
  /**
   * What a process before this one has kept of the call in the file, for a call that is taken up: written
   * first, and the numbers go on after it.
   */
  readonly kept?: readonly JournalEntry[]
  /** What the journal has of a call that is taken up, for the file. */
  readonly written?: readonly JournalEntry[]
  /** Once an entry, when the journal has it. */
  readonly onRecorded: (entries: readonly JournalEntry[]) => void
  readonly onStateChanged: (state: RecordingState, reason: string) => void
}

export interface RecordedCall {
  readonly id: string
  readonly epoch: number
  /** The number of the last entry that was there when the call was opened; 0 for a new call. */
  readonly lastSeq: number
  /** This process has made the call its own in this epoch, maybe after it had begun to write. */
  readonly isClaimed?: boolean
}

export function createCallRecorder(parts: CallRecorderParts): CallRecorder {
  return new QueueingRecorder(parts)
}

/** Nobody waits longer than this for the journal: what it has not taken by then goes to the file as well. */
const hesitatesAfterMs = 150
/** A journal that has not answered for this long counts as away; its answer is still awaited. */
const awayAfterMs = 2_000
const retryAfterMs = 1_000
/** A disk that takes longer is none. */
const keepWithinMs = 1_000
/**
 * Written with the next entry, which comes when the words have been heard: without them a process that takes the
 * call up knows as much, because what was planned and not heard is thought of anew.
 */
const waitsForTheNext: ReadonlySet<JournalEvent['kind']> = new Set(['agent-planned', 'brain-used'])
const nextComesWithinMs = 5_000
/** Of what has gathered, so that no statement takes too long. */
const mostAtOnce = 500

class QueueingRecorder implements CallRecorder {
  phase: CallPhase | undefined = 'ringing'
  readonly #parts: CallRecorderParts
  readonly #unwritten: UnwrittenEntries
  #state: RecordingState = 'recorded'
  /** What our entries are written in: the journal refuses it once somebody else has the call. */
  #epoch: number | undefined
  /** Entries go straight to the file. `reason`: why the journal is away; without one it only hesitates. */
  #absence: { readonly reason: string | undefined } | undefined
  #writing: Promise<void> | undefined
  #keeping: Promise<boolean> | undefined
  /**
   * What the journal has. It goes to the file as well, so that a process that is started while the journal is
   * away goes on with the whole call.
   */
  #past: readonly JournalEntry[]
  #isPastInFile: boolean
  /** The last entry that may be in the file, 0 when there is no file. */
  #keptThrough = 0
  #forgetting: Promise<void> = Promise.resolve()
  #retry: Timer | undefined
  /** Runs while everything that is unwritten may wait for the next entry. */
  #lazy: Timer | undefined
  #stopped = false

  constructor(parts: CallRecorderParts) {
    this.#parts = parts
    const { call, kept = [], written = [] } = parts
    this.#past = written
    this.#isPastInFile = kept.length > 0
    this.#unwritten = createUnwrittenEntries(kept)
    if (kept.length === 0) return
    this.#epoch = call().epoch
    this.#keptThrough = this.#unwritten.lastSeq
    void this.#write()
  }

  get state(): RecordingState {
    return this.#state
  }

  get hasUnwritten(): boolean {
    return this.#unwritten.all.length > 0
  }

  record(event: JournalEvent): Promise<Recorded> {
    if (this.#state === 'taken-over') return Promise.resolve('taken-over')
    const { promise, resolve } = Promise.withResolvers<Recorded>()
    this.#unwritten.add({ event, at: this.#parts.clock.now(), tell: resolve })
    if (this.#state === 'not-recorded') resolve('memory-only')
    if (!this.#absence) this.#writeInTime(event)
    else if (this.#absence.reason === undefined) void this.#keep()
    // While nothing can be kept, the next try takes all that has come by then.
    else if (this.#state !== 'not-recorded') void this.#goOnWithout(this.#absence.reason)
    return promise
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#retry?.cancel()
    this.#lazy?.cancel()
    await this.#writing
    await this.#write()
    await this.#keeping
    await this.#forgetting
  }

  #writeInTime({ kind }: JournalEvent): void {
    if (waitsForTheNext.has(kind)) this.#writeSoon()
    else void this.#write()
  }

  #writeSoon(): void {
    this.#lazy ??= this.#parts.clock.after(nextComesWithinMs, () => void this.#write())
  }

  /** Whether nothing is unwritten but what may wait for the next entry. */
  get #isAllLazy(): boolean {
    return this.#unwritten.all.every(({ event }) => waitsForTheNext.has(event.kind))
  }

  #write(): Promise<void> {
    this.#retry = undefined
    this.#lazy?.cancel()
    this.#lazy = undefined
    this.#writing ??= this.#writeAll().finally(() => this.#triedToWrite())
    return this.#writing
  }

  /** What was added in the moment between the last look and this one is written as well. */
  #triedToWrite(): void {
    this.#writing = undefined
    if (!this.hasUnwritten || this.#retry || this.#stopped) return
    if (this.#isAllLazy) this.#writeSoon()
    else void this.#write()
  }

  async #writeAll(): Promise<void> {
    try {
      // Who asks has a reason; what is added meanwhile has one of its own, or may wait for the next.
      if (this.hasUnwritten) await this.#writeBatch()
      while (!this.#isAllLazy || (this.#stopped && this.hasUnwritten)) await this.#writeBatch()
    } catch (error) {
      if (error instanceof AppError && !error.retryable) return this.#loseCall(describeError(error))
      this.#tryAgainLater()
      await this.#goOnWithout(describeError(error))
    }
  }

  #tryAgainLater(): void {
    if (this.#stopped) return
    this.#retry = this.#parts.clock.after(retryAfterMs, () => void this.#write())
  }

  async #writeBatch(): Promise<void> {
    const { clock, journal, openCall } = this.#parts
    const hesitates = clock.after(hesitatesAfterMs, () => this.#hesitate())
    const isAway = clock.after(awayAfterMs, () => {
      void this.#goOnWithout('The journal does not answer')
    })
    try {
      const opened = await openCall()
      const { id: callId, epoch } = opened
      const written = this.#numbered(opened)
      const entries = written.map(({ entry }) => entry)
      const batch = { callId, epoch: this.#epoch ?? epoch, entries, phase: this.phase }
      const answer = await journal.append(batch)
      if (answer === 'taken-over') return this.#loseCall('Another process has taken the call over')
      this.#written(entries)
    } finally {
      hesitates.cancel()
      isAway.cancel()
    }
  }

  /** Numbers are given once, by whoever knows them first, and stay: so a batch can be written twice. */
  #numbered({ epoch, isClaimed = false, lastSeq }: RecordedCall): readonly Unwritten[] {
    if (this.#epoch === undefined) this.#unwritten.numberAfter(lastSeq)
    if (isClaimed) this.#epoch = epoch
    this.#epoch ??= epoch
    return this.#unwritten.numbered().slice(0, mostAtOnce)
  }

  #written(entries: readonly JournalEntry[]): void {
    for (const { tell } of this.#unwritten.remove(entries.length)) tell('durable')
    this.#past = [...this.#past, ...entries]
    this.#absence = undefined
    this.#become('recorded', 'The journal is written again')
    this.#parts.onRecorded(entries)
    this.#forget(entries.at(-1)?.seq ?? 0)
  }

  #forget(throughSeq: number): void {
    if (this.#keptThrough === 0) return
    const { call, local } = this.#parts
    if (throughSeq >= this.#keptThrough) {
      this.#keptThrough = 0
      this.#isPastInFile = false
    }
    // What cannot be taken away stays, and the replay finds that the journal has it.
    const forgotten = (this.#keeping ?? this.#forgetting)
      .then(() => local.forget(call().sid, throughSeq))
      .catch(() => undefined)
    this.#forgetting = forgotten
  }

  #hesitate(): void {
    this.#absence ??= { reason: undefined }
    void this.#keep()
  }

  async #goOnWithout(reason: string): Promise<void> {
    this.#absence = { reason }
    const isKept = await this.#keep()
    // The journal may be there again since.
    if (!this.#isAwayBecause(reason)) return
    if (!isKept)
      for (const { isKept: is, tell } of this.#unwritten.all) if (!is) tell('memory-only')
    this.#become(isKept ? 'kept-locally' : 'not-recorded', reason)
  }

  #isAwayBecause(reason: string): boolean {
    return this.#absence?.reason === reason
  }

  /** Whether everything that the journal does not have is in the file. */
  #keep(): Promise<boolean> {
    if (this.#unwritten.all.every(({ isKept }) => isKept)) return Promise.resolve(true)
    this.#keeping ??= this.#keepAll()
    return this.#keeping
  }

  async #keepAll(): Promise<boolean> {
    try {
      for (;;) {
        const { clock, local } = this.#parts
        const call = this.#parts.call()
        const epoch = (this.#epoch ??= call.epoch)
        const batch = this.#unwritten.numbered().filter(({ isKept }) => !isKept)
        if (batch.length === 0) return true
        const past = this.#isPastInFile ? [] : this.#past
        const entries = [...past, ...batch.map(({ entry }) => entry)]
        this.#keptThrough = entries.at(-1)?.seq ?? this.#keptThrough
        await withDeadline(local.keep({ call: { ...call, epoch }, entries }), {
          deadlineMs: keepWithinMs,
          what: 'Keeping a call on this machine',
          clock,
        })
        this.#isPastInFile = true
        for (const kept of batch) this.#wasKept(kept)
      }
    } catch {
      return false
    } finally {
      // In the same turn as the last look, so that nothing that comes now is missed.
      this.#keeping = undefined
    }
  }

  #wasKept(kept: Unwritten): void {
    kept.isKept = true
    kept.tell('durable')
  }

  #loseCall(reason: string): void {
    for (const { tell } of this.#unwritten.remove(this.#unwritten.all.length)) tell('taken-over')
    this.#become('taken-over', reason)
  }

  #become(next: RecordingState, reason: string): void {
    if (this.#state === next || this.#state === 'taken-over') return
    this.#state = next
    this.#parts.onStateChanged(next, reason)
  }
}
