import { describe, expect, it } from 'vitest'
import { reportHealth } from './health-report.ts'

const fine = {
  databaseProblem: undefined,
  callsNotRecorded: 0,
  callsKeptLocally: 0,
  tasksKeptLocally: 0,
  callsContradicting: 0,
  brains: { resting: [], answering: 'claude' },
  hasCarrier: true,
}

describe('health', () => {
  it('is healthy when nothing is wrong', () => {
    expect(reportHealth(fine)).toEqual({ status: 'healthy', reasons: [] })
  })

  it('is degraded, with the reasons in words, while calls can still be taken', () => {
    const report = reportHealth({ ...fine, databaseProblem: 'It is away', callsNotRecorded: 2 })
    expect(report.status).toBe('degraded')
    expect(report.reasons).toEqual(['It is away', '2 calls cannot be written down at the moment'])
  })

  it('says what is on this machine only, and what of it does not fit', () => {
    const one = reportHealth({
      ...fine,
      callsKeptLocally: 1,
      tasksKeptLocally: 1,
      callsContradicting: 1,
    })
    expect(one).toEqual({
      status: 'degraded',
      reasons: [
        'One call is written to this machine until the database is back',
        'One message or callback is on this machine until the database is back',
        'One call on this machine contradicts the database; the log names it',
      ],
    })
    const several = reportHealth({
      ...fine,
      callsKeptLocally: 2,
      tasksKeptLocally: 2,
      callsContradicting: 3,
    })
    expect(several.reasons.join(' ')).toMatch(
      /^2 calls are written .* 2 messages .* 3 calls on .* contradict /,
    )
  })

  it('says which brain is left alone, why, and who answers', () => {
    const resting = [{ name: 'claude', detail: 'overloaded (529)' }]
    expect(reportHealth({ ...fine, brains: { resting, answering: 'openai' } })).toEqual({
      status: 'degraded',
      reasons: ['The brain claude rests: overloaded (529); openai answers meanwhile'],
    })
  })

  it('is down when no carrier can send calls', () => {
    expect(reportHealth({ ...fine, hasCarrier: false }).status).toBe('down')
  })
})
