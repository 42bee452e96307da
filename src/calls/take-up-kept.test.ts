import { expect, it } from 'vitest'
import { callerSaid, ended, entry, incomingCall } from '../../test/contracts/call-builders.ts'
import {
  answeredCall,
  createTestSwitchboard,
  everythingSettles,
  sid,
} from '../../test/fakes/answered-call.ts'

/** A call that the database has as going on, and of which the rest is on this machine. */
async function keptHere(end: boolean) {
  const parts = createTestSwitchboard()
  const newCall = incomingCall(parts.agent.id, { sid })
  const { call } = await parts.stores.calls.open(newCall)
  const entries = [entry(1, callerSaid('Hello')), ...(end ? [entry(2, ended('talked'))] : [])]
  await parts.local.keep({ call, entries })
  const epoch = async () => (await parts.stores.calls.findBySid(sid))?.epoch
  return { ...parts, epoch }
}

it('the end of a call that was kept is not lost when the carrier asks about it late', async () => {
  const { epoch, switchboard } = await keptHere(true)
  expect(await switchboard.takeUp(sid)).toBe(false)
  expect(await epoch()).toBe(1)
})

it('a call of which the rest was kept goes on where it was', async () => {
  const { epoch, switchboard, stores, local } = await keptHere(false)
  expect(await switchboard.takeUp(sid)).toBe(true)
  expect(await epoch()).toBe(2)
  expect(switchboard.linesOf(sid).map(({ text }) => text)).toEqual(['Hello'])
  await expect
    .poll(async () => (await stores.archive.find(sid))?.entries.map(({ kind }) => kind))
    .toEqual(['caller-said', 'taken-up'])
  await expect.poll(() => local.callSids()).toEqual([])
})

it('a caller who has heard the goodbye is not called back into the call while its end is being written', async () => {
  let isSlow = false
  const slow = Promise.withResolvers<undefined>()
  const call = await answeredCall({
    journal: (journal) => ({
      ...journal,
      append: async (batch) => {
        if (isSlow) await slow.promise
        return journal.append(batch)
      },
    }),
  })
  call.hearsTheOpening()
  call.says('Nothing, thank you')
  await everythingSettles()
  isSlow = true
  await call.hangsUp()
  expect(await call.switchboard.goOn(sid, { how: 'ended' })).toEqual({ do: 'unknown' })
  slow.resolve(undefined)
  await everythingSettles()
  expect(await call.record()).toMatchObject({ status: 'completed', epoch: 1 })
})
