import { expect, it } from 'vitest'
import { createDice } from './dice.ts'
import { findingsOf } from './findings.ts'
import { startLoad } from './load.ts'
import { openSurvivalOffice } from './survival-office.ts'
import { everyCallEnded, readUntil } from './written-down.ts'

it.each(['relay', 'gather'] as const)(
  'a database that writes and breaks off before it says so makes nothing double, and nothing missing, on %s',
  async (channel) => {
    await using office = await openSurvivalOffice({ channel, losesEveryNthAnswer: 4 })
    const accounts = await startLoad(office, { dice: createDice(1) }).finish()
    const written = await readUntil(office.database.database, everyCallEnded)
    expect(findingsOf(accounts, written)).toEqual([])
    expect(accounts.flatMap(({ promised }) => promised).length).toBeGreaterThan(2)
  },
)
