import { z } from 'zod'
import { Health } from '../contract/health.ts'
import type { ApiServer } from './api-server.ts'

/** What is wrong at the moment, in words. `down`: no call can be taken. */
export interface HealthReport {
  readonly status: Health['status']
  readonly reasons: readonly string[]
}

export interface HealthRouteParts {
  readonly health: () => HealthReport
  /** Whether new calls may be sent here. */
  readonly isReady: () => boolean
  readonly now: () => Date
}

const agents: Health['agents'] = ['voice', 'conversation', 'analytics', 'integration']

/** `/health` for people and monitors, `/ready` for load balancers. Both are open, and never slowed down. */
export function registerHealth(
  server: ApiServer,
  { health, isReady, now }: HealthRouteParts,
): void {
  const tags = ['health']

  server.get(
    '/health',
    { config: { rateLimit: false }, schema: { tags, response: { 200: Health, 503: Health } } },
    async (_request, reply) => {
      const { status, reasons } = health()
      const timestamp = now().toISOString()
      reply.code(status === 'down' ? 503 : 200)
      return { status, agents, timestamp, reasons: [...reasons] }
    },
  )

  const Ready = z.object({ ready: z.boolean() })
  server.get(
    '/ready',
    { config: { rateLimit: false }, schema: { tags, response: { 200: Ready, 503: Ready } } },
    async (_request, reply) => {
      const ready = isReady()
      reply.code(ready ? 200 : 503)
      return { ready }
    },
  )
}
