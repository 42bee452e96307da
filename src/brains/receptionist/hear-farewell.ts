import { noting, type Reception, type TurnEvent } from './reception.ts'
import { isBareReply } from './kind-of-reply.ts'
import type { Understood } from './understand.ts'

/** Whether the caller is done: a goodbye, or a no to the question for anything else. */
export function hearFarewell(reception: Reception, heard: Understood): Reception {
  if (isBusy(reception)) return reception
  if (isLeaving(reception, heard)) return noting(reception, { events: ['farewell'] })
  const isYes = heard.marks.has('yes') && isOpenQuestion(reception)
  return isYes && heard.tokens.length <= longestYes ? noting(reception, {}) : reception
}

function isLeaving(reception: Reception, heard: Understood): boolean {
  const { marks } = heard
  if (marks.has('goodbye')) return true
  const isOpen = isOpenQuestion(reception)
  if (marks.has('nothing-else')) return isOpen || !reception.goal
  const isDone = marks.has('no') || (marks.has('thanks') && !marks.has('yes'))
  return isOpen && isDone && isBareReply(heard)
}

/** A longer yes brings something with it. */
const longestYes = 6

function isOpenQuestion({ expecting }: Reception): boolean {
  const question = expecting?.question
  return question === 'anything-else' || question === 'how-can-i-help'
}

/** Whoever wants something else in the same breath is not leaving yet. */
function isBusy({ note }: Reception): boolean {
  const brings = note.asks.length > 0 || note.changed.length > 0
  return brings || keeping.some((event) => note.events.has(event))
}

const keeping: readonly TurnEvent[] = [
  'started',
  'emergency',
  'repeat',
  'wait',
  'stop-calls',
  'cancelled',
  'wrong-number',
  'cannot-message',
  'can-only-schedule',
]
