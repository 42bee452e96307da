import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { CallSummary } from '../../../src/contract/index.ts'
import { useServices } from '../../lib/services.tsx'
import { useLiveStatus } from '../../lib/use-live-status.ts'
import { liveCallsQuery } from './api/get-calls.ts'
import { applyCallUpdate } from './apply-call-update.ts'

/** The calls that are going on now, oldest first. */
export function useLiveCalls(): readonly CallSummary[] {
  const { api } = useServices()
  const { data } = useQuery(liveCallsQuery(api))
  return data?.items.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt)) ?? []
}

/** Keeps every list of calls up to date from the live socket; the shell holds it for all pages. */
export function useCallFeed(): void {
  const { live } = useServices()
  const queries = useQueryClient()
  const { state } = useLiveStatus()

  useEffect(() => {
    const stop = live.onEvent((event) => {
      if (event.type === 'status_update') applyCallUpdate(queries, event.call)
    })
    const release = live.subscribe({ type: 'call_status' })
    return () => {
      stop()
      release()
    }
  }, [live, queries])

  // What happened while the socket was away was told to nobody, and may be of any page.
  const hasBeenOpen = useRef(false)
  useEffect(() => {
    if (state !== 'open') return
    void queries.invalidateQueries(hasBeenOpen.current ? {} : { queryKey: ['calls'] })
    hasBeenOpen.current = true
  }, [state, queries])
}
