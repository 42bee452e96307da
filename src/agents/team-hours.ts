import type { Agent } from './agent.ts'
import { hasHours, localTime, openingAt } from './opening-hours.ts'

/** Whether calls are handed over to the team at this hour. A business without hours is always there. */
export function isTeamThere({
  agent,
  now,
}: {
  agent: Pick<Agent, 'business' | 'team'>
  now: Date
}): boolean {
  const { business, team } = agent
  if (team.alsoWhenClosed || !hasHours(business)) return true
  return openingAt(business, localTime(business, now)) !== undefined
}
