import { useMutation, useQueryClient } from '@tanstack/react-query'
import { HangUp } from '../../../../src/contract/index.ts'
import { useServices } from '../../../lib/services.tsx'

/** Ends a call that rings or goes on: `POST /api/calls/:id/hang-up`. Its end is told by the live socket. */
export function useHangUpCall() {
  const { api } = useServices()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (callId: string) =>
      api.request({
        method: 'POST',
        path: `/api/calls/${encodeURIComponent(callId)}/hang-up`,
        schema: HangUp,
      }),
    // It may have been over already, and then nothing more is told of it.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['calls'] }),
  })
}
