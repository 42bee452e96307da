import type { Agent } from '../agents/agent.ts'
import { localTime, nextOpening, openingAt } from '../agents/opening-hours.ts'
import { spokenTime, spokenWeekday } from '../lib/spoken-english.ts'

/**
 * Puts what this business says of itself into a scenario: `{business}`, `{person}` (the first of the team),
 * `{emergency}` (the instruction's last words), `{opens}` (when it opens on the day of the call), `{weekday}`
 * and `{time}` (when it is open again, the day after tomorrow or later).
 */
export function fillIn(script: string, { agent, now }: { agent: Agent; now: Date }): string {
  const words: Readonly<Record<string, string>> = {
    business: agent.business.name,
    person: agent.team.members[0]?.name ?? 'somebody',
    emergency: lastWords(agent.emergency.instruction),
    opens: opensAt({ agent, now }),
    ...laterOpening({ agent, now }),
  }
  return script.replaceAll(/\{(\w+)\}/g, (all, name: string) => words[name] ?? all)
}

function lastWords(text: string): string {
  return text
    .split(/\s+/)
    .slice(-3)
    .join(' ')
    .replace(/[.!?]+$/, '')
}

function opensAt({ agent, now }: { agent: Agent; now: Date }): string {
  const opening = openingAt(agent.business, localTime(agent.business, now))
  return opening === undefined ? '' : spokenTime(opening.opens.toPlainTime())
}

function laterOpening({ agent, now }: { agent: Agent; now: Date }) {
  const twoDaysOn = localTime(agent.business, now).startOfDay().add({ days: 2 })
  const opens = nextOpening(agent.business, twoDaysOn)?.opens ?? twoDaysOn.with({ hour: 9 })
  const anHourLater = opens.add({ hours: 1 })
  return {
    weekday: spokenWeekday(anHourLater.dayOfWeek),
    time: spokenTime(anHourLater.toPlainTime()),
  }
}
