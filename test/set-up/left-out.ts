import { appendFileSync } from 'node:fs'

/** Names the file that collects what a run left out; set by `left-out-report.ts` before any test runs. */
export const leftOutFileVariable = 'LEGACYAI_LEFT_OUT_FILE'

/**
 * Notes that tests were left out, for the last lines of the run. Call it at the top of a test file,
 * beside the `skipIf`, and say how to include them: `leftOut('the browser pages: no Chromium found')`.
 */
export function leftOut(reason: string): void {
  const file = process.env[leftOutFileVariable]
  if (file === undefined) return
  // One short append is atomic, so that test files in other processes cannot tear the line.
  appendFileSync(file, `${reason.replaceAll(/\s+/g, ' ').trim()}\n`)
}
