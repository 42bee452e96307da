import { expect, it } from 'vitest'
import { createSteppedClock, isStepped } from './stepped-clock.ts'
import { realClock } from './clock.ts'

it('stands still until it is moved', async () => {
  const clock = createSteppedClock({ startAt: new Date('2026-03-01T12:00:00Z') })
  const ran: string[] = []
  clock.after(100, () => ran.push('at 100'))

  await clock.advance(99)
  expect(ran).toEqual([])
  await clock.advance(1)
  expect(ran).toEqual(['at 100'])
  expect(clock.now()).toEqual(new Date('2026-03-01T12:00:00.100Z'))
  expect(clock.monotonicMs()).toBe(100)
})

it('runs timers in the order of their due times, and of their setting within one instant', async () => {
  const clock = createSteppedClock()
  const ran: string[] = []
  clock.after(20, () => ran.push(`later at ${clock.monotonicMs()}`))
  clock.after(10, () => ran.push(`first at ${clock.monotonicMs()}`))
  clock.after(10, () => ran.push(`second at ${clock.monotonicMs()}`))

  await clock.advance(1000)
  expect(ran).toEqual(['first at 10', 'second at 10', 'later at 20'])
  expect(clock.monotonicMs()).toBe(1000)
})

it('lets promises settle before the next timer, so that a timer they set still fits in', async () => {
  const clock = createSteppedClock()
  const ran: string[] = []
  async function answerLater(): Promise<void> {
    await Promise.resolve()
    clock.after(5, () => ran.push('set by a promise, at 15'))
  }
  clock.after(10, () => void answerLater())
  clock.after(20, () => ran.push('at 20'))

  await clock.advance(20)
  expect(ran).toEqual(['set by a promise, at 15', 'at 20'])
})

it('waits for its settlers before the first timer, between two, and after the last', async () => {
  const clock = createSteppedClock()
  const ran: string[] = []
  const stop = clock.settleWith(() => {
    ran.push('settled')
    return Promise.resolve()
  })
  clock.after(10, () => ran.push('timer'))

  await clock.advance(10)
  stop()
  await clock.advance(10)
  expect(ran).toEqual(['settled', 'timer', 'settled'])
})

it('does nothing for a timer that was cancelled, even twice', async () => {
  const clock = createSteppedClock()
  let ran = false
  const timer = clock.after(10, () => {
    ran = true
  })
  timer.cancel()
  timer.cancel()
  await clock.advance(10)
  expect(ran).toBe(false)
})

it('takes steps that are asked for at once one after the other', async () => {
  const clock = createSteppedClock()
  const seen: number[] = []
  clock.after(10, () => seen.push(clock.monotonicMs()))
  clock.after(30, () => seen.push(clock.monotonicMs()))

  await Promise.all([clock.advance(20), clock.advance(20), clock.advanceTo(15)])
  expect(seen).toEqual([10, 30])
  expect(clock.monotonicMs()).toBe(40)
})

it('fails the step whose timer throws, and goes on with the next', async () => {
  const clock = createSteppedClock()
  clock.after(10, () => {
    throw new Error('a broken timer')
  })
  await expect(clock.advance(10)).rejects.toThrow('a broken timer')
  await clock.advance(10)
  expect(clock.monotonicMs()).toBe(20)
})

it('is told from a clock that runs by itself', () => {
  expect(isStepped(createSteppedClock())).toBe(true)
  expect(isStepped(realClock)).toBe(false)
})
