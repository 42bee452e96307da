import { expect, it } from 'vitest'
import type { DoctorCheck } from '../contract/doctor.ts'
import { hasFailed, reportInWords } from './report-in-words.ts'

const checkedAt = '2026-03-02T15:00:00.000Z'
const fine: DoctorCheck = {
  id: 'settings',
  title: 'Settings',
  state: 'ok',
  summary: 'All is well.',
  advice: null,
  fix: null,
}
const broken: DoctorCheck = {
  id: 'number-urls',
  title: 'Where Twilio sends calls',
  state: 'failed',
  summary: 'Calls do not come here.',
  advice: 'Set the addresses.',
  fix: { id: 'set-number-urls', label: 'Set them' },
}

it('is a table with what to do below what is wrong', () => {
  expect(reportInWords({ checkedAt, checks: [fine, broken] })).toBe(
    [
      'ok       Settings                  All is well.',
      'FAILED   Where Twilio sends calls  Calls do not come here.',
      '                                   → Set the addresses.',
      '',
      'One thing does not work. Some of it can be mended by: npm run doctor -- --fix',
      '',
    ].join('\n'),
  )
})

it('offers no fix where there is none', () => {
  const checks = [{ ...broken, fix: null }, broken].map((check) => ({ ...check, fix: null }))
  expect(reportInWords({ checkedAt, checks })).toContain('\n2 things do not work.\n')
})

it('breaks long sentences between words, and keeps every word', () => {
  const summary = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ')
  const printed = reportInWords({ checkedAt, checks: [{ ...fine, summary }] })
  expect(printed.replaceAll(/\s+/g, ' ')).toContain(summary)
  expect(Math.max(...printed.split('\n').map((line) => line.length))).toBeLessThan(100)
})

it('fails for failures only', () => {
  expect(hasFailed({ checkedAt, checks: [fine, { ...fine, state: 'warning' }] })).toBe(false)
  expect(hasFailed({ checkedAt, checks: [fine, broken] })).toBe(true)
  expect(reportInWords({ checkedAt, checks: [fine] })).toContain('Everything that is configured')
})

it('says once what was left out for the same reason', () => {
  const left = (id: string): DoctorCheck => ({
    ...fine,
    id,
    title: id,
    state: 'skipped',
    summary: 'Nothing is configured.',
  })
  const printed = reportInWords({
    checkedAt,
    checks: [left('one'), fine, left('two'), left('six')],
  })
  expect(printed.split('\n').slice(0, 3)).toEqual([
    'skipped  one and 2 more  Nothing is configured.',
    'ok       Settings        All is well.',
    '',
  ])
})
