import { useQuery } from '@tanstack/react-query'
import { RotateCw, Stethoscope } from 'lucide-react'
import { useState } from 'react'
import type { DoctorCheck, DoctorReport } from '../../../src/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { failureWords } from '../../lib/failure-words.ts'
import { useServices } from '../../lib/services.tsx'
import { useApplyFix } from './api/apply-fix.ts'
import { reportQuery } from './api/get-report.ts'
import { CheckRow } from './check-row.tsx'
import { FixDialog } from './fix-dialog.tsx'
import { ReportSummary } from './report-summary.tsx'

/** Whether calls can reach this installation, part by part, and what to do where they cannot. */
export function ConnectionPage() {
  const { api } = useServices()
  const report = useQuery(reportQuery(api))
  const checkAgain = (
    <Button disabled={report.isFetching} onClick={() => void report.refetch()}>
      {report.isFetching ? <Spinner /> : <RotateCw aria-hidden size={16} />}
      {report.isFetching ? 'Checking' : 'Check again'}
    </Button>
  )

  return (
    <Page
      title="Connection"
      lead="Whether calls can reach your agent, and what to do where they cannot."
      aside={checkAgain}
    >
      {report.data && report.isError && (
        <div className="mb-4">
          <Banner tone="danger" title="It could not be checked again">
            {failureWords(report.error)}
          </Banner>
        </div>
      )}
      {report.data && <Report report={report.data} />}
      {!report.data && (
        <Card>
          {report.isPending ? (
            <LoadingRows label="Looking at every part of the connection" />
          ) : (
            <ErrorState
              title="The connection could not be checked"
              error={report.error}
              onRetry={() => void report.refetch()}
            />
          )}
        </Card>
      )}
    </Page>
  )
}

function Report({ report }: { report: DoctorReport }) {
  const apply = useApplyFix()
  const [asked, ask] = useState<Fix>()
  if (report.checks.length === 0) {
    return (
      <Card>
        <EmptyState icon={Stethoscope} title="There was nothing to check">
          The server named no part of the connection. A newer version may.
        </EmptyState>
      </Card>
    )
  }
  return (
    <>
      <ReportSummary report={report} />
      {apply.isError && (
        <div className="mb-4">
          <Banner tone="danger" title="It could not be mended" onDismiss={() => apply.reset()}>
            {failureWords(apply.error)}
          </Banner>
        </div>
      )}
      <Card>
        <ul aria-label="Checks" className="divide-y divide-line">
          {report.checks.map((check) => (
            <CheckRow
              key={check.id}
              check={check}
              isMending={apply.isPending && apply.variables === check.fix?.id}
              onFix={ask}
            />
          ))}
        </ul>
      </Card>
      {asked && (
        <FixDialog
          fix={asked}
          onClose={() => ask(undefined)}
          onConfirm={() => {
            apply.mutate(asked.id)
            ask(undefined)
          }}
        />
      )}
    </>
  )
}

type Fix = NonNullable<DoctorCheck['fix']>
