import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from 'react'
import type { WaitingState } from './call-waiting.ts'
import type { PhoneState } from './phone-state.ts'
import type { Phone } from './phone.ts'

/** Makes the phone available below, and hangs up when the whole dashboard is left. */
export function PhoneProvider({ phone, children }: { phone: Phone; children: ReactNode }) {
  useEffect(() => {
    const leave = () => {
      phone.stopWaiting()
      phone.hangUp()
    }
    // A page that is closed takes nothing apart; without a word the other end would wait for it to come back.
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [phone])
  return <PhoneContext value={phone}>{children}</PhoneContext>
}

export function usePhone(): PhoneInUse {
  const phone = use(PhoneContext)
  if (!phone) throw new Error('This part of the page was rendered outside PhoneProvider.')
  const onChange = (listener: () => void) => phone.onChange(listener)
  const state = useSyncExternalStore(onChange, () => phone.state)
  const waiting = useSyncExternalStore(onChange, () => phone.waiting)
  const isAway = useSyncExternalStore(onChange, () => phone.isAway)
  return { phone, state, waiting, isAway }
}

interface PhoneInUse {
  readonly phone: Phone
  readonly state: PhoneState
  readonly waiting: WaitingState
  /** The line of the call broke, and is coming back. */
  readonly isAway: boolean
}

const PhoneContext = createContext<Phone | undefined>(undefined)
