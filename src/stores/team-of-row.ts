import { z } from 'zod'
import type { Team, TeamMember } from '../agents/agent.ts'
import { usualTeam } from '../agents/default-agent.ts'
import { readOrdinaryNumber } from '../compliance/ordinary-number.ts'
import type { PartReader } from './part-reader.ts'

/**
 * `team` of a row: who takes the calls that the agent hands over. Somebody who cannot be called is left out
 * and named by their place, counted from 0 as in JSON.
 */
export function teamOfRow(
  team: unknown,
  { reader, homeCountry }: { reader: PartReader; homeCountry: string },
): Team {
  const written = reader.fields('team', team)
  const people = reader.chosen<readonly unknown[]>('team.members', {
    schema: z.array(z.unknown()),
    from: written['members'],
    otherwise: usualTeam.members,
  })
  const schema = memberSchema(homeCountry)
  return {
    members: people.flatMap((from, place) => {
      const member = reader.needed<TeamMember | undefined>(`team.members[${place}]`, {
        schema,
        from,
        otherwise: undefined,
      })
      return member ?? []
    }),
    order: reader.chosen('team.order', {
      schema: z.enum(['in-order', 'round-robin']),
      from: written['order'],
      otherwise: usualTeam.order,
    }),
    ringSeconds: reader.chosen('team.ringSeconds', {
      schema: z.number().int().min(5).max(60),
      from: written['ringSeconds'],
      otherwise: usualTeam.ringSeconds,
    }),
    alsoWhenClosed: reader.chosen('team.alsoWhenClosed', {
      schema: z.boolean(),
      from: written['alsoWhenClosed'],
      otherwise: usualTeam.alsoWhenClosed,
    }),
  }
}

function memberSchema(homeCountry: string): z.ZodType<TeamMember> {
  return z.object({
    name: words,
    phoneNumber: z.string().transform((number, context) => {
      const read = readOrdinaryNumber(number, { homeCountry })
      if (read !== undefined) return read
      context.addIssue({ code: 'custom', message: 'is no number that can be called' })
      return z.NEVER
    }),
    alsoCalled: z.array(words).default([]),
  })
}

const words = z.string().trim().min(1).max(100)
