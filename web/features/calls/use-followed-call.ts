import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { CallDetail, CallSummary } from '../../../src/contract/index.ts'
import type { ShownLine } from '../../components/transcript.tsx'
import { mergeLines } from '../../lib/live-call.ts'
import { useLiveCall } from '../../lib/use-live-call.ts'
import { callQuery } from './api/get-call.ts'
import { useServices } from '../../lib/services.tsx'

/** The fetched call, carried on by what the live socket tells while it goes on. */
export function useFollowedCall(detail: CallDetail): FollowedCall {
  const { api } = useServices()
  const queries = useQueryClient()
  const wasActive = detail.status === 'active'
  const live = useLiveCall(wasActive ? detail.callSid : undefined)
  const isOver = live.call !== undefined && live.call.status !== 'active'
  const steps =
    live.lines.filter((line) => line.final).length +
    live.tools.length +
    live.incidents.length +
    live.tools.filter((tool) => tool.state !== 'running').length

  const phase = live.call?.phase

  // Receipts, latencies and events are not told live: each step brings new ones.
  useEffect(() => {
    if (steps > 0 || phase !== undefined) {
      void queries.invalidateQueries({ queryKey: callQuery(api, detail.id).queryKey })
    }
  }, [steps, phase, queries, api, detail.id])

  // An end is told live a moment before it can be read.
  const isBehind = isOver && wasActive
  useQuery({ ...callQuery(api, detail.id), enabled: isBehind, refetchInterval: askAgainMs })

  if (!wasActive) return { call: detail, lines: detail.transcript }
  return {
    call: live.call ?? detail,
    lines: mergeLines<ShownLine>(detail.transcript, live.lines),
  }
}

const askAgainMs = 1000

export interface FollowedCall {
  readonly call: CallSummary
  readonly lines: readonly ShownLine[]
}
