import { useEffect, useEffectEvent, useState } from 'react'

/** Escape twice within three seconds hangs up; the returned value is true between the two. */
export function useHangUpKey(hangUp: () => void): boolean {
  const [isArmed, setArmed] = useState(false)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]'))
      return
    if (isArmed) hangUp()
    else setArmed(true)
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  useEffect(() => {
    if (!isArmed) return undefined
    const timer = setTimeout(() => setArmed(false), 3000)
    return () => clearTimeout(timer)
  }, [isArmed])

  return isArmed
}
