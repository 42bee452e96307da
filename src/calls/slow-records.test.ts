import { expect, it } from 'vitest'
import {
  answeredCall,
  createTestSwitchboard,
  everythingSettles,
  sid,
} from '../../test/fakes/answered-call.ts'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createMemoryLocalJournal } from '../../test/fakes/local-journal.ts'
import { createMemoryStores } from '../../test/fakes/memory-stores.ts'
import { says } from '../../test/fakes/scripted-brain.ts'

const broken = { how: 'broken', reason: '64105' } as const

/** Records that take two seconds for everything, from a moment on. */
function recordsThatBecomeSlow() {
  const clock = createManualClock()
  const stores = createMemoryStores()
  let isSlow = false
  async function wait() {
    if (isSlow) await new Promise<void>((resolve) => clock.after(2_000, resolve))
  }
  const slow =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await wait()
      return work(...args)
    }
  const { calls, journal } = stores
  return {
    clock,
    local: createMemoryLocalJournal(),
    stores: {
      ...stores,
      calls: {
        open: slow(calls.open),
        findBySid: slow(calls.findBySid),
        takeOver: slow(calls.takeOver),
        settle: slow(calls.settle),
        stillActive: slow(calls.stillActive),
      },
      journal: { append: slow(journal.append), read: slow(journal.read) },
    },
    becomeSlow: () => void (isSlow = true),
    async passes(seconds: number) {
      for (let passed = 0; passed < seconds; passed += 0.25) {
        clock.advance(250)
        await everythingSettles()
      }
    },
  }
}

it('a caller whose server dies while the database is slow goes on with the next one, and keeps it', async () => {
  const before = recordsThatBecomeSlow()
  let isDead = false
  const call = await answeredCall({
    before,
    journal: (journal) => ({
      ...journal,
      append: (batch) => (isDead ? new Promise(() => undefined) : journal.append(batch)),
    }),
  })
  before.becomeSlow()
  isDead = true
  call.hearsTheOpening()
  call.says('My code word is walnut.')
  await before.passes(0.25)
  const next = createTestSwitchboard({ before, whenOutOfScripts: says('Walnut.') })
  const asked = next.switchboard.goOn(sid, broken)
  await before.passes(4)
  expect(await asked).toMatchObject({ do: 'talk' })
  const line = createFakeLine((event) => conversation?.receive(event))
  const conversation = next.switchboard.connect(sid, line)
  await before.passes(12)
  expect(line.sent).toEqual(['Walnut.', '|'])
  const record = await call.record()
  expect(record.entries.map(({ kind }) => kind)).toContain('taken-up')
})

it('a call that nobody could take up in time is not taken from whoever has it since', async () => {
  const before = recordsThatBecomeSlow()
  const call = await answeredCall({ before })
  call.hearsTheOpening()
  await everythingSettles()
  before.becomeSlow()
  const other = createTestSwitchboard({ before })
  const asked = other.switchboard.takeUp(sid)
  await before.passes(12)
  expect(await asked).toBe(false)
  expect(call.line.sent).not.toContain('[taken-over]')
  expect((await call.record()).epoch).toBe(1)
})
