/** How many cases each fuzz test tries: few in every run of the tests, and as many as one likes by command. */
export const fuzzRuns = runsOf(process.env['FUZZ_RUNS'])

/** Long runs take their time. */
export const fuzzTimeoutMs = Math.max(60_000, fuzzRuns * 500)

function runsOf(asked = ''): number {
  if (asked === '') return 60
  if (/^[1-9]\d{0,7}$/.test(asked)) return Number(asked)
  throw new Error(`FUZZ_RUNS must be a number of cases, not ${asked}`)
}
