import type { DoctorReport } from '../../../src/contract/index.ts'
import { timeWordsWithin } from '../../lib/time-words.ts'
import { useTickingNow } from '../../lib/use-ticking-now.ts'

/** The whole report in one sentence, and when it was made. */
export function ReportSummary({ report }: { report: DoctorReport }) {
  const now = useTickingNow(60_000)
  return (
    <p className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <output className="font-semibold">{summaryOf(report)}</output>
      <span className="text-small text-ink-muted">
        Checked {timeWordsWithin(report.checkedAt, now)}
      </span>
    </p>
  )
}

function summaryOf({ checks }: DoctorReport): string {
  const failed = checks.filter(({ state }) => state === 'failed').length
  const warnings = checks.filter(({ state }) => state === 'warning').length
  if (failed > 0) return `${counted(failed)} not work.`
  if (warnings > 0) return `Everything works; ${String(warnings)} to look at.`
  return 'Everything that was checked works.'
}

function counted(number: number): string {
  return number === 1 ? '1 thing does' : `${String(number)} things do`
}
