import { useEffect, useState } from 'react'
import type { LiveEvent } from '../../../src/contract/index.ts'
import { useServices } from '../../lib/services.tsx'

/** The latest word of the system to everyone, until it is dismissed. */
export function useNotice(): { notice: Notice | undefined; dismiss: () => void } {
  const { live } = useServices()
  const [notice, setNotice] = useState<Notice>()
  useEffect(
    () =>
      live.onEvent((event) => {
        if (event.type === 'notice') setNotice(event)
      }),
    [live],
  )
  return { notice, dismiss: () => setNotice(undefined) }
}

type Notice = Extract<LiveEvent, { type: 'notice' }>
