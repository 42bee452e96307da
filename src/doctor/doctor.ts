import type { DoctorCheck, DoctorReport } from '../contract/doctor.ts'
import type { Clock } from '../lib/clock.ts'
import { checksOf } from './checks-of.ts'
import type { Check, FixOutcome } from './check.ts'
import type { DoctorParts } from './doctor-parts.ts'
import { numberUrlsId } from './number-urls-check.ts'
import { runCheck } from './run-check.ts'
import { createSetNumberUrls, setNumberUrls } from './set-number-urls.ts'

/** Looks at everything that is configured, for real, and puts right what it is asked to. */
export interface Doctor {
  /** Takes ten seconds at most. Whoever asks while it looks gets the same report. Never throws. */
  examine(): Promise<DoctorReport>
  /** Mends one thing and looks again at everything; `undefined`: there is no such fix. Never throws. */
  fix(id: string): Promise<DoctorReport | undefined>
}

interface Mending {
  /** The check that offers it. */
  readonly checkId: string
  readonly mend: () => Promise<FixOutcome>
}

export function createDoctor(parts: DoctorParts): Doctor {
  const checks = checksOf(parts)
  const fixes: Readonly<Record<string, Mending>> = {
    [setNumberUrls.id]: { checkId: numberUrlsId, mend: createSetNumberUrls(parts) },
  }
  let examination: Promise<DoctorReport> | undefined

  async function examine(): Promise<DoctorReport> {
    examination ??= lookAt(checks, parts.clock).finally(() => (examination = undefined))
    return examination
  }

  return {
    examine,
    async fix(id) {
      const mending = Object.hasOwn(fixes, id) ? fixes[id] : undefined
      if (!mending) return undefined
      const outcome = await mending.mend()
      // Never an examination that began before the fix: it has seen the old state.
      const report = await lookAt(checks, parts.clock)
      if (outcome.done) return report
      return withFailure(report, { checkId: mending.checkId, words: outcome.words })
    },
  }
}

async function lookAt(checks: readonly Check[], clock: Clock): Promise<DoctorReport> {
  const looked = await Promise.all(checks.map((check) => runCheck(check, clock)))
  return { checkedAt: clock.now().toISOString(), checks: looked }
}

/** The check that offered the fix says why it could not be done. */
function withFailure(
  report: DoctorReport,
  { checkId, words }: { checkId: string; words: string },
): DoctorReport {
  const failure = (check: DoctorCheck): DoctorCheck => ({
    ...check,
    state: 'failed',
    summary: `${words} ${check.summary}`,
  })
  const checks = report.checks.map((check) => (check.id === checkId ? failure(check) : check))
  return { ...report, checks }
}
