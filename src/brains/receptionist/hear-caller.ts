import type { CallerTurn } from '../../calls/transcript.ts'
import { withTopic } from './fill-slots.ts'
import { hearAnswer } from './hear-answer.ts'
import { hearAsides } from './hear-asides.ts'
import { hearFarewell } from './hear-farewell.ts'
import { hearIntent } from './hear-intent.ts'
import { hearUnasked } from './hear-unasked.ts'
import {
  canUse,
  emptyNote,
  missing,
  noting,
  withEvents,
  type Reception,
  type Surroundings,
  type TurnEvent,
} from './reception.ts'
import type { Understood } from './understand.ts'
import { slotOf } from './slot-of.ts'

/** What a caller's turn changes. */
export function hearCaller(
  before: Reception,
  { turn, heard, around }: { turn: CallerTurn; heard: Understood; around: Surroundings },
): Reception {
  const listening = {
    ...before,
    turn: turn.turn,
    results: [],
    note: { ...emptyNote, text: heard.text },
  }
  const after = withUnanswered(hearWords(listening, heard, around), before)
  const isUnderstood = after.note.missed === undefined
  return isUnderstood ? { ...after, misses: { ...after.misses, general: 0 } } : after
}

function hearWords(listening: Reception, heard: Understood, around: Surroundings): Reception {
  if (!/[\p{L}\p{N}]/u.test(heard.text)) {
    return missing(withEvents(listening, ['silence']), slotOf(listening.expecting?.question))
  }
  const steps = [hearEmergency, hearAsides, hearAnswer, hearIntent, hearUnasked, hearFarewell]
  const after = steps.reduce((reception, step) => step(reception, heard, around), listening)
  return hearTheRest(after, heard)
}

/** Words that were not answered, because the caller spoke on at once, are answered with the new ones. */
function withUnanswered(reception: Reception, { note: before }: Reception): Reception {
  const { note } = reception
  const events = [...before.events].filter((event) => lasting.has(event))
  return {
    ...reception,
    note: {
      ...note,
      asks: [...before.asks, ...note.asks],
      events: new Set([...events, ...note.events]),
    },
  }
}

const lasting: ReadonlySet<TurnEvent> = new Set<TurnEvent>([
  'emergency',
  'transfer',
  'complaint',
  'appointment',
  'stop-calls',
  'wrong-number',
])

function hearEmergency(
  reception: Reception,
  { isEmergency, text }: Understood,
  around: Surroundings,
): Reception {
  if (!isEmergency) return reception
  const isFirst = reception.emergency === 'none'
  const first: Pick<Reception, 'emergency' | 'emergencyText'> = {
    emergency: canUse('take-message', reception, around) ? 'open' : 'failed',
    emergencyText: text,
  }
  return noting({ ...reception, ...(isFirst ? first : {}) }, { events: ['emergency'] })
}

/** What nothing else made sense of: another language, an unknown question, a wish in other words. */
function hearTheRest(reception: Reception, heard: Understood): Reception {
  const { expecting, goal, note } = reception
  if (note.events.has('understood') || note.missed !== undefined) return reception
  const slot = slotOf(expecting?.question)
  if (heard.isForeign) return missing(withEvents(reception, ['foreign']), slot)
  const offer = goal ? reception.offer : heard.text
  if (heard.isQuestion) return noting({ ...reception, offer }, { asks: [{ ask: 'unknown' }] })
  if (goal) return missing(withMoreToSay(reception, heard), slot)
  if (heard.tokens.length < fewestWords) return missing(reception, slot)
  return noting({ ...reception, offer }, { events: ['statement'] })
}

const fewestWords = 3

/** A story that goes on instead of an answer belongs to the message. */
function withMoreToSay(reception: Reception, { tokens, text }: Understood): Reception {
  const { matter, expecting } = reception
  const isAside = expecting?.question === 'urgency' || expecting?.question === 'when'
  if (!isAside || matter.topic === undefined || tokens.length <= fewestWords) return reception
  return withTopic(reception, `${matter.topic} ${text}`)
}
