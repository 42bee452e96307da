import { calleeOf, nobody } from '../callee.ts'
import type { Callee, CalleeDecision } from '../callee.ts'
import { busyNumber, unansweredNumber, unreachableNumber, voicemailNumber } from '../numbers.ts'

/** Finds who is at a number: whom a test expects to be called, then phones that wait, then nobody. */
export interface Callees {
  at(number: string): Callee
  /** The next call to the number rings here, once. */
  expect(number: string, callee: Callee): void
  /** Calls to the number ring here too. @returns what takes the callee away again. */
  wait(number: string, callee: Callee): () => void
}

export function createCallees(): Callees {
  const expected = new Map<string, Callee[]>()
  const waiting = new Map<string, Set<Callee>>()
  return {
    at(number) {
      const first = expected.get(number)?.shift()
      if (first !== undefined) return first
      const phones = [...(waiting.get(number) ?? [])]
      return phones.length > 0 ? together(phones) : (always.get(number) ?? nobody)
    },
    expect(number, callee) {
      expected.set(number, [...(expected.get(number) ?? []), callee])
    },
    wait(number, callee) {
      const phones = waiting.get(number) ?? new Set()
      waiting.set(number, phones.add(callee))
      return () => void phones.delete(callee)
    },
  }
}

/** Numbers at which the same always happens, so that it can be tried out by hand. */
const always: ReadonlyMap<string, Callee> = new Map([
  [busyNumber, calleeOf('busy')],
  [unansweredNumber, calleeOf('no-answer')],
  [unreachableNumber, calleeOf('failed')],
  [voicemailNumber, calleeOf('voicemail')],
])

/** Several phones of one number: the first to answer has the call, and it is declined when all decline. */
function together(phones: readonly Callee[]): Callee {
  return {
    rings(placed) {
      const { promise, resolve } = Promise.withResolvers<CalleeDecision>()
      let left = phones.length
      const decided = (decision: CalleeDecision): void => {
        left -= 1
        if (decision === 'answers' || left === 0) resolve(decision)
      }
      for (const phone of phones) void phone.rings(placed).then(decided)
      return promise
    },
  }
}
