import { describe, expect, it } from 'vitest'
import { oneCall } from './one-call.ts'
import { openSurvivalOffice } from './survival-office.ts'

describe('the proof, with a guard switched off,', () => {
  it('finds the second callback when effects are not single', async () => {
    await using office = await openSurvivalOffice({ spoiled: 'one-effect' })
    const { findings } = await oneCall(office, async (caller) => {
      office.server.ask({
        type: 'die-at',
        point: { from: { store: 'tasks', words: 'xbago' }, nth: 2 },
      })
      await caller.wishes('message', 'xbago')
    })
    expect(office.server.deaths).toBe(1)
    expect(findings.map(({ kind }) => kind)).toContain('effect-doubled')
  })

  it('finds the lost turn when what is called durable is not', async () => {
    await using office = await openSurvivalOffice({ spoiled: 'journal' })
    const { findings } = await oneCall(office, async (caller) => {
      await caller.tells('xbago')
      await office.server.kill()
      await caller.checksMemory()
    })
    expect(findings.map(({ kind }) => kind)).toContain('turn-lost')
  })

  it('finds nothing in the same calls when it is on', async () => {
    await using office = await openSurvivalOffice()
    const { findings } = await oneCall(office, async (caller) => {
      office.server.ask({
        type: 'die-at',
        point: { from: { store: 'tasks', words: 'xbago' }, nth: 2 },
      })
      await caller.wishes('message', 'xbago')
      await caller.tells('xbaku')
      await office.server.kill()
      await caller.checksMemory()
    })
    expect(office.server.deaths).toBe(2)
    expect(findings).toEqual([])
  })
})
