import { withEvents, type Reception, type Surroundings, type TurnEvent } from './reception.ts'
import { canOfferPerson } from './transfer-chance.ts'
import type { Understood } from './understand.ts'

/** Anger in the caller's words, which colours the rest of the call. */
export function hearAnger(reception: Reception, { marks }: Understood): Reception {
  if (!marks.has('anger')) return reception
  return withEvents({ ...reception, isAngry: true }, ['anger'])
}

/** Whether a person is to be offered: to who is angry, and to who has asked twice in vain. */
export function hearEscalation(
  reception: Reception,
  _heard: Understood,
  around: Surroundings,
): Reception {
  const { events } = reception.note
  const isElsewhere = reception.goal?.kind === 'transfer' || [...events].some(isSettled)
  if (isElsewhere || reception.personOffers >= mostOffers) return reception
  const isOffered =
    (isUpset(events) && canOfferPerson('whenAngry', { reception, around })) ||
    (isInVain(reception) && canOfferPerson('whenAskedTwice', { reception, around }))
  return isOffered ? withEvents(reception, ['offer-person']) : reception
}

const mostOffers = 2

function isUpset(events: ReadonlySet<TurnEvent>): boolean {
  return events.has('complaint') || events.has('anger')
}

/** The same twice: not understood, or not known. */
function isInVain({ note, misses, unanswered }: Reception): boolean {
  const isUnknown = note.asks.some(({ ask }) => ask === 'unknown')
  return (note.missed !== undefined && (misses.general ?? 0) > 1) || (isUnknown && unanswered > 1)
}

function isSettled(event: TurnEvent): boolean {
  return settling.has(event)
}

/** What is about something else, or about a person already. */
const settling: ReadonlySet<TurnEvent> = new Set<TurnEvent>([
  'emergency',
  'farewell',
  'silence',
  'foreign',
  'transfer',
  'unknown-person',
  'stop-calls',
  'wrong-number',
  'wait',
  'repeat',
  'declined',
  'cancelled',
])
