import { z } from 'zod'

/** `degraded` still answers calls; `down` does not. `reasons` says why in words. */
export const Health = z
  .object({
    status: z.enum(['healthy', 'degraded', 'down']),
    agents: z.array(z.enum(['voice', 'conversation', 'analytics', 'integration'])),
    timestamp: z.iso.datetime(),
    reasons: z.array(z.string()),
  })
  .meta({ id: 'Health' })

export type Health = z.infer<typeof Health>
