import { describe, expect, it } from 'vitest'
import { oneCall } from './one-call.ts'
import { openSurvivalOffice } from './survival-office.ts'

describe.each(['relay', 'gather'] as const)(
  'a call on %s while the database is away',
  (channel) => {
    it('keeps all that was answered, also when the server is killed before the database is back', async () => {
      await using office = await openSurvivalOffice({ channel })
      const { account, findings } = await oneCall(office, async (caller) => {
        await caller.tells('xbaba')
        await office.door.shut()
        await caller.tells('xbade')
        await office.server.kill()
        await caller.tells('xbafi')
        await office.door.open()
      })
      expect(account.acknowledged).toEqual(['xbaba', 'xbade', 'xbafi'])
      expect(findings).toEqual([])
    })
  },
)
