import { expect, it } from 'vitest'
import { reportPage } from './report-page.ts'
import { hasPassed, type RehearsalReport, type RehearsalResult } from './report.ts'

const passed: RehearsalResult = {
  scenario: 'opening-hours',
  title: 'Somebody asks when the business is open',
  channel: 'relay',
  checks: [{ what: 'Expected no task', failure: undefined }],
  transcript: [{ speaker: 'caller', text: 'When do you <b>open</b>?' }],
}
const failed: RehearsalResult = {
  ...passed,
  channel: 'gather',
  checks: [{ what: 'Expected no task', failure: 'it left a message (normal)' }],
}
const report: RehearsalReport = {
  startedAt: new Date('2026-03-02T15:00:00Z'),
  business: 'Harbor & Sons',
  agentName: 'Front desk',
  brain: 'receptionist',
  results: [passed],
}

it('says at its top whether everything passed', () => {
  expect(reportPage(report)).toContain('<title>Passed: rehearsal of Front desk</title>')
  const both = reportPage({ ...report, results: [passed, failed] })
  expect(both).toContain('<title>Failed: rehearsal of Front desk</title>')
  expect(both).toContain('1 of 2 calls passed')
})

it('says of a failure what was so instead, with the call opened', () => {
  expect(hasPassed(failed)).toBe(false)
  const page = reportPage({ ...report, results: [failed] })
  expect(page).toContain('<details open>')
  expect(page).toContain('Expected no task: it left a message (normal)')
})

it('shows what callers said as words, never as part of the page', () => {
  const page = reportPage(report)
  expect(page).toContain('When do you &lt;b&gt;open&lt;/b&gt;?')
  expect(page).toContain('Harbor &amp; Sons')
})
