import { describe, expect, it } from 'vitest'
import { reportHealth } from './health-report.ts'

const fine = { databaseProblem: undefined, callsNotRecorded: 0, hasCarrier: true }

describe('health', () => {
  it('is healthy when nothing is wrong', () => {
    expect(reportHealth(fine)).toEqual({ status: 'healthy', reasons: [] })
  })

  it('is degraded, with the reasons in words, while calls can still be taken', () => {
    const report = reportHealth({ ...fine, databaseProblem: 'It is away', callsNotRecorded: 2 })
    expect(report.status).toBe('degraded')
    expect(report.reasons).toEqual(['It is away', '2 calls cannot be written down at the moment'])
  })

  it('is down when no carrier can send calls', () => {
    expect(reportHealth({ ...fine, hasCarrier: false }).status).toBe('down')
  })
})
