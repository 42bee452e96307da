import { describe, expect, it } from 'vitest'
import { FrameLedger } from './frame-ledger.ts'

function sentFrames(count: number): FrameLedger {
  const ledger = new FrameLedger()
  for (let number = 0; number < count; number += 1) ledger.send(number * 20)
  return ledger
}

describe('the ledger of frames', () => {
  it('tells how long each one took, and that none is missing', () => {
    const ledger = sentFrames(3)
    expect([0, 1, 2].map((number) => ledger.receive(number, number * 20 + 1.5))).toEqual([
      1.5, 1.5, 1.5,
    ])
    expect(ledger.close(3)).toEqual({ sent: 3, lost: 0, disordered: 0 })
  })

  it('counts as lost what never came, in the middle and at the end', () => {
    const ledger = sentFrames(6)
    for (const number of [0, 2, 3]) ledger.receive(number, 200)
    expect(ledger.close(6)).toMatchObject({ lost: 3, disordered: 0 })
  })

  it('leaves alone what is still on its way', () => {
    const ledger = sentFrames(6)
    for (const number of [0, 1, 2, 3]) ledger.receive(number, 200)
    expect(ledger.close(4)).toMatchObject({ sent: 4, lost: 0 })
  })

  it('counts one that is overtaken as out of order, and not as lost', () => {
    const ledger = sentFrames(4)
    for (const number of [0, 2, 1, 3]) expect(ledger.receive(number, 100)).toBeDefined()
    expect(ledger.close(4)).toMatchObject({ lost: 0, disordered: 1 })
  })

  it('is not deceived by a frame that comes twice, or that nobody sent', () => {
    const ledger = sentFrames(2)
    expect([0, 0, 9].map((number) => ledger.receive(number, 30))).toEqual([
      30,
      undefined,
      undefined,
    ])
    expect(ledger.close(2)).toEqual({ sent: 2, lost: 1, disordered: 2 })
  })

  it('misses none that nobody had to pass on', () => {
    const ledger = sentFrames(2)
    ledger.send(40, true)
    ledger.send(60, true)
    ledger.send(80)
    for (const number of [0, 1, 4]) ledger.receive(number, 100)
    ledger.send(100, true)
    expect(ledger.close(6)).toMatchObject({ lost: 0 })
  })

  it('knows a frame of long ago for lost', () => {
    const ledger = sentFrames(2000)
    for (let number = 1; number < 2000; number += 1) ledger.receive(number, 40_000)
    expect(ledger.receive(0, 40_000)).toBeUndefined()
    expect(ledger.close(2000).lost).toBeGreaterThan(0)
  })
})
