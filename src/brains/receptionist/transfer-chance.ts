import type { EscalationRules } from '../../agents/agent.ts'
import { isTeamThere } from '../../agents/team-hours.ts'
import { canUse, type Reception, type Surroundings } from './reception.ts'

/** Whether callers are put through when they ask for it; whether somebody is there is the tool's to say. */
export function canTransfer(reception: Reception, around: Surroundings): boolean {
  const { escalation, team } = around.agent
  const isPossible = canUse('transfer-call', reception, around) && team.members.length > 0
  return isPossible && escalation.whenAskedForPerson
}

/**
 * Whether a person can be offered, for a reason of the owner's: somebody is there and was not tried in vain. In
 * an emergency everybody is tried again.
 */
export function canOfferPerson(
  rule: keyof EscalationRules,
  { reception, around }: { reception: Reception; around: Surroundings },
): boolean {
  const { escalation, team } = around.agent
  const isInVain = reception.transferFailed && rule !== 'whenEmergency'
  if (!escalation[rule] || isInVain || team.members.length === 0) return false
  return isTeamThere(around) && canUse('transfer-call', reception, around)
}
