import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CallSummary } from '../../../../src/contract/index.ts'
import { useServices } from '../../../lib/services.tsx'

/** Has the agent call somebody: `POST /api/calls`. A number that may not be called is refused in words. */
export function usePlaceCall() {
  const { api } = useServices()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ to, opening }: PlannedCall) =>
      api.request({
        method: 'POST',
        path: '/api/calls',
        body: { to, ...(opening === '' ? {} : { opening }) },
        schema: CallSummary,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['calls'] }),
  })
}

export interface PlannedCall {
  /** E.164. */
  readonly to: string
  /** What the agent opens with; empty: its own words. */
  readonly opening: string
}
