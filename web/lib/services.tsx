import { createContext, use, type ReactNode } from 'react'
import type { Api } from './api.ts'
import type { LiveConnection } from './live-connection.ts'

/** What the pages need from outside: the server, its live socket, and the time. */
export interface Services {
  readonly api: Api
  readonly live: LiveConnection
  readonly now: () => Date
}

export function ServicesProvider({ services, children }: ProviderProps) {
  return <ServicesContext value={services}>{children}</ServicesContext>
}

export function useServices(): Services {
  const services = use(ServicesContext)
  if (!services) throw new Error('This part of the page was rendered outside ServicesProvider.')
  return services
}

interface ProviderProps {
  readonly services: Services
  readonly children: ReactNode
}

const ServicesContext = createContext<Services | undefined>(undefined)
