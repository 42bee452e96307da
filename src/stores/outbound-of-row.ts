import { isSupportedCountry } from 'libphonenumber-js/max'
import { z } from 'zod'
import type { OutboundRules } from '../agents/agent.ts'
import { usualCallingTimes } from '../agents/default-agent.ts'
import type { PartReader } from './part-reader.ts'

/** `outbound` of a row: whom the agent may call, and when. The usual is the business's own country. */
export function outboundOfRow(
  outbound: unknown,
  { reader, homeCountry }: { reader: PartReader; homeCountry: string },
): OutboundRules {
  const written = reader.fields('outbound', outbound)
  const countries = reader.chosen<readonly string[]>('outbound.countries', {
    schema: z.array(country),
    from: written['countries'],
    otherwise: [homeCountry.toUpperCase()],
  })
  const time = (name: 'from' | 'until') =>
    reader.chosen(`outbound.${name}`, {
      schema: timeOfDay,
      from: written[name],
      otherwise: usualCallingTimes[name],
    })
  const [from, until] = [time('from'), time('until')]
  const times = reader.needed('outbound.until', {
    schema: z.object({ from: z.string(), until: z.string() }).refine(endsAfterItBegins),
    from: { from, until },
    otherwise: usualCallingTimes,
  })
  return { countries, ...times }
}

const country = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .refine(isSupportedCountry)

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)

function endsAfterItBegins({ from, until }: { from: string; until: string }): boolean {
  return from < until
}
