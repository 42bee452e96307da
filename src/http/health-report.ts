import type { HealthReport } from './health-routes.ts'

export interface HealthFacts {
  /** What is wrong with the database, in words. */
  readonly databaseProblem: string | undefined
  /** Calls, going on or over, that cannot be written down. */
  readonly callsNotRecorded: number
  /** Calls, going on or over, that are in files of this machine and not in the database. */
  readonly callsKeptLocally: number
  /** Messages and callbacks that are on this machine and not in the database. */
  readonly tasksKeptLocally: number
  /** Calls in such files that contradict what the database has of them. */
  readonly callsContradicting: number
  /** Brains that failed and are left alone for a while, and who answers instead of them. */
  readonly brains: {
    readonly resting: readonly { readonly name: string; readonly detail: string }[]
    readonly answering: string
  }
  /** Whether any carrier, local or real, can send calls here. */
  readonly hasCarrier: boolean
}

/** What the facts come to: without a carrier no call can be taken; everything else still answers. */
export function reportHealth(facts: HealthFacts): HealthReport {
  const reasons = [
    ...(facts.databaseProblem === undefined ? [] : [facts.databaseProblem]),
    ...counted(facts.callsNotRecorded, notRecorded),
    ...counted(facts.callsKeptLocally, keptLocally),
    ...counted(facts.tasksKeptLocally, tasksKept),
    ...counted(facts.callsContradicting, contradicting),
    ...facts.brains.resting.map(({ name, detail }) => {
      return `The brain ${name} rests: ${detail}; ${facts.brains.answering} answers meanwhile`
    }),
  ]
  if (!facts.hasCarrier) {
    const noCarrier = 'No phone carrier is connected: set TWILIO_ACCOUNT_SID, or run npm start'
    return { status: 'down', reasons: [noCarrier, ...reasons] }
  }
  return { status: reasons.length === 0 ? 'healthy' : 'degraded', reasons }
}

function counted(calls: number, words: (calls: number) => string): readonly string[] {
  return calls === 0 ? [] : [words(calls)]
}

function notRecorded(calls: number): string {
  return calls === 1
    ? 'One call cannot be written down at the moment'
    : `${calls} calls cannot be written down at the moment`
}

function keptLocally(calls: number): string {
  return calls === 1
    ? 'One call is written to this machine until the database is back'
    : `${calls} calls are written to this machine until the database is back`
}

function tasksKept(tasks: number): string {
  return tasks === 1
    ? 'One message or callback is on this machine until the database is back'
    : `${tasks} messages and callbacks are on this machine until the database is back`
}

function contradicting(calls: number): string {
  return calls === 1
    ? 'One call on this machine contradicts the database; the log names it'
    : `${calls} calls on this machine contradict the database; the log names them`
}
