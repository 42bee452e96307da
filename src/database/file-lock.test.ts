import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFile, tryLockFile } from './file-lock.ts'

describe('a lock on a file', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'legacyai-lock-'))
  const newFile = () => path.join(place, crypto.randomUUID())

  it('is held by one at a time', async () => {
    const file = newFile()
    const first = await lockFile(file, { mode: 'exclusive', deadlineMs: 0 })
    expect(tryLockFile(file, 'exclusive')).toBeUndefined()
    expect(tryLockFile(file, 'shared')).toBeUndefined()
    first.release()
    tryLockFile(file, 'exclusive')?.release()
  })

  it('is shared by many, of whom each keeps others from having it alone', async () => {
    const file = newFile()
    const sharers = [tryLockFile(file, 'shared'), tryLockFile(file, 'shared')]
    expect(sharers).not.toContain(undefined)
    expect(tryLockFile(file, 'exclusive')).toBeUndefined()
    sharers[0]?.release()
    expect(tryLockFile(file, 'exclusive')).toBeUndefined()
    sharers[1]?.release()
    expect(tryLockFile(file, 'exclusive')).toBeDefined()
  })

  it('is waited for, in turn', async () => {
    const file = newFile()
    let inside = 0
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const lock = await lockFile(file, { mode: 'exclusive', deadlineMs: 5_000 })
        inside += 1
        expect(inside).toBe(1)
        await new Promise(setImmediate)
        inside -= 1
        lock.release()
      }),
    )
  })

  it('is not waited for any longer than was said', async () => {
    const file = newFile()
    const held = await lockFile(file, { mode: 'exclusive', deadlineMs: 0 })
    const waiting = lockFile(file, { mode: 'exclusive', deadlineMs: 30 })
    await expect(waiting).rejects.toMatchObject({ code: 'file-locked', retryable: true })
    held.release()
  })

  it('is refused in words where no file can be', async () => {
    const nowhere = path.join(newFile(), 'file')
    await expect(lockFile(nowhere, { mode: 'shared', deadlineMs: 0 })).rejects.toMatchObject({
      code: 'cannot-lock-file',
    })
    await rm(place, { recursive: true })
  })
})
