import type { Agent } from '../../agents/agent.ts'
import type { CallerTurn } from '../../calls/transcript.ts'
import type { Lexicon } from './lexicon.ts'
import { understand, type Understood } from './understand.ts'

/** Reads the words of a caller's turn. */
export type Hearing = (turn: CallerTurn, agent: Agent) => Understood

/**
 * Reads each turn once for as long as somebody holds it: in a long call only the newest words are new. It
 * decides nothing, so forgetting it changes no answer.
 */
export function createRememberedHearing(lexicon: Lexicon): Hearing {
  const known = new WeakMap<CallerTurn, { agent: Agent; heard: Understood }>()
  return (turn, agent) => {
    const before = known.get(turn)
    if (before?.agent === agent) return before.heard
    const heard = understand(turn.text, { agent, lexicon })
    known.set(turn, { agent, heard })
    return heard
  }
}
