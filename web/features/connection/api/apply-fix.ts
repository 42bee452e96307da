import { useMutation, useQueryClient } from '@tanstack/react-query'
import { DoctorReport } from '../../../../src/contract/index.ts'
import { useServices } from '../../../lib/services.tsx'
import { checkMs, reportQuery } from './get-report.ts'

/** Mends one thing and looks at everything again: `POST /api/doctor/fixes/:id`. */
export function useApplyFix() {
  const { api } = useServices()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (fixId: string) =>
      api.request({
        method: 'POST',
        path: `/api/doctor/fixes/${encodeURIComponent(fixId)}`,
        schema: DoctorReport,
        deadlineMs: checkMs,
      }),
    onSuccess: (report) => queries.setQueryData(reportQuery(api).queryKey, report),
  })
}
