import type { ToolTurn } from '../../calls/transcript.ts'
import type { Reception } from './reception.ts'
import { isUnusable } from './unusable-tool.ts'

/**
 * What comes of putting a caller through. Once it is arranged the wish stays open: a caller who speaks into the
 * words before it is not put through yet. When nobody was there, or took it, a message is the next best thing.
 */
export function transferDone(before: Reception, turn: ToolTurn): Reception {
  const { result } = turn
  if (result.ok) return arranged(before, turn)
  const emergency = before.emergency === 'open' ? 'failed' : before.emergency
  const refused = { ...before, emergency, results: [...before.results, turn] }
  if (result.reason === 'nobody-answered') return missed(refused, turn)
  const isLost = isUnusable(turn, result.reason)
  return {
    ...instead(refused, before.matter.person),
    untold: [...before.untold, turn],
    unavailable: isLost ? [...before.unavailable, turn.tool] : before.unavailable,
  }
}

function arranged(before: Reception, turn: ToolTurn): Reception {
  // An emergency is no wish of the caller's, but has the same end.
  const isWish = before.goal?.kind === 'transfer'
  const topic = argumentOf(turn, 'reason')
  return {
    ...before,
    goal: { kind: 'transfer', corrects: false },
    matter: isWish || topic === undefined ? before.matter : { topic, when: {} },
    results: [...before.results, turn],
    untold: [...before.untold, turn],
  }
}

/** The house has told the caller already. */
function missed(before: Reception, turn: ToolTurn): Reception {
  // With the second person who does not answer nobody is meant by name.
  const isFirst = before.goal?.kind === 'transfer' || !before.transferFailed
  return instead(before, isFirst ? argumentOf(turn, 'person') : undefined)
}

/** What the caller wanted to speak about can be written down instead. */
function instead(reception: Reception, person: string | undefined): Reception {
  const { matter, offer } = reception
  const topic = matter.topic ?? offer?.topic
  return {
    ...reception,
    goal: undefined,
    matter: { when: {} },
    offer: { topic, person },
    transferFailed: true,
  }
}

function argumentOf({ arguments: args }: ToolTurn, name: string): string | undefined {
  if (typeof args !== 'object' || args === null) return undefined
  const value: unknown = Reflect.get(args, name)
  return typeof value === 'string' ? value : undefined
}
