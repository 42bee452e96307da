import { ownNumber } from './hear-number.ts'
import {
  canUse,
  noting,
  type Goal,
  type Matter,
  type Offer,
  type Reception,
  type Surroundings,
  type TurnEvent,
} from './reception.ts'
import type { Question } from './words.ts'

/** What a caller wants to have done. */
export interface Wish {
  readonly kind: Goal['kind']
  readonly topic?: string | undefined
  readonly matter?: Partial<Matter>
  readonly events?: readonly TurnEvent[]
}

/** Begins to serve a wish, or the nearest one that the tools of this agent allow. */
export function startGoal(reception: Reception, wish: Wish, around: Surroundings): Reception {
  const { kind, refusal } = possibleGoal(wish.kind, { reception, around })
  const events = [...(wish.events ?? []), ...(refusal ? [refusal] : [])]
  if (kind === undefined) {
    const offer = refusal === 'can-only-schedule' ? offerInstead(reception, wish) : undefined
    return noting({ ...reception, goal: undefined, offer }, { events })
  }
  return noting(serving(reception, { wish, kind }), {
    events: reception.goal?.kind === kind ? events : [...events, 'started'],
  })
}

function offerInstead({ offer }: Reception, { topic = offer?.topic }: Wish): Offer | undefined {
  return topic === undefined ? undefined : { topic }
}

function serving(
  reception: Reception,
  { wish, kind }: { wish: Wish; kind: Goal['kind'] },
): Reception {
  const { goal } = reception
  const known: Matter = goal ? reception.matter : offered(reception, kind)
  const isNewTopic = (known.topic === undefined || !goal) && wish.topic !== undefined
  const topic = isNewTopic ? { topic: wish.topic, reasonSettled: true as const } : {}
  const matter = { ...known, ...topic, ...wish.matter }
  return {
    ...reception,
    goal: goal?.kind === kind ? goal : { kind, corrects: false },
    matter: reception.isAngry ? { ...matter, urgency: matter.urgency ?? 'urgent' } : matter,
    offer: undefined,
  }
}

/** What is known of a matter that was offered instead of what the caller wanted. */
function offered({ expecting, offer }: Reception, kind: Goal['kind']): Matter {
  const isInstead = expecting !== undefined && instead.has(expecting.question)
  if (!isInstead || kind === 'stop-calls' || kind === 'details') return { when: {} }
  return {
    ...(offer?.topic === undefined ? {} : { topic: offer.topic, reasonSettled: true }),
    ...(offer?.person === undefined ? {} : { person: offer.person }),
    when: {},
  }
}

const instead: ReadonlySet<Question> = new Set<Question>([
  'message-or-callback',
  'offer-message',
  'offer-callback',
  'offer-person',
  'other-person',
])

interface PossibleGoal {
  readonly kind?: Goal['kind']
  readonly refusal?: TurnEvent
}

/** Each wish in the ways in which it can be served, best first. */
function possibleGoal(
  kind: Goal['kind'],
  { reception, around }: { reception: Reception; around: Surroundings },
): PossibleGoal {
  const ways: Readonly<Record<Goal['kind'], readonly (PossibleGoal & { tool: string })[]>> = {
    message: [
      { tool: 'take-message', kind: 'message' },
      { tool: 'schedule-callback', refusal: 'can-only-schedule' },
    ],
    callback: [
      { tool: 'schedule-callback', kind: 'callback' },
      { tool: 'take-message', kind: 'message', refusal: 'cannot-schedule' },
    ],
    'stop-calls': [
      ...(ownNumber(around) === undefined ? [] : [{ tool: 'stop-calls', kind } as const]),
      { tool: 'take-message', kind: 'stop-calls' },
    ],
    transfer: [
      { tool: 'transfer-call', kind: 'transfer' },
      { tool: 'take-message', kind: 'message' },
      { tool: 'schedule-callback', refusal: 'can-only-schedule' },
    ],
    details: [
      { tool: 'save-contact-details', kind: 'details' },
      { tool: 'take-message', kind: 'message' },
    ],
  }
  const way = ways[kind].find(({ tool }) => canUse(tool, reception, around))
  return way ?? { refusal: 'cannot-message' }
}
