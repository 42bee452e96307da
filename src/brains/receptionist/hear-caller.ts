import type { CallerTurn } from '../../calls/transcript.ts'
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
  type Reception,
  type Surroundings,
} from './reception.ts'
import type { Understood } from './understand.ts'
import { slotOf } from './slot-of.ts'

/** What a caller's turn changes. */
export function hearCaller(
  before: Reception,
  { turn, heard, around }: { turn: CallerTurn; heard: Understood; around: Surroundings },
): Reception {
  const listening = newTurn(before, { turn, heard })
  if (!/[\p{L}\p{N}]/u.test(heard.text)) {
    return missing(withEvent(listening, 'silence'), slotOf(before.expecting?.question))
  }
  const steps = [hearEmergency, hearAsides, hearAnswer, hearUnasked, hearIntent, hearFarewell]
  const after = steps.reduce((reception, step) => step(reception, heard, around), listening)
  const made = hearTheRest(after, heard)
  const wasUnderstood = made.note.missed === undefined
  return wasUnderstood ? { ...made, misses: { ...made.misses, general: 0 } } : made
}

/** Words that were not answered, because the agent was interrupted at once, are answered with the new ones. */
function newTurn(
  before: Reception,
  { turn, heard }: { turn: CallerTurn; heard: Understood },
): Reception {
  const kept = { ...before.note, missed: undefined, text: heard.text }
  const events = new Set([...kept.events].filter((event) => lasting.has(event)))
  return { ...before, turn: turn.turn, results: [], note: { ...emptyNote, ...kept, events } }
}

const lasting: ReadonlySet<string> = new Set([
  'emergency',
  'transfer',
  'complaint',
  'appointment',
  'stop-calls',
  'wrong-number',
  'started',
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

function withEvent(reception: Reception, event: 'silence' | 'foreign'): Reception {
  return {
    ...reception,
    note: { ...reception.note, events: new Set([...reception.note.events, event]) },
  }
}

/** What nothing else made sense of: another language, an unknown question, a wish in other words. */
function hearTheRest(reception: Reception, heard: Understood): Reception {
  const { expecting, goal, note } = reception
  if (note.events.has('understood') || note.missed !== undefined) return reception
  const slot = slotOf(expecting?.question)
  if (heard.isForeign) return missing(withEvent(reception, 'foreign'), slot)
  const offer = goal ? reception.offer : heard.text
  if (heard.isQuestion) return noting({ ...reception, offer }, { asks: [{ ask: 'unknown' }] })
  if (goal || heard.tokens.length < fewestWords) return missing(reception, slot)
  return noting({ ...reception, offer }, { events: ['statement'] })
}

const fewestWords = 3
