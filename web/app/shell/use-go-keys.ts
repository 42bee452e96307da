import { useEffect, useEffectEvent } from 'react'
import { isMeantForSomethingElse } from '../../lib/use-shortcut.ts'

/** `g` and then a letter goes to a page, as long as the letter comes within a second. */
export function useGoKeys(go: (to: Place) => void): void {
  const arrive = useEffectEvent(go)
  useEffect(() => {
    let startedAt = -Infinity
    const press = (event: KeyboardEvent) => {
      if (isMeantForSomethingElse(event)) return
      const place = places[event.key]
      if (place && event.timeStamp - startedAt < 1000) arrive(place)
      startedAt = event.key === 'g' ? event.timeStamp : -Infinity
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

type Place = '/' | '/calls' | '/tasks' | '/contacts' | '/connection'

const places: Record<string, Place | undefined> = {
  h: '/',
  c: '/calls',
  t: '/tasks',
  p: '/contacts',
  s: '/connection',
}
