import type { Agent, Weekday } from '../../agents/agent.ts'
import { hasHours, weekdays } from '../../agents/opening-hours.ts'

/** What the owner has written about the business: facts that the agent may tell. */
export function businessFacts({ business, questions }: Agent): string {
  const facts = [
    `Name: ${business.name}`,
    `Address: ${business.address === '' ? 'not known to you' : business.address}`,
    `Opening hours (time zone ${business.timeZone}): ${weekInWords(business)}`,
    ...questions.map(({ question, answer }) => `Asked “${question}”, the answer is: ${answer}`),
  ]
  return facts.map((fact) => `- ${fact}`).join('\n')
}

function weekInWords(business: Agent['business']): string {
  if (!hasHours(business)) return 'not known to you'
  return weekdays.map((weekday) => `${weekday} ${dayInWords(business, weekday)}`).join('; ')
}

function dayInWords({ hours }: Agent['business'], weekday: Weekday): string {
  const times = hours[weekday] ?? []
  if (times.length === 0) return 'closed'
  return times.map(({ opens, closes }) => `${opens} to ${closes}`).join(' and ')
}
