import {
  canUse,
  noting,
  type Goal,
  type Matter,
  type Reception,
  type Surroundings,
  type TurnEvent,
} from './reception.ts'

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
    const offer = refusal === 'can-only-schedule' ? (wish.topic ?? reception.offer) : undefined
    return noting({ ...reception, goal: undefined, offer }, { events })
  }
  return noting(serving(reception, { wish, kind }), {
    events: reception.goal?.kind === kind ? events : [...events, 'started'],
  })
}

function serving(
  reception: Reception,
  { wish, kind }: { wish: Wish; kind: Goal['kind'] },
): Reception {
  const { goal } = reception
  const known: Matter = goal ? reception.matter : { when: {} }
  const isNewTopic = known.topic === undefined && wish.topic !== undefined
  const topic = isNewTopic ? { topic: wish.topic, reasonSettled: true as const } : {}
  return {
    ...reception,
    goal: goal?.kind === kind ? goal : { kind, corrects: false },
    matter: { ...known, ...topic, ...wish.matter },
    offer: undefined,
  }
}

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
    'stop-calls': [{ tool: 'take-message', kind: 'stop-calls' }],
    details: [
      { tool: 'save-contact-details', kind: 'details' },
      { tool: 'take-message', kind: 'message' },
    ],
  }
  const way = ways[kind].find(({ tool }) => canUse(tool, reception, around))
  return way ?? { refusal: 'cannot-message' }
}
