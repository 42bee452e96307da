import type { HealthReport } from './health-routes.ts'

export interface HealthFacts {
  /** What is wrong with the database, in words. */
  readonly databaseProblem: string | undefined
  /** Calls, going on or over, that cannot be written down. */
  readonly callsNotRecorded: number
  /** Whether any carrier, local or real, can send calls here. */
  readonly hasCarrier: boolean
}

/** What the facts come to: without a carrier no call can be taken; everything else still answers. */
export function reportHealth(facts: HealthFacts): HealthReport {
  const reasons = [
    ...(facts.databaseProblem === undefined ? [] : [facts.databaseProblem]),
    ...(facts.callsNotRecorded === 0 ? [] : [notRecorded(facts.callsNotRecorded)]),
  ]
  if (!facts.hasCarrier) {
    const noCarrier = 'No phone carrier is connected: set TWILIO_ACCOUNT_SID, or run npm start'
    return { status: 'down', reasons: [noCarrier, ...reasons] }
  }
  return { status: reasons.length === 0 ? 'healthy' : 'degraded', reasons }
}

function notRecorded(calls: number): string {
  return calls === 1
    ? 'One call cannot be written down at the moment'
    : `${calls} calls cannot be written down at the moment`
}
