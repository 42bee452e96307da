import { withTopic } from './fill-slots.ts'
import { missing, noting, withEvents, type Reception } from './reception.ts'
import { slotOf } from './slot-of.ts'
import type { Understood } from './understand.ts'
import type { Question } from './words.ts'

/** What nothing else made sense of: another language, an unknown question, a wish in other words. */
export function hearTheRest(reception: Reception, heard: Understood): Reception {
  const { expecting, goal, note } = reception
  if (note.events.has('understood') || note.missed !== undefined) return reception
  const slot = slotOf(expecting?.question)
  if (heard.isForeign) return missing(withEvents(reception, ['foreign']), slot)
  const offer = goal ? reception.offer : { topic: heard.text }
  if (heard.isQuestion) return noting({ ...reception, offer }, { asks: [{ ask: 'unknown' }] })
  if (goal) return missing(withMoreToSay(reception, heard), slot)
  return isStatement(heard, reception)
    ? noting({ ...reception, offer }, { events: ['statement'] })
    : missing(reception, slot)
}

/** To a choice of two whatever else is said is no news, but an answer that was not understood. */
function isStatement({ tokens }: Understood, { expecting }: Reception): boolean {
  const isReply = expecting !== undefined && choices.has(expecting.question)
  return !isReply && tokens.length >= fewestWords
}

const fewestWords = 3
const choices: ReadonlySet<Question> = new Set<Question>(['message-or-callback', 'other-person'])
const asides: ReadonlySet<Question> = new Set<Question>(['offer-person', 'urgency', 'when'])

/** A story that goes on instead of an answer belongs to the message. */
function withMoreToSay(reception: Reception, { tokens, text }: Understood): Reception {
  const { matter, expecting } = reception
  const isAside = expecting !== undefined && asides.has(expecting.question)
  if (!isAside || matter.topic === undefined || tokens.length <= fewestWords) return reception
  return withTopic(reception, `${matter.topic} ${text}`)
}
