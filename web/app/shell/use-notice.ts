import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LiveEvent } from '../../../src/contract/index.ts'
import { useServices } from '../../lib/services.tsx'
import { healthQuery } from '../health.ts'

/** The latest word of the system to everyone, until it is dismissed. */
export function useNotice(): { notice: Notice | undefined; dismiss: () => void } {
  const { api, live } = useServices()
  const queries = useQueryClient()
  const [notice, setNotice] = useState<Notice>()
  useEffect(
    () =>
      live.onEvent((event) => {
        if (event.type !== 'notice') return
        setNotice(event)
        // What health said before is old news, and must not contradict it.
        void queries.invalidateQueries({ queryKey: healthQuery(api).queryKey })
      }),
    [api, live, queries],
  )
  return { notice, dismiss: () => setNotice(undefined) }
}

type Notice = Extract<LiveEvent, { type: 'notice' }>
