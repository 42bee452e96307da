import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../../test/fakes/manual-clock.ts'
import { createModelFake } from '../../../test/fakes/model-brain.ts'
import { BrainFailed } from '../../calls/brain-failed.ts'
import type { Failure } from './ask-one.ts'
import { createRest } from './rest.ts'

const down: Failure = { reason: 'error', detail: 'it is down', retryAfterMs: undefined }
const empty: Failure = { ...down, reason: 'empty' }
const refused: Failure = { ...down, reason: 'refused' }

function restOfOne() {
  const clock = createManualClock()
  const brain = createModelFake('claude')
  const rest = createRest({ brain, clock, checkWithinMs: 1_200, onChanged: () => undefined })
  const restSeconds = () =>
    rest.present && (rest.present.until.getTime() - clock.now().getTime()) / 1000
  async function after(seconds: number) {
    clock.advance(seconds * 1000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { after, brain, rest, restSeconds }
}

describe('the rest of a brain', () => {
  it('begins with the first failure of the brain itself', () => {
    const { rest, restSeconds } = restOfOne()
    rest.failed(down)
    expect(restSeconds()).toBe(15)
  })

  it('begins with the third answer in a row that was none', () => {
    const { rest } = restOfOne()
    for (const failure of [empty, empty]) rest.failed(failure)
    rest.answered()
    for (const failure of [empty, empty]) rest.failed(failure)
    expect(rest.present).toBeUndefined()
    rest.failed(empty)
    expect(rest.present?.reason).toBe('empty')
  })

  it('is brought about by no caller who asks again and again for what is refused', () => {
    const { rest } = restOfOne()
    for (let times = 0; times < 10; times += 1) rest.failed(refused)
    expect(rest.present).toBeUndefined()
  })

  it('is long at once where only the owner can help', () => {
    const { rest, restSeconds } = restOfOne()
    rest.failed({ ...down, needsOwner: true })
    expect(restSeconds()).toBe(300)
  })

  it('doubles up to five minutes while the checks fail', async () => {
    const { after, brain, rest, restSeconds } = restOfOne()
    brain.checkFailsWith(new BrainFailed('still down'))
    rest.failed(down)
    const rests = [restSeconds()]
    for (let at = 0; at < 6; at += 1) {
      await after(rests.at(-1) ?? 0)
      rests.push(restSeconds())
    }
    expect(rests).toEqual([15, 30, 60, 120, 240, 300, 300])
    expect(rest.present?.detail).toBe('still down')
  })

  it('is longer the next time, until the brain has answered a caller', async () => {
    const { after, rest, restSeconds } = restOfOne()
    rest.failed(down)
    await after(15)
    rest.failed(down)
    expect(restSeconds()).toBe(30)
    await after(30)
    rest.answered()
    rest.failed(down)
    expect(restSeconds()).toBe(15)
  })

  it.each([
    [60_000, 60],
    [3_600_000, 300],
    [0, 1],
  ])('is as long as the vendor asks for, within bounds: %i ms', (retryAfterMs, seconds) => {
    const { rest, restSeconds } = restOfOne()
    rest.failed({ ...down, retryAfterMs })
    expect(restSeconds()).toBe(seconds)
  })

  it('goes on when one token takes longer than a first word may', async () => {
    const { after, brain, rest, restSeconds } = restOfOne()
    brain.checkHangs()
    rest.failed(down)
    await after(15)
    await after(1.2)
    expect(restSeconds()).toBe(30)
  })

  it('is one rest, however many calls the brain fails at the same moment', () => {
    const { rest, restSeconds } = restOfOne()
    for (const failure of [down, down, down]) rest.failed(failure)
    expect(restSeconds()).toBe(15)
  })

  it('leaves no check behind when the server stops', async () => {
    const { after, brain, rest } = restOfOne()
    rest.failed(down)
    rest.close()
    await after(600)
    expect(brain.checks).toBe(0)
  })
})
