import { z } from 'zod'

/** Redeems a one-time link: `POST /api/session`. The link's page sends it on a click only. */
export const RedeemSignInLink = z.object({ token: z.string().min(1).max(200) })

/** Who is signed in: `GET /api/session`, 401 when nobody is. */
export const Session = z
  .object({
    member: z.object({
      id: z.uuid(),
      email: z.string(),
      name: z.string().nullable(),
      role: z.enum(['owner', 'member']),
    }),
    business: z.string().describe('The business that the agent answers for'),
    agentName: z.string(),
    /** Whether the agent is spoken with by sound alone, or by words, which can be typed as well. */
    talksIn: z.enum(['words', 'sound']),
    phoneNumber: z.string().describe('The number that a browser call dials'),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof Session>
