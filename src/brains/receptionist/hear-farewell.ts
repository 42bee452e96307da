import { noting, type Reception, type TurnEvent } from './reception.ts'
import { isBareReply } from './kind-of-reply.ts'
import type { Understood } from './understand.ts'

/** Whether the caller is done: a goodbye, or a no to the question for anything else. */
export function hearFarewell(reception: Reception, heard: Understood): Reception {
  if (isBusy(reception)) return reception
  if (isLeaving(reception, heard)) return noting(reception, { events: ['farewell'] })
  const isYes = heard.marks.has('yes') && isOpenQuestion(reception)
  const wantsMore = isYes && heard.tokens.length <= longestYes
  return wantsMore ? noting(reception, { events: ['wants-more'] }) : reception
}

function isLeaving(reception: Reception, heard: Understood): boolean {
  const { marks } = heard
  if (marks.has('goodbye')) return true
  const isOpen = isOpenQuestion(reception)
  if (marks.has('nothing-else')) return (isOpen || !reception.goal) && !goesOn(heard)
  if (!isOpen || !isBareReply(heard)) return false
  return marks.has('no') || isThanksForAll(reception, heard)
}

/** `That is all, but whom can I ask …`. */
function goesOn({ isQuestion, tokens }: Understood): boolean {
  return isQuestion && tokens.length > longestYes
}

/** Thanks instead of an answer to whether there is anything else. */
function isThanksForAll({ expecting }: Reception, { marks }: Understood): boolean {
  return expecting?.question === 'anything-else' && marks.has('thanks') && !marks.has('yes')
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
