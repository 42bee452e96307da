import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callerSaid, entry } from '../../test/contracts/call-builders.ts'
import { keptCall, localJournalContract } from '../../test/contracts/local-journal.contract.ts'
import { silentLogger, type Logger } from '../lib/logger.ts'
import { createFileLocalJournal } from './file-local-journal.ts'

let place: string
let folder: string
beforeEach(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'local-journal-'))
  folder = path.join(place, 'journal')
})
afterEach(() => rm(place, { recursive: true, force: true }))

const onThisFolder = (log: Logger = silentLogger) => createFileLocalJournal({ folder, log })
const call = keptCall()
const file = () => path.join(folder, `${call.sid}.jsonl`)
const hello = entry(1, callerSaid('Hello'))

describe('the local journal in files', () => {
  localJournalContract(() => Promise.resolve(onThisFolder()))

  it('is read by the next process', async () => {
    await onThisFolder().keep({ call, entries: [hello] })
    expect(await onThisFolder().read(call.sid)).toEqual({ call, entries: [hello] })
  })

  it('shows what callers said to nobody else on the machine', async () => {
    await onThisFolder().keep({ call, entries: [hello] })
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  it('leaves out the half of a line that a crash cut off, and goes on after it', async () => {
    await onThisFolder().keep({ call, entries: [hello] })
    const whole = await readFile(file(), 'utf8')
    await appendFile(file(), whole.slice(0, whole.length / 2))
    const next = onThisFolder()
    expect((await next.read(call.sid))?.entries).toEqual([hello])
    const again = entry(2, callerSaid('Hello?'))
    await next.keep({ call, entries: [again] })
    expect((await onThisFolder().read(call.sid))?.entries).toEqual([hello, again])
  })

  it('says that nothing is kept when the disk refuses it, and keeps it when it no longer does', async () => {
    const journal = onThisFolder()
    await writeFile(folder, 'no folder')
    await expect(journal.keep({ call, entries: [hello] })).rejects.toMatchObject({
      code: 'ENOTDIR',
    })
    await rm(folder)
    await journal.keep({ call, entries: [hello] })
    expect((await journal.read(call.sid))?.entries).toEqual([hello])
  })

  it('keeps on when its file is taken away under it', async () => {
    const journal = onThisFolder()
    await journal.keep({ call, entries: [hello] })
    await onThisFolder().forget(call.sid, 1)
    const again = entry(2, callerSaid('Hello?'))
    await journal.keep({ call, entries: [again] })
    expect((await onThisFolder().read(call.sid))?.entries).toEqual([again])
  })

  it('leaves alone what it has not written itself, and says so once', async () => {
    const warnings: unknown[] = []
    const journal = onThisFolder({ ...silentLogger, warn: (fields) => warnings.push(fields) })
    await journal.keep({ call, entries: [hello] })
    const newer = path.join(folder, 'CA1.jsonl')
    await writeFile(newer, `${JSON.stringify({ v: 2, call, entries: [] })}\n`)
    await writeFile(path.join(folder, 'notes.txt'), 'mine')
    expect(await journal.callSids()).toEqual([call.sid])
    expect(await journal.callSids()).toEqual([call.sid])
    expect(await journal.read('CA1')).toBeUndefined()
    await journal.forget('CA1', 99)
    expect((await readdir(folder)).toSorted()).toEqual(
      [`${call.sid}.jsonl`, 'CA1.jsonl', 'notes.txt'].toSorted(),
    )
    expect(warnings).toHaveLength(2)
    expect(JSON.stringify(warnings)).not.toContain('Hello')
  })
})
