import { useEffect, useState } from 'react'
import { useServices } from './services.tsx'

/** The present time, again every `everyMs`. */
export function useTickingNow(everyMs: number): Date {
  const { now } = useServices()
  const [present, setPresent] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setPresent(now()), everyMs)
    return () => clearInterval(timer)
  }, [now, everyMs])
  return present
}
