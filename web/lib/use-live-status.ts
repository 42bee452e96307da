import { useSyncExternalStore } from 'react'
import type { LiveStatus } from './live-connection.ts'
import { useServices } from './services.tsx'

/** Whether the live socket is there, as of now. */
export function useLiveStatus(): LiveStatus {
  const { live } = useServices()
  return useSyncExternalStore(
    (listener) => live.onStatus(listener),
    () => live.status,
  )
}
