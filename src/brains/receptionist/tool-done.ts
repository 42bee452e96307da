import type { Receipt, ToolRefusal } from '../../calls/tool.ts'
import type { ToolTurn } from '../../calls/transcript.ts'
import type { Matter, Reception, Surroundings } from './reception.ts'
import { startGoal } from './start-goal.ts'
import { isOwnCall } from './tool-call-id.ts'
import { transferDone } from './transfer-done.ts'
import { isUnusable } from './unusable-tool.ts'
import { variantsOf } from './variants.ts'

/** What the result of a tool changes. */
export function toolDone(
  before: Reception,
  { turn, around }: { turn: ToolTurn; around: Surroundings },
): Reception {
  if (turn.tool === 'transfer-call') return transferDone(before, turn)
  if (isOfTheHouse(turn, before) || isTriedByOther(turn)) return before
  const isNews = isMainMatter(turn, before)
  const reception = {
    ...before,
    results: [...before.results, turn],
    untold: isNews ? [...before.untold, turn] : before.untold,
  }
  const { result } = turn
  if (result.ok) return received(reception, { receipt: result.receipt, around })
  if (turn.tool === 'end-call') return withoutTool(reception, turn.tool)
  return isNews ? refused(reception, { turn, reason: result.reason, around }) : reception
}

/** A callback that the house wrote down after a transfer that nobody took, and tells of by itself. */
function isOfTheHouse({ tool }: ToolTurn, { results }: Reception): boolean {
  const before = results.at(-1)
  const isMissed = before?.result.ok === false && before.result.reason === 'nobody-answered'
  return tool === 'schedule-callback' && isMissed
}

/** What another brain tried in vain, or only proposed, has changed nothing and is nothing to tell of. */
function isTriedByOther(turn: ToolTurn): boolean {
  return !turn.result.ok && !isOwnCall(turn)
}

/** Saving a name beside a message, and hanging up, are nothing to tell the caller of. */
function isMainMatter({ tool }: ToolTurn, { goal }: Reception): boolean {
  return tool === 'save-contact-details' ? goal?.kind === 'details' : tool !== 'end-call'
}

function received(
  reception: Reception,
  { receipt, around }: { receipt: Receipt; around: Surroundings },
): Reception {
  const { kind, facts } = receipt
  if (kind === 'call-ending') return reception
  if (facts['urgency'] === 'emergency') return { ...reception, emergency: 'reported' }
  const saved = kind === 'contact-saved' ? { ...reception.saved, ...facts } : reception.saved
  const isSideMatter = kind === 'contact-saved' && reception.goal?.kind !== 'details'
  if (isSideMatter) return { ...reception, saved }
  const gaveUp = isGivingUp(facts['reason'] ?? '', around)
  return { ...finished(reception, { done: true }), saved, gaveUp: reception.gaveUp || gaveUp }
}

function isGivingUp(reason: string, { words }: Surroundings): boolean {
  return variantsOf(words.says.forTeam['not-understood']).some((begin) => reason.startsWith(begin))
}

/** The matter is closed, done or not; it can be corrected or tried again. */
function finished(reception: Reception, { done }: { done: boolean }): Reception {
  const { goal, matter } = reception
  const { general = 0 } = reception.misses
  const closed: Matter = { when: {} }
  // A correction by message leaves the callback that it is about the last thing done.
  const about = goal?.corrects ? (reception.last?.goal ?? goal) : goal
  const last = about ? { goal: about, matter, done } : reception.last
  return { ...reception, goal: undefined, matter: closed, last, misses: { general } }
}

function refused(
  reception: Reception,
  { turn, reason, around }: { turn: ToolTurn; reason: ToolRefusal; around: Surroundings },
): Reception {
  if (isUnusable(turn, reason)) return otherWay(withoutTool(reception, turn.tool), around)
  if (reason === 'ambiguous') return whenRefused(reception, turn)
  return reason === 'wrong-arguments' ? withoutNumber(reception, turn) : failed(reception)
}

/** Only a callback has a time that can be asked back; its wish may also have been put into a message. */
function whenRefused(reception: Reception, { tool }: ToolTurn): Reception {
  if (reception.goal?.kind !== 'callback' || tool !== 'schedule-callback') return failed(reception)
  const misses = { ...reception.misses, when: (reception.misses.when ?? 0) + 1 }
  return { ...reception, misses, matter: { ...reception.matter, whenIsRefused: true } }
}

/** The number was refused: it is asked for again, or done without. */
function withoutNumber(reception: Reception, { arguments: args }: ToolTurn): Reception {
  const hadNumber = typeof args === 'object' && args !== null && 'phoneNumber' in args
  const isHopeless = reception.number.ownIsWrong || reception.emergency === 'open'
  if (!hadNumber && isHopeless) return failed(reception)
  const misses = { ...reception.misses, number: (reception.misses.number ?? 0) + 1 }
  return { ...reception, misses, number: { ownIsWrong: true } }
}

function withoutTool(reception: Reception, tool: string): Reception {
  return { ...reception, unavailable: [...reception.unavailable, tool] }
}

function otherWay(reception: Reception, around: Surroundings): Reception {
  const { goal, matter } = reception
  if (reception.emergency === 'open') return { ...reception, emergency: 'failed' }
  if (!goal) return reception
  return startGoal({ ...reception, goal: undefined }, { kind: goal.kind, matter }, around)
}

function failed(reception: Reception): Reception {
  if (reception.emergency === 'open') return { ...reception, emergency: 'failed' }
  return finished(reception, { done: false })
}
