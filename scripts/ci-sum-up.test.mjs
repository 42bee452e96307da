import { expect, it } from 'vitest'
import { sumUp } from './ci-sum-up.mjs'

const good = { numPassedTests: 20, numFailedTests: 0, testResults: [] }
const bad = { ...good, numFailedTests: 2 }
const broken = { ...good, testResults: [{ status: 'failed', assertionResults: [] }] }

it('adds the tests of all runs', () => {
  const steps = '0\ttests\n1\tmore tests\n'
  expect(sumUp({ reports: [good, bad], steps })).toEqual({
    passed: 40,
    failed: 2,
    failedSteps: ['1: more tests'],
  })
})

it('counts a test file that could not be loaded', () => {
  expect(sumUp({ reports: [broken, broken], steps: '' })).toMatchObject({ failed: 2 })
})

it('counts a step that failed without a failed test, such as lint or a run without a report', () => {
  const steps = '1\tlint\n124\ttests\n'
  expect(sumUp({ reports: [good, undefined], steps })).toMatchObject({ passed: 20, failed: 2 })
})
