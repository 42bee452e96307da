import { describe, expect, it } from 'vitest'
import type { KeptTask, LocalTasks } from '../../src/calls/local-tasks.ts'
import { keptCall } from './local-journal.contract.ts'

export function keptMessage(effectKey = `message ${crypto.randomUUID()}`): KeptTask {
  const call = keptCall()
  return {
    call,
    task: {
      callId: call.id,
      epoch: 1,
      effectKey,
      type: 'message',
      scheduledFor: new Date('2026-03-02T15:00:00.500Z'),
      payload: { phoneNumber: call.from, name: undefined, reason: 'a tap', urgency: 'urgent' },
    },
  }
}

/** What whoever keeps tasks owes to callers who left a message. */
export function localTasksContract(make: () => Promise<LocalTasks>): void {
  describe('kept tasks', () => {
    it('come back as they were', async () => {
      const local = await make()
      expect(await local.all()).toEqual([])
      const [one, other] = [keptMessage(), keptMessage()]
      await local.keep(one)
      await local.keep(other)
      const kept = await local.all()
      expect(kept).toHaveLength(2)
      expect(kept).toEqual(expect.arrayContaining([one, other]))
    })

    it('are there once for what they mean', async () => {
      const local = await make()
      const message = keptMessage()
      await local.keep(message)
      await local.keep(message)
      expect(await local.all()).toEqual([message])
    })

    it('are gone once the task book has them', async () => {
      const local = await make()
      const [one, other] = [keptMessage(), keptMessage()]
      await local.keep(one)
      await local.keep(other)
      await local.forget(one.task.effectKey)
      await local.forget(one.task.effectKey)
      expect(await local.all()).toEqual([other])
    })
  })
}
