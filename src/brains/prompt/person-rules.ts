import type { Agent, EscalationRules } from '../../agents/agent.ts'
import { spokenList } from '../../lib/spoken-english.ts'

/** When a person is brought in, and who there is. Phone numbers are never told to a model. */
export function personRules({ allowedTools, escalation, team }: Agent): readonly string[] {
  if (team.members.length === 0 || !allowedTools.includes('transfer-call')) {
    return [
      'Nobody can be put through to. Offer to take a message or to have the caller called back.',
    ]
  }
  const reasons = (Object.keys(inWords) as (keyof EscalationRules)[])
    .filter((rule) => escalation[rule])
    .map((rule) => inWords[rule])
  return [
    `The team, by the names that the tool transfer-call takes: ${team.members.map(describe).join('; ')}; or anyone.`,
    reasons.length === 0
      ? 'Put a caller through only when nothing else helps.'
      : `Put the caller through when ${spokenList(reasons)}.`,
    team.alsoWhenClosed
      ? 'The team takes calls at any time.'
      : 'The team takes calls only while the business is open; otherwise offer a message or a callback.',
    'Say whom you will try, and never that somebody will answer.',
  ]
}

const inWords: Readonly<Record<keyof EscalationRules, string>> = {
  whenAskedForPerson: 'they ask for a person',
  whenAngry: 'they are angry or complain',
  whenAskedTwice: 'they had to ask the same thing twice',
  whenEmergency: 'it is an emergency, after the words for it',
}

function describe({ name, alsoCalled }: Agent['team']['members'][number]): string {
  return alsoCalled.length === 0 ? name : `${name} (also called ${alsoCalled.join(', ')})`
}
