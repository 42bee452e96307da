import type { Random } from '../random.ts'
import type { Witness } from '../witness.ts'
import type { Aim, Fault, FaultRule, RelayMoment, RestFault, StreamMoment } from './fault.ts'

/** The faults that a carrier has. Without rules it has none. */
export interface Faults {
  /** @returns what takes the rule away again. */
  add(rule: FaultRule): () => void
  clear(): void
  /** Whether such a fault strikes here, and which. Each question counts as one occurrence. */
  strike<Kind extends Fault['kind']>(kind: Kind, target: Target): FaultOf<Kind> | undefined
  /** What goes wrong with a request to the carrier's REST API. */
  restFaultFor(request: Target): RestFault | undefined
}

export type FaultOf<Kind extends Fault['kind']> = Extract<FaultRule, { kind: Kind }>

/** What a fault may strike. */
export interface Target {
  /** Empty where it belongs to no call. */
  readonly callSid: string
  readonly path: string
  /** For what strikes a session at certain moments. */
  readonly moment?: RelayMoment | StreamMoment
}

export interface FaultsParts {
  readonly rules?: readonly FaultRule[] | undefined
  /** Decides where a rule gives a probability; a seeded one decides the same each time. */
  readonly random: Random
  readonly witness?: Pick<Witness, 'trace'>
}

export function createFaults({ rules = [], random, witness }: FaultsParts): Faults {
  const armed = new Set<{ readonly rule: FaultRule; seen: number }>()
  for (const rule of rules) armed.add({ rule, seen: 0 })

  function happens({ nth, every, probability }: Aim, seen: number): boolean {
    if (nth !== undefined && nth !== seen) return false
    if (every !== undefined && seen % every !== 0) return false
    return probability === undefined || chance(random) < probability
  }

  const faults: Faults = {
    add(rule) {
      const entry = { rule, seen: 0 }
      armed.add(entry)
      return () => void armed.delete(entry)
    },
    clear: () => armed.clear(),
    strike<Kind extends Fault['kind']>(kind: Kind, target: Target) {
      let struck: FaultOf<Kind> | undefined
      for (const entry of armed) {
        if (!isOfKind(entry.rule, kind) || !fits(entry.rule, target)) continue
        entry.seen += 1
        if (struck === undefined && happens(entry.rule, entry.seen)) struck = entry.rule
      }
      if (struck !== undefined) {
        witness?.trace(target.callSid, 'inside', { kind: 'fault', fault: kind, path: target.path })
      }
      return struck
    },
    restFaultFor(request) {
      // All are asked, so that each counts every request.
      const refused = faults.strike('rest-refused', request)
      const timedOut = faults.strike('rest-timed-out', request)
      const reset = faults.strike('rest-reset', request)
      const slowed = faults.strike('rest-slowed', request)
      return refused ?? timedOut ?? reset ?? slowed
    },
  }
  return faults
}

function isOfKind<Kind extends Fault['kind']>(rule: FaultRule, kind: Kind): rule is FaultOf<Kind> {
  return rule.kind === kind
}

function fits(rule: FaultRule, target: Target): boolean {
  const { callSid, path } = rule
  if ('at' in rule && rule.at !== target.moment) return false
  if (callSid !== undefined && callSid !== target.callSid) return false
  if (path === undefined) return true
  return typeof path === 'string' ? path === target.path : path.test(target.path)
}

/** Evenly from 0 to 1. */
function chance(random: Random): number {
  return Number.parseInt(random.hex(8), 16) / 2 ** 32
}
