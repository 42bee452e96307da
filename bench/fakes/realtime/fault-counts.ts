import type { Fault, FaultRule } from './faults.ts'

/** What an event is, as far as the rules of faults ask. */
export interface RuledEvent {
  readonly session: number
  /** Of which response it is, where it is of one. */
  readonly response: number | undefined
  readonly sending?: string
  readonly receiving?: string
}

/** Counts, for one session, how often each rule was met. */
export interface FaultCounts {
  /** What goes wrong at this event. */
  at(event: RuledEvent): readonly Fault[]
}

export function createFaultCounts(rules: () => readonly FaultRule[]): FaultCounts {
  const counts = new Map<FaultRule, number>()
  return {
    at: (event) =>
      rules()
        .filter((rule) => fits(rule, event))
        .flatMap((rule) => {
          const count = counts.get(rule) ?? 0
          counts.set(rule, count + 1)
          const { does, nth = 0, times = 1 } = rule
          return count >= nth && count < nth + times ? [does] : []
        }),
  }
}

function fits(rule: FaultRule, event: RuledEvent): boolean {
  return (
    (rule.session ?? event.session) === event.session &&
    (rule.response ?? event.response) === event.response &&
    rule.sending === event.sending &&
    rule.receiving === event.receiving
  )
}
