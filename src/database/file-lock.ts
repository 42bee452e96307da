import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { AppError, describeError } from '../lib/errors.ts'

/**
 * Waits for a lock on a file of this machine, among all processes and threads.
 * The lock is the kernel's (through SQLite), so it is gone the moment its holder dies, however it dies:
 * there is no stale lock to detect. `shared` holders exclude `exclusive` ones only.
 * NOTE: nothing else in this process may open the file, because closing it would drop the lock.
 */
export async function lockFile(
  file: string,
  { mode, deadlineMs }: { mode: FileLockMode; deadlineMs: number },
): Promise<FileLock> {
  const giveUpAt = performance.now() + deadlineMs
  for (;;) {
    const lock = tryLockFile(file, mode)
    if (lock !== undefined) return lock
    if (performance.now() >= giveUpAt) {
      throw new FileLocked(`Another process has held ${file} for more than ${deadlineMs} ms`)
    }
    await delay(10)
  }
}

/** @returns `undefined` when somebody else has the lock. */
export function tryLockFile(file: string, mode: FileLockMode): FileLock | undefined {
  const database = openLockFile(file)
  try {
    database.exec(mode === 'exclusive' ? 'begin exclusive' : 'begin')
    // A transaction that only began holds nothing yet; reading takes the shared lock.
    if (mode === 'shared') database.prepare('select count(*) from sqlite_schema').get()
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw cannotLock(file, error)
  }
  return { release: () => database.close() }
}

export type FileLockMode = 'exclusive' | 'shared'

export interface FileLock {
  release(): void
}

/** The lock was not to be had in time. */
export class FileLocked extends AppError {
  override readonly code = 'file-locked'
  override readonly retryable = true
}

/** The file cannot serve as a lock: no permission, or a file system without locks. */
export class CannotLockFile extends AppError {
  override readonly code = 'cannot-lock-file'
}

function openLockFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 })
  } catch (error) {
    throw cannotLock(file, error)
  }
}

function cannotLock(file: string, error: unknown): CannotLockFile {
  return new CannotLockFile(
    `Cannot lock ${file} (${describeError(error)}). It must be writable by the user who runs this.`,
    { cause: error },
  )
}

const sqliteBusy = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
