import { expect, it } from 'vitest'
import { oneCall } from './one-call.ts'
import { openSurvivalOffice } from './survival-office.ts'

it('a server that hangs in the middle of a call ends itself, and the call goes on', async () => {
  await using office = await openSurvivalOffice()
  const { findings } = await oneCall(office, async (caller) => {
    await caller.tells('xbaba')
    office.server.ask({ type: 'hang' })
    await caller.tells('xbade')
    await caller.checksMemory()
  })
  expect(office.server.deaths).toBe(1)
  expect(findings).toEqual([])
})
