import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { silentLogger } from '../lib/logger.ts'
import { careForDatabase } from './database-care.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the care for the database', () => {
  it('makes it ready once, and then sees whether it answers', async () => {
    const clock = createManualClock()
    let prepared = 0
    let isUp = true
    await using care = careForDatabase({
      clock,
      log: silentLogger,
      isAnswering: () => Promise.resolve(isUp),
      prepare: () => Promise.resolve(void (prepared += 1)),
    })
    await care.prepared
    await settled()
    expect(care.problem).toBeUndefined()
    isUp = false
    clock.advance(3_000)
    await settled()
    expect(care.problem).toBe('The database does not answer')
    isUp = true
    clock.advance(3_000)
    await settled()
    expect(care.problem).toBeUndefined()
    expect(prepared).toBe(1)
  })

  it('goes on trying while it cannot be made ready, and says so', async () => {
    const clock = createManualClock()
    let isUp = false
    await using care = careForDatabase({
      clock,
      log: silentLogger,
      isAnswering: () => Promise.resolve(isUp),
      prepare: () => (isUp ? Promise.resolve() : Promise.reject(new Error('connection refused'))),
    })
    await settled()
    expect(care.problem).toBe('The database cannot be used; the log says why')
    isUp = true
    clock.advance(3_000)
    await care.prepared
    await settled()
    expect(care.problem).toBeUndefined()
  })

  it('keeps hosts, users and passwords that the driver names for the log', async () => {
    const clock = createManualClock()
    const logged: unknown[] = []
    let reason = 'connect ECONNREFUSED 10.0.0.7:5432'
    await using care = careForDatabase({
      clock,
      log: { ...silentLogger, error: (fields: unknown) => void logged.push(fields) },
      isAnswering: () => Promise.resolve(true),
      prepare: () => Promise.reject(Object.assign(new Error(reason), { code: 'ECONNREFUSED' })),
    })
    await settled()
    expect(care.problem).toBe('The database cannot be reached')
    clock.advance(3_000)
    await settled()
    expect(logged).toEqual([{ code: 'ECONNREFUSED', reason }])
    reason = 'connect ECONNREFUSED 10.0.0.8:5432'
    clock.advance(3_000)
    await settled()
    expect(logged).toHaveLength(2)
  })
})
