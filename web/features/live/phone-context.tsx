import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from 'react'
import type { Phone, PhoneState } from './phone.ts'

/** Makes the phone available below, and hangs up when the whole dashboard is left. */
export function PhoneProvider({ phone, children }: { phone: Phone; children: ReactNode }) {
  useEffect(() => () => phone.hangUp(), [phone])
  return <PhoneContext value={phone}>{children}</PhoneContext>
}

export function usePhone(): { phone: Phone; state: PhoneState } {
  const phone = use(PhoneContext)
  if (!phone) throw new Error('This part of the page was rendered outside PhoneProvider.')
  const state = useSyncExternalStore(
    (listener) => phone.onChange(listener),
    () => phone.state,
  )
  return { phone, state }
}

const PhoneContext = createContext<Phone | undefined>(undefined)
