import { bridge } from '../legs/bridge.ts'
import type { ChildLeg } from '../legs/legs.ts'
import { afterVerb } from './action.ts'
import { dialProblems, parseDial } from './dial-attributes.ts'
import type { DialedNumber, DialPlan } from './dial-attributes.ts'
import {
  answeredOutcome,
  dialParameters,
  nothingDialled,
  unansweredOutcome,
} from './dial-outcome.ts'
import type { DialOutcome } from './dial-outcome.ts'
import { ringCallees } from './dial-ringing.ts'
import { callOver } from '../call-over.ts'
import type { Verb, VerbContext } from './verb.ts'

/** Calls somebody else for the caller, and joins the two until one of them hangs up. */
export const dial: Verb = async (element, context) => {
  const { call, witness } = context
  const strangers = element.children.filter(({ name }) => name !== 'Number')
  if (strangers.length > 0) {
    const nouns = strangers.map(({ name }) => name).join(', ')
    witness.violation(call.sid, 'unknown-verb', `<Dial> to nothing known here (${nouns}).`)
    return { next: 'next-verb' }
  }
  const outcome = await dialAsPlanned(parseDial(element, context), context)
  const parameters = dialParameters(outcome)
  return afterVerb(element, { parameters, otherwise: { next: 'next-verb' }, context })
}

async function dialAsPlanned(plan: DialPlan, context: VerbContext): Promise<DialOutcome> {
  const { call, witness, ownNumbers, quirks, legs } = context
  const problems = dialProblems(plan, [call.from, call.to, ...ownNumbers])
  for (const problem of problems) witness.violation(call.sid, 'cannot-dial', `${problem}.`)
  if (problems.length > 0) return nothingDialled
  if (!plan.answersOnBridge) call.answer()
  const { extraRingSeconds } = quirks
  const rung = await ringCallees({ plan, call, legs, extraRingSeconds })
  if (rung === undefined) return nothingDialled
  if (!rung.answered) return unansweredOutcome(rung.child)
  return await joinCallee({ plan, ...rung }, context)
}

async function joinCallee(
  { plan, child, callee }: { plan: DialPlan; child: ChildLeg; callee: DialedNumber },
  context: VerbContext,
): Promise<DialOutcome> {
  const { call } = context
  if (callee.whisper !== undefined) {
    await Promise.race([child.whisper(callee.whisper), callOver(call)])
  }
  const isAlone = child.call.over.aborted || call.over.aborted
  if (!isAlone) await talk({ plan, child }, context)
  const ledAway = child.call.redirection.isAsked() && !child.call.over.aborted
  if (ledAway) child.goAlone()
  else child.call.end('other-party-hung-up')
  return answeredOutcome(child, !isAlone)
}

/** Resolves when one of the two has hung up, or their time is over. */
async function talk(
  { plan, child }: { plan: DialPlan; child: ChildLeg },
  { call, clock, timing, witness }: VerbContext,
): Promise<void> {
  call.answer()
  const { promise: parted, resolve: part } = Promise.withResolvers<void>()
  const ledAway = child.call.redirection.begin()
  const limit = clock.after(plan.limitSeconds * 1000, part)
  const onKey = (key: string) => {
    if (key === '*' && plan.hangsUpOnStar) part()
  }
  const joined = bridge(call, child.call, { timing, witness, onKey })
  const over = [call, child.call, { over: ledAway }].map((one) => callOver(one))
  await Promise.race([parted, ...over])
  limit.cancel()
  joined.part()
}
