import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createMemoryInstanceBook } from '../../test/fakes/instance-book.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { everythingSettles } from '../../test/fakes/answered-call.ts'
import type { InstanceBook } from './instance-book.ts'
import { createPresence } from './presence.ts'

const log = pino({ level: 'silent' })

function twoProcesses(book?: InstanceBook) {
  const clock = createManualClock()
  const shared = book ?? createMemoryInstanceBook(() => clock.monotonicMs())
  const presence = (instanceId: string) => createPresence({ book: shared, clock, instanceId, log })
  return { clock, one: presence('one'), other: presence('other') }
}

/** Time passes in steps in which everybody comes to say something. */
async function pass(clock: ReturnType<typeof createManualClock>, seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    clock.advance(1_000)
    await everythingSettles()
  }
}

describe('two processes of one installation', () => {
  it('know of each other for as long as both are there', async () => {
    const { clock, one, other } = twoProcesses()
    one.start()
    expect(await one.isAnotherThere()).toBe(false)
    other.start()
    await pass(clock, 60)
    expect(await one.isAnotherThere()).toBe(true)
    await other.stop()
    expect(await one.isAnotherThere()).toBe(false)
    await pass(clock, 10)
    expect(await one.isAnotherThere()).toBe(false)
  })

  it('count each other as gone after a silence of some seconds', async () => {
    const clock = createManualClock()
    const book = createMemoryInstanceBook(() => clock.monotonicMs())
    const survivor = createPresence({ book, clock, instanceId: 'survivor', log })
    await book.isThere('killed later')
    expect(await survivor.isAnotherThere()).toBe(true)
    clock.advance(7_000)
    expect(await survivor.isAnotherThere()).toBe(false)
  })

  it('are alone where nobody can tell, and a book that does not answer is not waited for', async () => {
    const never = () => new Promise<never>(() => undefined)
    const { clock, one } = twoProcesses({ isThere: never, isGone: never, hasAnother: never })
    one.start()
    const asked = one.isAnotherThere()
    clock.advance(1_500)
    expect(await asked).toBe(false)
    const stopped = one.stop()
    await everythingSettles()
    clock.advance(1_500)
    await stopped
  })
})
