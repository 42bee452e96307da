import { randomBytes } from 'node:crypto'
import { chmod, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCallRecorder, type Recorded } from '../src/calls/call-recorder.ts'
import { createDatabase, type Queries } from '../src/database/database.ts'
import { startEmbeddedPostgres } from '../src/database/embedded-postgres.ts'
import { migrate } from '../src/database/migrate.ts'
import { systemClock } from '../src/lib/clock.ts'
import { errorCode } from '../src/lib/errors.ts'
import { silentLogger } from '../src/lib/logger.ts'
import { createPostgresCallJournal } from '../src/stores/postgres-call-journal.ts'
import { callerSaid, entry, openedCall } from './contracts/call-builders.ts'
import { createMemoryLocalJournal } from './fakes/local-journal.ts'
import { leftOut } from './set-up/left-out.ts'
import { createPostgresStores, postgresStoresOn } from './set-up/postgres-stores.ts'

const smallDisk = process.env['SMALL_DISK_DIR']
if (smallDisk === undefined) {
  leftOut('a disk that is really full: SMALL_DISK_DIR names no small file system')
}

describe('a full disk, as PostgreSQL reports it', () => {
  it('is an error of the journal, which claims nothing that is not written', async () => {
    await using stores = await createPostgresStores()
    const { id: callId, epoch } = await openedCall(stores)
    const { disk, database } = diskFullAt(stores.database)
    const journal = createPostgresCallJournal({ database })
    const kept = entry(1, callerSaid('Before'))
    await journal.append({ callId, epoch, entries: [kept], phase: 'listening' })
    disk.full = true
    const lost = {
      callId,
      epoch,
      entries: [entry(2, callerSaid('Now'))],
      phase: 'listening',
    } as const
    await expect(journal.append(lost)).rejects.toMatchObject({ code: '53100' })
    await expect(journal.read(callId)).rejects.toMatchObject({ code: '53100' })
    disk.full = false
    expect(await journal.read(callId)).toEqual([kept])
    expect(await journal.append(lost)).toBe('written')
  })

  it('costs a call nothing that was said, once there is space again', async () => {
    await using stores = await createPostgresStores()
    const call = await openedCall(stores)
    const { disk, database } = diskFullAt(stores.database)
    const local = createMemoryLocalJournal()
    local.isFull = true
    const recorder = createCallRecorder({
      journal: createPostgresCallJournal({ database }),
      local,
      clock: systemClock,
      call: () => call,
      openCall: async () => ({ ...call, lastSeq: 0 }),
      onRecorded: () => undefined,
      onStateChanged: () => undefined,
    })
    const outcomes: Recorded[] = []
    for (const said of ['one', 'two', 'three', 'four']) {
      disk.full = said === 'two' || said === 'three'
      outcomes.push(await recorder.record(callerSaid(said)))
    }
    expect(outcomes.slice(0, 3)).toEqual(['durable', 'memory-only', 'memory-only'])
    await expect
      .poll(async () => (await stores.archive.find(call.id))?.messages.length, { timeout: 5_000 })
      .toBe(4)
    const record = await stores.archive.find(call.id)
    expect(record?.messages.map(({ content }) => content)).toEqual(['one', 'two', 'three', 'four'])
  })
})

describe.runIf(smallDisk !== undefined)('a disk that is really full', () => {
  const place = smallDisk ?? ''
  const ballast = path.join(place, 'ballast')

  async function clear(): Promise<void> {
    for (const name of ['ballast', 'data', 'other']) {
      await rm(path.join(place, name), { recursive: true, force: true })
    }
  }
  beforeEach(clear)
  afterEach(clear)

  /** Takes up all of the disk but so many bytes. */
  async function leaveFree(bytes: number): Promise<void> {
    const file = await open(ballast, 'w')
    const block = randomBytes(64 * 1024)
    try {
      for (;;) {
        const { bavail, bsize } = await statfs(place)
        if (bavail * bsize <= bytes) return
        await file.write(block, 0, Math.min(block.length, bavail * bsize - bytes))
      }
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC') throw error
    } finally {
      await file.close()
    }
  }

  it.each([2, 14])(
    'loses nothing acknowledged with the last %i MB, and is written again with space',
    async (freeMb) => {
      const dataDir = path.join(place, 'data')
      await chmod(place, 0o755)
      await using postgres = await startEmbeddedPostgres({ dataDir, log: silentLogger })
      const address = postgres.connection
      await migrate({ address })
      const database = createDatabase({ address, log: silentLogger })
      const { journal, ...stores } = postgresStoresOn(database)
      const { id: callId, epoch } = await openedCall({
        ...stores,
        journal,
        [Symbol.asyncDispose]: async () => undefined,
      })
      const append = (seq: number) =>
        journal.append({
          callId,
          epoch,
          // Not to be compressed, so that it takes the space that it seems to.
          entries: [entry(seq, callerSaid(randomBytes(50_000).toString('base64')))],
          phase: 'listening',
        })

      await leaveFree(freeMb * 1_000_000)
      let acknowledged = 0
      const failure: unknown = await (async () => {
        for (;;) {
          await append(acknowledged + 1)
          acknowledged += 1
        }
      })().catch((error: unknown) => error)
      // A table that cannot grow is 53100; a log that cannot grow ends the server, which is started again.
      expect(errorCode(failure)).toMatch(/^(?:53100|database-unavailable)$/)
      expect(acknowledged).toBeGreaterThan(0)

      await rm(ballast)
      await expect
        .poll(() => append(acknowledged + 1).catch(errorCode), { timeout: 60_000, interval: 200 })
        .toBe('written')
      const entries = await journal.read(callId)
      expect(entries.map(({ seq }) => seq)).toEqual(
        Array.from({ length: acknowledged + 1 }, (_, at) => at + 1),
      )
      await database.close()
    },
    120_000,
  )

  it('is named in words when nothing can be started on it', async () => {
    const dataDir = path.join(place, 'other')
    await leaveFree(1_000_000)
    await expect(startEmbeddedPostgres({ dataDir, log: silentLogger })).rejects.toMatchObject({
      code: 'embedded-postgres-unavailable',
      message: expect.stringMatching(/disk of .* is full/) as string,
    })
    await rm(ballast)
    await using postgres = await startEmbeddedPostgres({ dataDir, log: silentLogger })
    expect(postgres.found).toBe(false)
  }, 120_000)
})

function diskFullAt(database: Queries) {
  const disk = { full: false }
  const full = Object.assign(new Error('could not extend file: No space left on device'), {
    code: '53100',
  })
  const query: Queries['query'] = async (statement, values) => {
    if (disk.full) throw full
    return database.query(statement, values)
  }
  return { disk, database: { query } }
}
