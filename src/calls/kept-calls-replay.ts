import type { Clock, Timer } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { AppError, describeError } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import type { CallBook } from './call-book.ts'
import type { CallJournal } from './call-journal.ts'
import type { JournalEntry } from './journal-event.ts'
import type { KeptCall, LocalJournal } from './local-journal.ts'
import type { KeptTask, LocalTasks } from './local-tasks.ts'
import type { TaskBook } from './task-book.ts'
import { writeKeptTask } from './write-kept-task.ts'

/**
 * Writes calls and tasks that are kept on this machine into the database, as soon as it takes them: those of a
 * process that died while the database was away, and those whose process could not wait. Calls that go on here
 * are written by whoever has them, their tasks are not.
 */
export interface KeptCallsReplay {
  start(): void
  /**
   * Begins no more, now and for good; the call that is being written is waited for, but not for long: the next
   * process begins it again.
   */
  stop(): Promise<void>
  /** How many wait for the database, as of the last look. */
  readonly callsWaiting: number
  /** How many messages and callbacks wait for it. */
  readonly tasksWaiting: number
  /** How many the database has in other words, or under another owner: they are left in their files. */
  readonly callsContradicting: number
}

export interface KeptCallsReplayParts {
  readonly local: Pick<LocalJournal, 'callSids' | 'read' | 'forget'>
  readonly localTasks: Pick<LocalTasks, 'all' | 'forget'>
  readonly calls: Pick<CallBook, 'open'>
  readonly tasks: Pick<TaskBook, 'add'>
  readonly journal: CallJournal
  readonly clock: Clock
  /** Whether this process has the call. */
  readonly isLive: (callSid: string) => boolean
  readonly log: Logger
}

const lookEveryMs = 3_000
/** A call that takes longer waits for the next look: nothing is lost by writing a part of it twice. */
const writtenWithinMs = 15_000
const stopsWithinMs = 2_000
const mostAtOnce = 200

export function createKeptCallsReplay(parts: KeptCallsReplayParts): KeptCallsReplay {
  return new TimedReplay(parts)
}

class TimedReplay implements KeptCallsReplay {
  callsWaiting = 0
  tasksWaiting = 0
  readonly #parts: KeptCallsReplayParts
  readonly #contradicting = new Set<string>()
  #timer: Timer | undefined
  #looking: Promise<void> = Promise.resolve()
  #trouble: string | undefined
  #hasStarted = false
  #isStopped = false

  constructor(parts: KeptCallsReplayParts) {
    this.#parts = parts
  }

  get callsContradicting(): number {
    return this.#contradicting.size
  }

  start(): void {
    if (this.#hasStarted || this.#isStopped) return
    this.#hasStarted = true
    this.#look()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#timer?.cancel()
    const { clock } = this.#parts
    const limit = { deadlineMs: stopsWithinMs, what: 'Writing a kept call', clock }
    await withDeadline(this.#looking, limit).catch(() => undefined)
  }

  #look(): void {
    this.#looking = this.#lookNow()
  }

  async #lookNow(): Promise<void> {
    const trouble = await this.#writeAll().catch(describeError)
    if (trouble !== undefined && trouble !== this.#trouble) {
      this.#parts.log.warn({ reason: trouble }, 'Kept calls cannot be written to the database yet')
    }
    this.#trouble = trouble
    if (!this.#isStopped) this.#timer = this.#parts.clock.after(lookEveryMs, () => this.#look())
  }

  /**
   * @returns what went wrong with single calls.
   * @throws what the disk throws, and that the database is away: the next look begins anew.
   */
  async #writeAll(): Promise<string | undefined> {
    const { isLive, local, localTasks } = this.#parts
    const tasks = await localTasks.all()
    this.tasksWaiting = tasks.length
    const waiting = await local.callSids((sid) => !isLive(sid) && !this.#contradicting.has(sid))
    this.callsWaiting = waiting.length
    let trouble: string | undefined
    for (const sid of waiting) {
      const failure = await this.#tryTo(() => this.#write(sid))
      if (failure === undefined) this.callsWaiting -= 1
      trouble ??= failure
    }
    for (const task of tasks) {
      const failure = await this.#tryTo(() => this.#writeTask(task))
      if (failure === undefined) this.tasksWaiting -= 1
      trouble ??= failure
    }
    return trouble
  }

  /** A call that the database has trouble with keeps no other waiting; a database that is away does. */
  async #tryTo(write: () => Promise<void>): Promise<string | undefined> {
    const { clock } = this.#parts
    const limit = { deadlineMs: writtenWithinMs, what: 'Writing a kept call', clock }
    if (this.#isStopped) return 'The server stops'
    try {
      await withDeadline(write(), limit)
      return undefined
    } catch (error) {
      if (error instanceof AppError && error.retryable) throw error
      return describeError(error)
    }
  }

  async #writeTask(kept: KeptTask): Promise<void> {
    const { localTasks, log } = this.#parts
    const { callId, effectKey, type } = kept.task
    // Somebody took the call over in this very moment: the next look knows the new epoch.
    if (!(await writeKeptTask(this.#parts, kept))) return
    await localTasks.forget(effectKey)
    log.info({ callId, type }, 'A kept task is in the database now')
  }

  async #write(sid: string): Promise<void> {
    const { isLive, local, log } = this.#parts
    const kept = await local.read(sid)
    // It can come back to life here, and is then written by the one who has it.
    if (!kept || isLive(sid)) return
    const isWritten = await writeCall(this.#parts, kept)
    if (isWritten) {
      await local.forget(sid, kept.entries.at(-1)?.seq ?? 0)
      log.info({ callSid: sid, entries: kept.entries.length }, 'A kept call is in the database now')
    } else if (!isLive(sid)) {
      this.#contradicting.add(sid)
      log.error({ callSid: sid }, 'A kept call contradicts the database and stays in its file')
    }
  }
}

/** Whether the database has all of it now. */
async function writeCall(parts: KeptCallsReplayParts, kept: KeptCall): Promise<boolean> {
  const { calls, journal } = parts
  const { entries } = kept
  const { customerId: _, epoch, ...newCall } = kept.call
  const { call } = await calls.open(newCall)
  if (await appendAll(journal, { callId: call.id, epoch, entries })) return true
  const written = await journal.read(call.id)
  // A process that has taken the call up since may have written it under its own name,
  if (areAmong(entries, written)) return true
  // or may not have gone on with it at all: then ours is how it went on.
  const before = written.filter(({ seq }) => seq < (entries[0]?.seq ?? 0))
  const isNobodys = areAmong(written, [...before, ...entries])
  return isNobodys && appendAll(journal, { callId: call.id, epoch: call.epoch, entries })
}

/** `false`: refused. */
async function appendAll(
  journal: CallJournal,
  { entries, ...call }: { callId: string; epoch: number; entries: readonly JournalEntry[] },
): Promise<boolean> {
  try {
    for (let from = 0; from < entries.length; from += mostAtOnce) {
      const piece = entries.slice(from, from + mostAtOnce)
      // Whoever had the call is gone, and the carrier has not said what became of it.
      const batch = { ...call, entries: piece, phase: 'reconnecting' } as const
      if ((await journal.append(batch)) !== 'written') return false
    }
    return true
  } catch (error) {
    if (error instanceof AppError && !error.retryable) return false
    throw error
  }
}

function areAmong(some: readonly JournalEntry[], all: readonly JournalEntry[]): boolean {
  const bySeq = new Map(all.map((entry) => [entry.seq, entry]))
  return some.every(({ seq, kind, at }) => {
    const there = bySeq.get(seq)
    return there?.kind === kind && there.at.getTime() === at.getTime()
  })
}
