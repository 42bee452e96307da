import type { ToolTurn } from '../../calls/transcript.ts'
import { canUse, type Reception } from './reception.ts'
import type { Scene } from './scene.ts'
import type { Question } from './words.ts'

/** What is asked while nothing is open: the question that keeps the talk going. */
export function openQuestion(scene: Scene): Question {
  const { note } = scene.reception
  const offer = offerFor(scene)
  if (offer !== undefined) return offer
  if (note.events.has('have-question')) return 'what-to-know'
  if (note.events.has('wants-more')) return 'how-can-i-help'
  return isLater(scene.reception) ? 'anything-else' : 'how-can-i-help'
}

/** The tools decide what can be offered to someone whose wish cannot be served here and now. */
function offerFor({ reception, around }: Scene): Question | undefined {
  const canMessage = canUse('take-message', reception, around)
  const canSchedule = canUse('schedule-callback', reception, around)
  if (canSchedule && reception.note.events.has('can-only-schedule')) return 'offer-callback'
  if (reception.offer === undefined || !isOfferTime(reception)) return undefined
  if (canMessage) return messageOffer(reception, { canSchedule })
  return canSchedule ? 'offer-callback' : undefined
}

function messageOffer(reception: Reception, { canSchedule }: { canSchedule: boolean }): Question {
  const { expecting, results } = reception
  if (results.length === 0 && expecting?.question === 'other-person') return 'other-person'
  return canSchedule && isInsteadOfPerson(reception) ? 'message-or-callback' : 'offer-message'
}

function isOfferTime(reception: Reception): boolean {
  const { note, expecting } = reception
  const isNew = note.events.has('statement') || note.asks.some(({ ask }) => ask === 'unknown')
  const isOpen = expecting !== undefined && offers.has(expecting.question)
  return isNew || isOpen || isInsteadOfPerson(reception)
}

const offers: ReadonlySet<Question> = new Set<Question>([
  'offer-message',
  'offer-callback',
  'other-person',
])

/** Nobody was there: what can be done instead is asked for until it is answered. */
function isInsteadOfPerson({ expecting, results }: Reception): boolean {
  return expecting?.question === 'message-or-callback' || results.some(isRefusedTransfer)
}

function isRefusedTransfer({ result, tool }: ToolTurn): boolean {
  return !result.ok && tool === 'transfer-call'
}

/** Whether something has been answered or done already, so that more is else. */
function isLater({ note, last, said, results }: Reception): boolean {
  const isServed =
    note.asks.some(({ ask }) => ask !== 'how-are-you') || results.length > 0 || last !== undefined
  const isTurnedDown = ['declined', 'cancelled', 'wrong-number', 'cannot-message'] as const
  return isServed || said.length > openings || isTurnedDown.some((event) => note.events.has(event))
}

/** The greeting, and an answer to a hello. */
const openings = 2
