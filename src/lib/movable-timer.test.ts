import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createMovableTimer } from './movable-timer.ts'

function timerUnderTest() {
  const clock = createManualClock()
  const startedMs = clock.monotonicMs()
  const fired: number[] = []
  const timer = createMovableTimer(clock, () => fired.push(clock.monotonicMs() - startedMs))
  return { clock, fired, fireIn: (ms: number) => timer.fireAt(clock.monotonicMs() + ms), timer }
}

describe('a timer that is moved', () => {
  it('goes off at the last moment that it was moved to, later or earlier', () => {
    const { clock, fired, fireIn } = timerUnderTest()
    fireIn(100)
    clock.advance(50)
    fireIn(100)
    clock.advance(60)
    expect(fired).toEqual([])
    fireIn(20)
    clock.advance(20)
    expect(fired).toEqual([130])
  })

  it('goes off once, and again when it is set again', () => {
    const { clock, fired, fireIn } = timerUnderTest()
    fireIn(10)
    clock.advance(1_000)
    fireIn(0)
    clock.advance(0)
    expect(fired).toHaveLength(2)
  })

  it('does not go off when it was cancelled', () => {
    const { clock, fired, fireIn, timer } = timerUnderTest()
    fireIn(10)
    timer.cancel()
    timer.cancel()
    clock.advance(1_000)
    expect(fired).toEqual([])
  })
})
