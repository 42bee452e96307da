import { describe, expect, it } from 'vitest'
import { leftOutReport } from './left-out-report.ts'

describe('the last lines of a test run', () => {
  it('say what was left out, each reason once', () => {
    expect(leftOutReport(['no Redis', 'no Chromium', 'no Redis'])).toBe(
      'Left out:\n  - no Chromium\n  - no Redis (2 test files)',
    )
  })

  it('say nothing when nothing was left out', () => {
    expect(leftOutReport([])).toBe('')
  })
})
