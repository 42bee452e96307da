import type { CallerTurn } from '../../calls/transcript.ts'
import { hearAnswer } from './hear-answer.ts'
import { hearAsides } from './hear-asides.ts'
import { hearAnger, hearEscalation } from './hear-escalation.ts'
import { hearFarewell } from './hear-farewell.ts'
import { hearIntent } from './hear-intent.ts'
import { hearTheRest } from './hear-the-rest.ts'
import { hearUnasked } from './hear-unasked.ts'
import {
  canUse,
  emptyNote,
  missing,
  noting,
  withEvents,
  type Reception,
  type SideAsk,
  type Surroundings,
  type TurnEvent,
} from './reception.ts'
import type { Understood } from './understand.ts'
import { slotOf } from './slot-of.ts'
import { canOfferPerson } from './transfer-chance.ts'

/** What a caller's turn changes. */
export function hearCaller(
  before: Reception,
  { turn, heard, around }: { turn: CallerTurn; heard: Understood; around: Surroundings },
): Reception {
  const listening = {
    ...before,
    turn: turn.turn,
    results: [],
    // A caller who speaks is not put through yet: that is arranged anew, or not at all.
    untold: before.untold.filter(({ result, tool }) => !(result.ok && tool === 'transfer-call')),
    note: { ...emptyNote, text: heard.text },
  }
  const after = counted(hearWords(listening, heard, around))
  return withUnanswered(hearEscalation(after, heard, around), before)
}

/** How often in a row the caller was not understood, or not answered. */
function counted(reception: Reception): Reception {
  const { asks, missed } = reception.note
  const isUnknown = asks.some(({ ask }) => ask === 'unknown')
  if (missed !== undefined) return reception
  return {
    ...reception,
    misses: { ...reception.misses, general: 0 },
    unanswered: isUnknown ? reception.unanswered + 1 : 0,
  }
}

function hearWords(listening: Reception, heard: Understood, around: Surroundings): Reception {
  if (!/[\p{L}\p{N}]/u.test(heard.text)) {
    return missing(withEvents(listening, ['silence']), slotOf(listening.expecting?.question))
  }
  const steps = [
    hearEmergency,
    hearAnger,
    hearAsides,
    hearAnswer,
    hearIntent,
    hearUnasked,
    hearFarewell,
  ]
  const after = steps.reduce((reception, step) => step(reception, heard, around), listening)
  return hearTheRest(after, heard, around)
}

/** Words that were not answered, because the caller spoke on at once, are answered with the new ones. */
function withUnanswered(reception: Reception, { note: before }: Reception): Reception {
  const { note } = reception
  const events = [...before.events].filter((event) => lasting.has(event))
  return {
    ...reception,
    note: {
      ...note,
      asks: [
        ...before.asks.filter((ask) => !note.asks.some((one) => isSameAsk(one, ask))),
        ...note.asks,
      ],
      events: new Set([...events, ...note.events]),
    },
  }
}

function isSameAsk(one: SideAsk, other: SideAsk): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

const lasting: ReadonlySet<TurnEvent> = new Set<TurnEvent>([
  'emergency',
  'transfer',
  'unknown-person',
  'offer-person',
  'anger',
  'complaint',
  'lead',
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
    emergency: canAlert(reception, around) ? 'open' : 'failed',
    emergencyText: text,
  }
  // What was to be passed on counts no longer.
  const goal = reception.matter.passOn ? undefined : reception.goal
  return noting({ ...reception, goal, ...(isFirst ? first : {}) }, { events: ['emergency'] })
}

/** Whether somebody of the team can hear of it, by a message or by the phone. */
function canAlert(reception: Reception, around: Surroundings): boolean {
  return (
    canUse('take-message', reception, around) ||
    canOfferPerson('whenEmergency', { reception, around })
  )
}
