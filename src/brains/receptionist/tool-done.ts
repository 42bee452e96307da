import type { ToolRefusal } from '../../calls/tool.ts'
import type { ToolTurn } from '../../calls/transcript.ts'
import { assertNever } from '../../lib/errors.ts'
import { startGoal } from './start-goal.ts'
import type { Matter, Reception, Surroundings } from './reception.ts'

/** What the result of a tool changes. */
export function toolDone(
  before: Reception,
  { turn, around }: { turn: ToolTurn; around: Surroundings },
): Reception {
  const isTold =
    turn.tool === 'end-call' ||
    (turn.tool === 'save-contact-details' && before.goal?.kind !== 'details')
  const reception = {
    ...before,
    results: [...before.results, turn],
    untold: isTold ? before.untold : [...before.untold, turn],
  }
  const { result } = turn
  if (!result.ok) return refused(reception, { turn, reason: result.reason, around })
  const { kind, facts } = result.receipt
  if (facts['urgency'] === 'emergency') return { ...reception, emergency: 'reported' }
  const isMatter = kind === 'message-taken' || kind === 'callback-scheduled'
  const isDetails = kind === 'contact-saved' && reception.goal?.kind === 'details'
  return isMatter || isDetails ? finished(reception, { done: true }) : reception
}

function finished(reception: Reception, { done }: { done: boolean }): Reception {
  const { goal, matter } = reception
  if (!goal) return reception
  const kept: Matter = { when: {} }
  return { ...reception, goal: undefined, matter: kept, last: { goal, matter, done }, misses: {} }
}

function refused(
  reception: Reception,
  { turn, reason, around }: { turn: ToolTurn; reason: ToolRefusal; around: Surroundings },
): Reception {
  if (turn.tool === 'save-contact-details' && reception.goal?.kind !== 'details') return reception
  if (turn.tool === 'end-call') return withoutTool(reception, turn.tool)
  switch (reason) {
    case 'ambiguous': {
      const misses = { ...reception.misses, when: (reception.misses.when ?? 0) + 1 }
      return { ...reception, misses, matter: { ...reception.matter, whenIsRefused: true } }
    }
    case 'wrong-arguments':
      return withoutNumber(reception, turn)
    case 'unknown-tool':
    case 'not-allowed':
      return otherWay(withoutTool(reception, turn.tool), around)
    case 'not-recorded':
    case 'taken-over':
    case 'failed':
      return failed(reception)
    default:
      return assertNever(reason)
  }
}

/** The number was refused: it is asked for again, or done without. */
function withoutNumber(reception: Reception, { arguments: args }: ToolTurn): Reception {
  const hadNumber = typeof args === 'object' && args !== null && 'phoneNumber' in args
  const misses = { ...reception.misses, number: (reception.misses.number ?? 0) + 1 }
  if (!hadNumber && reception.number.ownIsWrong) return failed(reception)
  return { ...reception, misses, number: { ownIsWrong: true } }
}

function withoutTool(reception: Reception, tool: string): Reception {
  return { ...reception, unavailable: [...reception.unavailable, tool] }
}

function otherWay(reception: Reception, around: Surroundings): Reception {
  if (reception.emergency === 'open') return { ...reception, emergency: 'failed' }
  const { goal, matter } = reception
  return goal
    ? startGoal({ ...reception, goal: undefined }, { kind: goal.kind, matter }, around)
    : reception
}

function failed(reception: Reception): Reception {
  if (reception.emergency === 'open') return { ...reception, emergency: 'failed' }
  return finished(reception, { done: false })
}
