import type { JournalEntry, JournalEvent } from './journal-event.ts'

/** Entries of a call that its journal does not have, in order. Each is numbered once, as late as possible. */
export interface UnwrittenEntries {
  readonly all: readonly Waiting[]
  /** The highest number that was given. */
  readonly lastSeq: number
  add(event: Pick<Waiting, 'event' | 'at' | 'tell'>): void
  /** The first number comes after this one. Only before any is given. */
  numberAfter(lastSeq: number): void
  /** All of them, with their numbers from now on. */
  numbered(): readonly Unwritten[]
  /** Takes the first ones away. */
  remove(count: number): readonly Waiting[]
}

export interface Waiting {
  readonly event: JournalEvent
  readonly at: Date
  /** Only the first word counts. */
  readonly tell: (fate: EntryFate) => void
  isKept: boolean
  entry: JournalEntry | undefined
}

export type EntryFate = 'durable' | 'memory-only' | 'taken-over'

export type Unwritten = Waiting & { readonly entry: JournalEntry }

/** @param kept what is in the file already, numbered. */
export function createUnwrittenEntries(kept: readonly JournalEntry[]): UnwrittenEntries {
  let lastSeq = kept.at(-1)?.seq ?? 0
  let all: readonly Waiting[] = kept.map((entry) => ({
    event: entry,
    at: entry.at,
    tell: () => undefined,
    isKept: true,
    entry,
  }))

  function withNumber(waiting: Waiting): Unwritten {
    const { event, at } = waiting
    const entry = waiting.entry ?? { ...event, at, seq: (lastSeq += 1) }
    return Object.assign(waiting, { entry })
  }

  return {
    get all() {
      return all
    },
    get lastSeq() {
      return lastSeq
    },
    add(event) {
      all = [...all, { ...event, isKept: false, entry: undefined }]
    },
    numberAfter(seq) {
      lastSeq = seq
    },
    numbered: () => all.map(withNumber),
    remove(count) {
      const removed = all.slice(0, count)
      all = all.slice(count)
      return removed
    },
  }
}
