import { expect, it } from 'vitest'
import { createCallRegister } from './call-register.ts'
import { createCall } from '../call.ts'
import type { Leg } from './leg.ts'
import { defaultQuirks } from '../quirks.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { createTimeLimit } from './time-limit.ts'
import { createWitness } from '../witness.ts'

const clock = createSteppedClock()

function legOf(sid: string): Leg {
  const call = createCall({
    sid,
    from: '+15550100000',
    to: '+15550107001',
    direction: 'inbound',
    clock,
    witness: createWitness({ clock }),
    quirks: defaultQuirks,
  })
  return {
    call,
    finished: Promise.resolve(),
    progress: { callback: undefined, completed: () => Promise.resolve() },
    timeLimit: createTimeLimit(call, clock),
  }
}

it('the register has the newest call first, and tells the live ones', () => {
  const register = createCallRegister()
  const [first, second] = [legOf('CA1'), legOf('CA2')]
  register.add(first)
  register.add(second)
  first.call.end('caller-hung-up')
  expect(register.all()).toEqual([second, first])
  expect(register.live()).toEqual([second.call])
  expect(register.find('CA1')).toBe(first)
  register.remove('CA1')
  expect(register.find('CA1')).toBeUndefined()
})

it('the register forgets the oldest calls that are over, and never one that lives', () => {
  const register = createCallRegister({ endedKept: 2 })
  const alive = legOf('CA0')
  register.add(alive)
  for (let count = 1; count <= 20; count += 1) {
    const leg = legOf(`CA${count}`)
    leg.call.end('caller-hung-up')
    register.add(leg)
  }
  expect(register.find('CA0')).toBe(alive)
  expect(register.find('CA20')).toBeDefined()
  expect(register.find('CA1')).toBeUndefined()
  expect(register.all().length).toBeLessThanOrEqual(5)
})
