import { hasHours, localTime, nextOpening, openingAt } from '../../agents/opening-hours.ts'
import { isTeamThere } from '../../agents/team-hours.ts'
import type { BrainRequest } from '../../calls/brain.ts'
import { spokenDate, spokenTime } from '../../lib/spoken-english.ts'
import { fenced } from './fence.ts'

type Facts = Pick<BrainRequest, 'agent' | 'caller' | 'now'>

/** What holds in this turn: the time, whether the business is open, and who calls. Worked out by code. */
export function notesFor(facts: Facts): string {
  return `${fenced('now', timeOf(facts))}\n${fenced('caller_record', callerInWords(facts.caller))}`
}

/** What was worked out last for an agent: many turns have the same minute. */
const lastTold = new WeakMap<Facts['agent'], { readonly minute: number; readonly words: string }>()

function timeOf({ agent, now }: Facts): string {
  const minute = Math.floor(now.getTime() / 60_000)
  const told = lastTold.get(agent)
  if (told?.minute === minute) return told.words
  const words = timeInWords({ agent, now })
  lastTold.set(agent, { minute, words })
  return words
}

function timeInWords({ agent, now }: Pick<Facts, 'agent' | 'now'>): string {
  const local = localTime(agent.business, now)
  const time = `It is ${spokenDate(local)}, ${local.year}, ${spokenTime(local)} where the business is.`
  return [time, ...openInWords({ agent, now }), ...teamInWords({ agent, now })].join(' ')
}

function openInWords({ agent: { business }, now }: Pick<Facts, 'agent' | 'now'>): string[] {
  if (!hasHours(business)) return []
  const local = localTime(business, now)
  const opening = openingAt(business, local)
  if (opening) return [`The business is open now (until ${spokenTime(opening.closes)}).`]
  const opens = nextOpening(business, local)?.opens
  if (opens === undefined) return ['The business is closed now.']
  return [`The business is closed now (until ${spokenDate(opens)}, ${spokenTime(opens)}).`]
}

function teamInWords({ agent, now }: Pick<Facts, 'agent' | 'now'>): string[] {
  if (agent.team.members.length === 0) return []
  return [
    isTeamThere({ agent, now }) ? 'The team takes calls now.' : 'The team takes no calls now.',
  ]
}

function callerInWords({ name, phoneNumber }: BrainRequest['caller']): string {
  const number = /^\+\d+$/.test(phoneNumber) ? phoneNumber : 'withheld'
  return JSON.stringify({ callsFrom: number, name: name ?? 'not known' })
}
