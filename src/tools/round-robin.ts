/** Whose phone rings first, call after call. */
export interface RoundRobin {
  /** The same people, beginning with the one whose turn it is. A call that asks again keeps its turn. */
  orderFor<Person>(
    people: readonly Person[],
    call: { readonly id: string; readonly agentId: string },
  ): readonly Person[]
}

/**
 * Lets the phones of each agent's team take turns: every call begins with the next person. The turns are
 * kept in memory only, so after a restart the first person of the team begins again.
 */
export function createRoundRobin(): RoundRobin {
  const lastTurns = new Map<string, { readonly callId: string; readonly turn: number }>()
  return {
    orderFor(people, { id: callId, agentId }) {
      const last = lastTurns.get(agentId)
      const turn = nextTurn(last, callId)
      lastTurns.set(agentId, { callId, turn })
      const first = people.length === 0 ? 0 : turn % people.length
      return [...people.slice(first), ...people.slice(0, first)]
    },
  }
}

function nextTurn(
  last: { readonly callId: string; readonly turn: number } | undefined,
  callId: string,
): number {
  if (last === undefined) return 0
  return last.callId === callId ? last.turn : last.turn + 1
}
