import { createContext, use } from 'react'
import type { Session } from '../../src/contract/index.ts'

/** The session of whoever is signed in; there is one everywhere inside the shell. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('This part of the page was rendered for nobody signed in.')
  return session
}

export const SessionContext = createContext<Session | undefined>(undefined)
