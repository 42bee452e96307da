import { mkdir, open, readFile, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../lib/errors.ts'

/** A file to which lines are added; what it says is added is on the disk. One at a time, in order. */
export interface AppendedFile {
  /** A line with its newline. Lines that come while others are being written share one sync. */
  append(line: string): Promise<void>
  /** Everything in it, `undefined` when there is none. */
  read(): Promise<string | undefined>
  /** Takes the file away when its text is such that it may go. */
  removeIf(mayGo: (text: string) => boolean): Promise<void>
}

export function createAppendedFile(file: string): AppendedFile {
  return new SyncedFile(file)
}

interface Waiting {
  readonly line: string
  readonly done: PromiseWithResolvers<void>
}

const newline = 0x0a

class SyncedFile implements AppendedFile {
  readonly #file: string
  #waiting: readonly Waiting[] = []
  #last: Promise<unknown> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  append(line: string): Promise<void> {
    const done = Promise.withResolvers<void>()
    this.#waiting = [...this.#waiting, { line, done }]
    void this.#inTurn(() => this.#appendWaiting())
    return done.promise
  }

  read(): Promise<string | undefined> {
    return this.#inTurn(() => textOf(this.#file))
  }

  removeIf(mayGo: (text: string) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      const text = await textOf(this.#file)
      if (text !== undefined && mayGo(text)) await rm(this.#file, { force: true })
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #appendWaiting(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    if (batch.length === 0) return
    try {
      await appendSynced(this.#file, batch.map(({ line }) => line).join(''))
      for (const { done } of batch) done.resolve()
    } catch (error) {
      for (const { done } of batch) done.reject(error)
    }
  }
}

async function appendSynced(file: string, text: string): Promise<void> {
  const handle = await openToAppend(file)
  try {
    await handle.appendFile(text)
    await handle.datasync()
    const { nlink } = await handle.stat()
    if (nlink > 0) return
  } finally {
    await handle.close()
  }
  // Another process has taken the file away, after it had read all that was there by then.
  await appendSynced(file, text)
}

async function openToAppend(file: string): Promise<FileHandle> {
  const folder = path.dirname(file)
  const handle = await openIn(folder, file)
  try {
    const { size } = await handle.stat()
    if (size === 0) {
      await syncFolder(folder)
    } else if (!(await endsWithNewline(handle, size))) {
      // The half of a line that a crash left: the next one stands for itself.
      await handle.appendFile('\n')
    }
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Makes the folder when it is missing, which it is once. */
async function openIn(folder: string, file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a+', 0o600)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made !== undefined) await syncFolder(path.dirname(made))
    return open(file, 'a+', 0o600)
  }
}

async function endsWithNewline(handle: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] === newline
}

/** A new name in a folder is on the disk only when the folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
