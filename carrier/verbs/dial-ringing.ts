import type { Call } from '../call.ts'
import type { ChildLeg, Legs } from '../legs/legs.ts'
import type { DialedNumber, DialPlan } from './dial-attributes.ts'
import { callOver } from '../call-over.ts'

/** How the ringing ended: with somebody, or with the leg that ended last. */
export type RingingOutcome =
  | { readonly answered: true; readonly child: ChildLeg; readonly callee: DialedNumber }
  | { readonly answered: false; readonly child: ChildLeg }

export interface DialRingingParts {
  readonly plan: DialPlan
  readonly call: Call
  readonly legs: Legs
  readonly extraRingSeconds: number
}

/** Lets the numbers of a `<Dial>` ring, until one answers, none does, or the caller is gone. */
export async function ringCallees(parts: DialRingingParts): Promise<RingingOutcome | undefined> {
  const { plan } = parts
  const rounds = plan.sequential ? plan.callees.map((callee) => [callee]) : [plan.callees]
  let last: RingingOutcome | undefined
  for (const callees of rounds) {
    last = await ringTogether(callees, parts)
    if (last?.answered === true || parts.call.over.aborted) return last
  }
  return last
}

async function ringOne({
  child,
  callee,
}: {
  child: ChildLeg
  callee: DialedNumber
}): Promise<RingingOutcome> {
  return (await child.ring()) ? { answered: true, child, callee } : { answered: false, child }
}

async function ringTogether(
  callees: readonly DialedNumber[],
  { plan, call, legs, extraRingSeconds }: DialRingingParts,
): Promise<RingingOutcome | undefined> {
  const { promise, resolve } = Promise.withResolvers<RingingOutcome>()
  const children = callees.map((callee) => {
    const { number: to, callback } = callee
    const ringSeconds = plan.ringSeconds + extraRingSeconds
    const child = legs.dial({ parent: call, from: plan.callerId, to, ringSeconds, callback })
    return { child, callee }
  })
  let left = children.length
  for (const { child, callee } of children) {
    void ringOne({ child, callee }).then((outcome) => {
      left -= 1
      return outcome.answered || left === 0 ? resolve(outcome) : undefined
    })
  }
  const outcome = await Promise.race([promise, callOver(call)])
  for (const { child } of children) if (child !== outcome?.child) child.call.end('canceled')
  // A caller who is gone leaves one that still rings, or that was just answered.
  if (outcome !== undefined) return outcome
  const first = children[0]
  return first === undefined ? undefined : { answered: false, child: first.child }
}
