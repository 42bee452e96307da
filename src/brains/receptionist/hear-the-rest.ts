import { withTopic } from './fill-slots.ts'
import { missing, noting, withEvents, type Reception, type Surroundings } from './reception.ts'
import { slotOf } from './slot-of.ts'
import { tellingWords } from './telling-words.ts'
import type { Understood } from './understand.ts'
import type { Question } from './words.ts'

/** What nothing else made sense of: another language, an unknown question, a wish in other words. */
export function hearTheRest(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  const { note } = reception
  if (isTold(reception, { heard, around })) {
    return withEvents({ ...reception, offer: { topic: heard.topic ?? heard.text } }, ['statement'])
  }
  const isHeard = note.events.has('understood') || note.missed !== undefined
  return isHeard ? reception : hearUnknown(reception, heard)
}

function hearUnknown(reception: Reception, heard: Understood): Reception {
  const { expecting, goal } = reception
  const slot = slotOf(expecting?.question)
  if (heard.isForeign) return missing(withEvents(reception, ['foreign']), slot)
  const offer = goal ? reception.offer : { topic: heard.text }
  if (heard.isQuestion) return noting({ ...reception, offer }, { asks: [{ ask: 'unknown' }] })
  if (goal) return missing(withMoreToSay(reception, heard), slot)
  return isStatement(heard, reception)
    ? noting({ ...reception, offer }, { events: ['statement'] })
    : missing(reception, slot)
}

/** Somebody who says who they are and then tells a story has told it. */
function isTold(
  { goal, note }: Reception,
  { heard, around }: { heard: Understood; around: Surroundings },
): boolean {
  const isNews = note.asks.length === 0 && note.changed.length > 0
  const isOnlyNews = [...note.events].every((event) => event === 'understood')
  if (goal !== undefined || !isNews || !isOnlyNews) return false
  const isStory = heard.tokens.length >= shortestStory
  return heard.topic !== undefined || (isStory && tellingWords(heard, around.lexicon) > 1)
}

const shortestStory = 9

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
