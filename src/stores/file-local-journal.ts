import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { KeptBatch, KeptCall, LocalJournal } from '../calls/local-journal.ts'
import { errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { createAppendedFile, type AppendedFile } from './appended-file.ts'
import { batchesOf, lineOfBatch } from './kept-line.ts'

/** The calls in files of a folder, one file a call, one line a batch. */
export function createFileLocalJournal(parts: { folder: string; log: Logger }): LocalJournal {
  return new FileLocalJournal(parts)
}

const ending = '.jsonl'

class FileLocalJournal implements LocalJournal {
  readonly #folder: string
  readonly #log: Logger
  readonly #files = new Map<string, AppendedFile>()
  readonly #reported = new Set<string>()

  constructor({ folder, log }: { folder: string; log: Logger }) {
    this.#folder = folder
    this.#log = log
  }

  async keep(batch: KeptBatch): Promise<void> {
    const { sid } = batch.call
    const file = this.#fileOf(sid)
    this.#files.set(sid, file)
    await file.append(lineOfBatch(batch))
  }

  async read(callSid: string): Promise<KeptCall | undefined> {
    const text = await this.#fileOf(callSid).read()
    return text === undefined ? undefined : this.#callIn(text, nameOf(callSid))
  }

  async callSids(isWanted: (callSid: string) => boolean = () => true): Promise<readonly string[]> {
    const kept: KeptCall[] = []
    for (const name of await namesIn(this.#folder)) {
      const isOurs = name.endsWith(ending)
      if (!isOurs) this.#report(name)
      const call = isOurs && isWanted(sidOf(name)) ? await this.read(sidOf(name)) : undefined
      if (call) kept.push(call)
    }
    return kept.toSorted(firstFirst).map(({ call }) => call.sid)
  }

  async forget(callSid: string, throughSeq: number): Promise<void> {
    await this.#fileOf(callSid).removeIf((text) => {
      const batches = batchesOf(text)
      return batches?.every(({ entries }) => entries.every(({ seq }) => seq <= throughSeq)) ?? false
    })
    this.#files.delete(callSid)
  }

  #fileOf(callSid: string): AppendedFile {
    const file = path.join(this.#folder, nameOf(callSid))
    return this.#files.get(callSid) ?? createAppendedFile(file)
  }

  #callIn(text: string, name: string): KeptCall | undefined {
    const batches = batchesOf(text)
    if (!batches) this.#report(name)
    const last = batches?.at(-1)
    if (!batches || !last) return undefined
    const bySeq = new Map(
      batches.flatMap(({ entries }) => entries).map((entry) => [entry.seq, entry]),
    )
    const entries = [...bySeq.values()].toSorted((one, other) => one.seq - other.seq)
    return { call: last.call, entries }
  }

  #report(name: string): void {
    if (this.#reported.has(name)) return
    this.#reported.add(name)
    const file = path.join(this.#folder, name)
    this.#log.warn({ file }, 'A file among the kept calls cannot be used and stays as it is')
  }
}

function firstFirst(one: KeptCall, other: KeptCall): number {
  return (one.entries[0]?.at.getTime() ?? 0) - (other.entries[0]?.at.getTime() ?? 0)
}

function nameOf(callSid: string): string {
  return `${encodeURIComponent(callSid)}${ending}`
}

function sidOf(name: string): string {
  try {
    return decodeURIComponent(name.slice(0, -ending.length))
  } catch {
    return name
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
