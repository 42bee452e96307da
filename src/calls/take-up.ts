import type { Agent } from '../agents/agent.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { OpenedCall } from './call-book.ts'
import type { Call } from './call.ts'
import { flagCall } from './flag-call.ts'
import type { JournalEntry } from './journal-event.ts'
import type { KeptCall } from './local-journal.ts'
import { recordedCall, type OpenCall } from './open-call.ts'
import { ourNumberOf } from './parties.ts'
import { restoreCall, type RestoredCall } from './restored-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import { useTool } from './use-tool.ts'

/** A call that another process had, or this one before it was started again, with all that was said in it. */
export interface TakenUpCall {
  readonly open: OpenCall
  readonly agent: Agent
  readonly restored: RestoredCall
}

/** The carrier waits for it, and asks again. */
const claimedWithinMs = 3_000

/**
 * Makes a call this process's own: whoever had it is refused from now on. What it was in the middle of is
 * finished first, so that nothing is done twice and nothing is left undone. `undefined`: there is no such call,
 * it is over, or its record cannot be reached.
 */
export async function takeUpCall(
  parts: SwitchboardParts,
  { sid, onTakenOver }: { sid: string; onTakenOver: () => void },
): Promise<TakenUpCall | undefined> {
  const kept = await parts.local.read(sid).catch(() => undefined)
  // Whoever ended it is still writing that down, and must not be refused.
  if (kept?.entries.some(({ kind }) => kind === 'ended')) return undefined
  const claimed = await claim(parts, { sid, kept })
  if (!claimed) return undefined
  const { call, callerName, entries, unwritten, lastSeq } = claimed
  const restored = restoreCall(entries)
  if (restored.isOver) return undefined
  const agent = await agentOf(parts, call)
  let known = call
  let { isInBook } = claimed
  const open = recordedCall(parts, {
    sid,
    call: () => known,
    callerName: () => callerName,
    before: restored,
    openRow: async () => {
      const late = await claimed.late?.catch(() => undefined)
      const isClaimed = typeof late === 'object'
      if (isClaimed) known = late.call
      // A call that only this machine knows comes into the book now.
      else if (!isInBook) known = (await parts.calls.open(call)).call
      isInBook = true
      return { ...known, lastSeq, isClaimed }
    },
    kept: unwritten,
    written: entries.slice(0, entries.length - unwritten.length),
    onTakenOver,
  })
  writeDown(open, restored)
  await finishTools(parts, { open, agent, restored })
  return { open, agent, restored }
}

interface ClaimedCall extends Pick<OpenedCall, 'call' | 'callerName' | 'lastSeq'> {
  readonly entries: readonly JournalEntry[]
  /** Those of them that the journal does not have yet. */
  readonly unwritten: readonly JournalEntry[]
  readonly isInBook: boolean
  /** A slow book may still make the call ours, in an epoch that is not known yet. */
  readonly late?: Promise<ClaimedCall | 'over' | 'unknown'>
}

async function claim(
  parts: SwitchboardParts,
  { sid, kept }: { sid: string; kept: KeptCall | undefined },
): Promise<ClaimedCall | undefined> {
  const limit = { deadlineMs: claimedWithinMs, what: 'Taking a call up', clock: parts.clock }
  let isWanted = true
  const late = claimInBook(parts, { sid, kept, isWanted: () => isWanted })
  const claimed = await withDeadline(late, limit).catch(() => 'away')
  if (claimed === 'over') return undefined
  if (typeof claimed === 'object') return claimed
  isWanted = kept !== undefined
  if (!kept) return undefined
  const { call, entries } = kept
  return {
    call,
    callerName: undefined,
    entries,
    unwritten: entries,
    lastSeq: 0,
    isInBook: false,
    late,
  }
}

async function claimInBook(
  { calls, journal }: SwitchboardParts,
  { sid, kept, isWanted }: { sid: string; kept: KeptCall | undefined; isWanted: () => boolean },
): Promise<ClaimedCall | 'over' | 'unknown'> {
  const found = await calls.findBySid(sid)
  if (!found) return 'unknown'
  const { callerName, isOver } = await calls.open(found)
  if (isOver) return 'over'
  // Whoever asked has gone on without it, and must not be refused by what comes too late.
  if (!isWanted()) return 'unknown'
  const call = await calls.takeOver(found.id)
  const written = await journal.read(call.id)
  const lastSeq = written.at(-1)?.seq ?? 0
  const unwritten = kept?.entries.filter(({ seq }) => seq > lastSeq) ?? []
  const entries = [...written, ...unwritten]
  return { call, callerName, entries, unwritten, lastSeq, isInBook: true }
}

async function agentOf({ agents }: SwitchboardParts, call: Call): Promise<Agent> {
  const known = await agents.find(call.agentId).catch(() => undefined)
  return known ?? agents.forNumber(ourNumberOf(call))
}

function writeDown({ call, live, recorder }: OpenCall, { halfHeard }: RestoredCall): void {
  const { epoch } = call()
  const reason = 'The process that had the call is gone'
  void recorder.record({ kind: 'taken-up', payload: { epoch, reason } })
  for (const { turn, text, planned, interrupted, standing } of halfHeard) {
    const said = { turn, text, planned, interrupted, ...(standing && { standing }) }
    void recorder.record({ kind: 'agent-heard', payload: said })
  }
  const [first] = halfHeard
  if (!first) return
  const detail = 'The call broke while the agent was speaking'
  flagCall({ live, recorder }, { flag: 'heard-in-doubt', turn: first.turn, detail })
}

/**
 * A tool that was begun acts now, or says what it has done already: its effect has one key for one meaning,
 * and the meaning hangs on the moment at which it was asked for.
 */
async function finishTools(
  { clock, toolBoxes }: SwitchboardParts,
  { open, agent, restored }: TakenUpCall,
): Promise<void> {
  const { call, live, recorder } = open
  const toolBox = toolBoxes.forAgent(agent)
  for (const { at, ...toUse } of restored.halfDone) {
    const context = () => ({ call: call(), agent, now: at })
    const use = { toolBox, recorder, clock, context, turns: () => live.turns }
    // What was begun had been agreed to.
    live.usedTool(await useTool(use, { ...toUse, readBack: true }))
  }
}
