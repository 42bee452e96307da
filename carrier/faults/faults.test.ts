import { describe, expect, it } from 'vitest'
import { createSeededRandom } from '../random.ts'
import type { FaultRule } from './fault.ts'
import { createFaults } from './faults.ts'

function faultsBy(...rules: FaultRule[]) {
  return createFaults({ rules, random: createSeededRandom(1) })
}

const here = { callSid: 'CA1', path: '/voice' }

describe('a fault', () => {
  it('never strikes without a rule', () => {
    expect(faultsBy().strike('webhook-dropped', here)).toBeUndefined()
  })

  it('strikes everything of its kind when nothing else is said', () => {
    const faults = faultsBy({ kind: 'webhook-delayed', delayMs: 5 })
    expect(faults.strike('webhook-delayed', here)).toMatchObject({ delayMs: 5 })
    expect(faults.strike('webhook-dropped', here)).toBeUndefined()
  })

  it('strikes one call, or one path, or what matches', () => {
    const faults = faultsBy(
      { kind: 'webhook-dropped', callSid: 'CA9' },
      { kind: 'relay-refused', path: '/relay' },
      { kind: 'prompt-emptied', path: /^\/re/ },
    )
    expect(faults.strike('webhook-dropped', here)).toBeUndefined()
    expect(faults.strike('webhook-dropped', { ...here, callSid: 'CA9' })).toBeDefined()
    expect(faults.strike('relay-refused', here)).toBeUndefined()
    expect(faults.strike('relay-refused', { ...here, path: '/relay' })).toBeDefined()
    expect(faults.strike('prompt-emptied', { ...here, path: '/relay/2' })).toBeDefined()
  })

  it('strikes the nth that fits, and only that', () => {
    const faults = faultsBy({ kind: 'webhook-dropped', path: '/voice', nth: 2 })
    const struck = [here, { ...here, path: '/other' }, here, here].map(
      (target) => faults.strike('webhook-dropped', target) !== undefined,
    )
    expect(struck).toEqual([false, false, true, false])
  })

  it('strikes as often as it is likely, the same each time for the same seed', () => {
    const strikes = (): boolean[] => {
      const faults = faultsBy({ kind: 'webhook-dropped', probability: 0.3 })
      return Array.from(
        { length: 1000 },
        () => faults.strike('webhook-dropped', here) !== undefined,
      )
    }
    const count = strikes().filter(Boolean).length
    expect(count).toBeGreaterThan(250)
    expect(count).toBeLessThan(350)
    expect(strikes()).toEqual(strikes())
  })

  it('comes and goes while a call runs', () => {
    const faults = faultsBy()
    const remove = faults.add({ kind: 'webhook-dropped' })
    expect(faults.strike('webhook-dropped', here)).toBeDefined()
    remove()
    expect(faults.strike('webhook-dropped', here)).toBeUndefined()
    faults.add({ kind: 'webhook-dropped' })
    faults.clear()
    expect(faults.strike('webhook-dropped', here)).toBeUndefined()
  })

  it.each([
    { kind: 'rest-refused', status: 429 },
    { kind: 'rest-refused', status: 503 },
    { kind: 'rest-timed-out' },
    { kind: 'rest-reset' },
  ] as const)('can strike a request to the REST API: $kind $status', (fault) => {
    const faults = faultsBy({ ...fault, path: /Calls/ })
    expect(faults.restFaultFor({ callSid: '', path: '/Accounts/AC1/Calls.json' })).toMatchObject(
      fault,
    )
    expect(faults.restFaultFor({ callSid: '', path: '/Accounts/AC1.json' })).toBeUndefined()
  })
})
