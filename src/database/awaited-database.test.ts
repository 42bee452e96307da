import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { silentLogger } from '../lib/logger.ts'
import { createAwaitedDatabase } from './awaited-database.ts'
import type { DatabaseAddress } from './database-address.ts'

const nobodyThere = { url: 'postgres://nobody:secret@127.0.0.1:1/nowhere' }

function awaited() {
  const clock = createManualClock()
  const { promise: address, resolve, reject } = Promise.withResolvers<DatabaseAddress>()
  const database = createAwaitedDatabase({ address, clock, log: silentLogger })
  return { clock, database, resolve, reject }
}

describe('a database that is being started', () => {
  it('lets a query wait until it is there', async () => {
    const { database, resolve } = awaited()
    const query = database.query('select 1')
    expect(await database.isAnswering()).toBe(false)
    resolve(nobodyThere)
    // It was asked for an answer, at the address that came.
    await expect(query).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('ECONNREFUSED') as string,
    })
    await database.close()
  })

  it('refuses a query that has waited as long as for a connection', async () => {
    const { clock, database, resolve } = awaited()
    const query = database.transaction(() => Promise.resolve('done'))
    clock.advance(5_000)
    await expect(query).rejects.toMatchObject({ code: 'database-unavailable', retryable: true })
    resolve(nobodyThere)
    await database.close()
  })

  it('refuses every query when it could not be started, and says why', async () => {
    const { database, reject } = awaited()
    reject(new Error('the disk is full'))
    await expect(database.query('select 1')).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('the disk is full') as string,
    })
    await database.close()
  })
})
