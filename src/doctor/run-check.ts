import type { DoctorCheck } from '../contract/doctor.ts'
import type { Clock } from '../lib/clock.ts'
import { DeadlineExceeded, withDeadline } from '../lib/deadline.ts'
import { describeError } from '../lib/errors.ts'
import { failed, type Check, type CheckResult } from './check.ts'

const checkWithinMs = 10_000

/** Runs one check for ten seconds at most. Never throws. */
export async function runCheck(check: Check, clock: Clock): Promise<DoctorCheck> {
  const { id, title } = check
  const { state, summary, advice, fix } = await resultOf(check, clock)
  return { id, title, state, summary, advice: advice ?? null, fix: fix ?? null }
}

async function resultOf(check: Check, clock: Clock): Promise<CheckResult> {
  const limit = { deadlineMs: checkWithinMs, what: check.title, clock }
  try {
    return await withDeadline(check.run(), limit)
  } catch (error) {
    if (error instanceof DeadlineExceeded) {
      return failed(
        'There was no answer within ten seconds.',
        'Look whether this machine is on the internet and not very busy, and run the doctor again.',
      )
    }
    return failed(
      `This could not be checked: ${describeError(error)}`,
      'Run the doctor again. If it stays like this, look into the log of the server.',
    )
  }
}
