import type { Slot } from './reception.ts'
import type { Question } from './words.ts'

/** The slot that a question is to fill. */
export function slotOf(question: Question | undefined): Slot {
  return question === undefined ? 'general' : slots[question]
}

const slots: Readonly<Record<Question, Slot>> = {
  name: 'name',
  'known-name': 'name',
  number: 'number',
  'own-number': 'number',
  'number-rest': 'number',
  'number-right': 'number',
  'stop-number': 'number',
  reason: 'reason',
  urgency: 'urgency',
  when: 'when',
  'offer-message': 'general',
  'offer-callback': 'general',
  'message-or-callback': 'general',
  'offer-person': 'general',
  'other-person': 'general',
  details: 'general',
  'anything-else': 'general',
  'how-can-i-help': 'general',
  'what-to-know': 'general',
}
