import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Adds up what `.ci/run` left in a folder: vitest's reports, and a file `steps` with the exit status
 * and the name of each step. A step that failed without a failed test counts as one failure.
 * @param {{ reports: unknown[], steps: string }} results
 */
export function sumUp({ reports, steps }) {
  const known = reports.filter(isReport)
  const failedSteps = steps.split('\n').filter((line) => line !== '' && !line.startsWith('0\t'))
  return {
    passed: sum(known.map((report) => report.numPassedTests)),
    failed: Math.max(sum(known.map(failuresOf)), failedSteps.length),
    failedSteps: failedSteps.map((line) => line.replace('\t', ': ')),
  }
}

/** @typedef {{ status: string, assertionResults: unknown[] }} TestFile */
/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: TestFile[] }} Report */

/**
 * @param {unknown} report
 * @returns {report is Report}
 */
function isReport(report) {
  return typeof report === 'object' && report !== null && 'numPassedTests' in report
}

/**
 * A file that could not even be loaded has no failed tests, and is a failure.
 * @param {Report} report
 */
function failuresOf({ numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return numFailedTests + broken.length
}

/** @param {number[]} counts */
function sum(counts) {
  return counts.reduce((total, count) => total + count, 0)
}

/** @param {string} folder */
function readResults(folder) {
  const reports = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => readReport(path.join(folder, name)))
  return { reports, steps: readFileSync(path.join(folder, 'steps'), 'utf8') }
}

/**
 * @param {string} file
 * @returns {unknown}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // The run was ended while it wrote; its step has failed.
    return undefined
  }
}

const [, program = '', folder] = process.argv
if (folder !== undefined && import.meta.url === pathToFileURL(program).href) {
  const { passed, failed, failedSteps } = sumUp(readResults(folder))
  for (const step of failedSteps) process.stdout.write(`failed with status ${step}\n`)
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
