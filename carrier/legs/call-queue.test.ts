import { describe, expect, it } from 'vitest'
import { createCallQueue } from './call-queue.ts'
import { createPacing } from '../pacing.ts'
import { createSteppedClock } from '../stepped-clock.ts'

const betweenCallsMs = 1000

/** Calls in a queue, numbered as they came, and when each had its turn. */
function queueOfCalls(betweenMs = betweenCallsMs) {
  const clock = createSteppedClock()
  const queue = createCallQueue(clock, betweenMs)
  const turns: string[] = []
  const note = async (turn: Promise<void>, what: () => string) => {
    await turn
    turns.push(`${what()} at ${clock.monotonicMs()}`)
  }
  const enter = (name: string) => {
    const hungUp = new AbortController()
    const pacing = createPacing({ clock, onScheduled: () => undefined, onError: () => undefined })
    const turn = queue.turnOf({ over: hungUp.signal, pacing })
    void note(turn, () => `${name} ${hungUp.signal.aborted ? 'gave up' : 'left'}`)
    return { end: () => hungUp.abort(), pacing }
  }
  return { clock, turns, enter }
}

describe('the queue of outgoing calls', () => {
  it('lets one out each second, in the order in which they came', async () => {
    const { clock, turns, enter } = queueOfCalls()
    for (const name of ['a', 'b', 'c']) enter(name)
    await clock.advance(1500)
    enter('d')
    await clock.advance(5000)
    enter('e')
    await clock.advance(5000)
    expect(turns).toEqual([
      'a left at 0',
      'b left at 1000',
      'c left at 2000',
      'd left at 3000',
      'e left at 6500',
    ])
  })

  it('lets those move up who stand behind a call that is over', async () => {
    const { clock, turns, enter } = queueOfCalls()
    enter('a')
    const crowd = Array.from({ length: 100 }, () => enter('x'))
    enter('b')
    await clock.advance(500)
    for (const call of crowd) call.end()
    await clock.advance(5000)
    expect(turns.filter((turn) => !turn.startsWith('x'))).toEqual(['a left at 0', 'b left at 1000'])
    expect(new Set(turns.filter((turn) => turn.startsWith('x')))).toEqual(
      new Set(['x gave up at 500']),
    )
    expect(crowd.map(({ pacing }) => pacing.nextDueMs())).toEqual(crowd.map(() => undefined))
  })

  it('is none where calls may follow at once', async () => {
    const { clock, turns, enter } = queueOfCalls(0)
    for (const name of ['a', 'b', 'c']) enter(name)
    await clock.settle()
    expect(turns).toEqual(['a left at 0', 'b left at 0', 'c left at 0'])
  })
})
