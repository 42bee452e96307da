import type { Agent } from '../agents/agent.ts'
import type { Timer } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { Call, FinalCallStatus } from './call.ts'
import type { CallSettlement, NewCall } from './call-book.ts'
import type { CallSummary } from './call-archive.ts'
import type { CallerLine } from './caller-line.ts'
import type { CallRecorder } from './call-recorder.ts'
import { createConversation, type Conversation, type Opening } from './conversation.ts'
import { endOfCall } from './end-of-call.ts'
import type { SpokenLine } from './call-event.ts'
import { openCall, type OpenCall } from './open-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'

/** The calls of this process: it answers them, joins them to a line, and knows them until they end. */
export interface Switchboard {
  /**
   * Answers a call, or tells again how it was answered. Records that are away are no reason not to.
   * `over`: the call has ended already; `closing`: this process takes no more calls.
   */
  answer(incoming: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'>
  /** Joins an answered call to its line. `undefined`: nobody here answered such a call. */
  connect(sid: string, line: CallerLine): Conversation | undefined
  /** What the carrier says became of a call; safe to repeat, late and in any order. */
  settle(settlement: CallSettlement): Promise<'settled' | 'unknown-call'>
  /** Calls that are going on, as of now. */
  summaries(): readonly CallSummary[]
  /** The transcript so far of a call that is going on. */
  linesOf(sid: string): readonly SpokenLine[]
  /** Ends the calls that are going on and waits, not for long, until that is written down. */
  close(): Promise<void>
  /** How many calls, going on or over, wait to be written down because they cannot be. */
  readonly callsNotRecorded: number
  readonly isClosing: boolean
}

export type IncomingCall = Pick<NewCall, 'sid' | 'direction' | 'channel' | 'from' | 'to'>

export interface AnsweredCall {
  readonly call: Call
  readonly agent: Agent
  readonly opening: Opening
}

interface AnsweredEntry extends OpenCall {
  readonly agent: Agent
  readonly opening: Opening
  conversation: Conversation | undefined
  readonly nobodyCame: Timer
}

/** A carrier that was told where to connect and never did has lost the caller. */
const lineComesWithinMs = 60_000
const closeWithinMs = 3_000

export function createSwitchboard(parts: SwitchboardParts): Switchboard {
  return new CallSwitchboard(parts)
}

class CallSwitchboard implements Switchboard {
  readonly #parts: SwitchboardParts
  readonly #answered = new Map<string, Promise<AnsweredEntry | 'over'>>()
  readonly #present = new Map<string, AnsweredEntry>()
  /** Calls that have ended and are not yet written down. */
  readonly #unwritten = new Set<CallRecorder>()
  #isClosing = false

  constructor(parts: SwitchboardParts) {
    this.#parts = parts
  }

  async answer(incoming: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'> {
    const { sid } = incoming
    if (this.#isClosing) return 'closing'
    const known = this.#answered.get(sid) ?? this.#takeCall(incoming)
    this.#answered.set(sid, known)
    // What failed, or is over, is looked at anew the next time.
    const entry = await known.finally(() => this.#present.has(sid) || this.#answered.delete(sid))
    if (entry === 'over') return 'over'
    return { agent: entry.agent, call: entry.call(), opening: entry.opening }
  }

  connect(sid: string, line: CallerLine): Conversation | undefined {
    const entry = this.#present.get(sid)
    if (!entry || entry.conversation || this.#isClosing) return undefined
    const { brain, clock, toolBoxes, wordsWhenLost } = this.#parts
    entry.nobodyCame.cancel()
    const toolBox = toolBoxes.forAgent(entry.agent)
    const conversation = createConversation({
      ...entry,
      brain,
      clock,
      line,
      toolBox,
      wordsWhenLost,
    })
    entry.conversation = conversation
    void conversation.ended.then(() => this.#forget(sid))
    return conversation
  }

  async settle(settlement: CallSettlement): Promise<'settled' | 'unknown-call'> {
    // A caller who hangs up at once is gone before the call has been answered to its end.
    await this.#answered.get(settlement.sid)?.catch(() => undefined)
    const conversation = this.#present.get(settlement.sid)?.conversation
    if (conversation) {
      conversation.receive({ type: 'line-closed', by: 'caller' })
      await conversation.ended
    } else {
      await this.#endUnconnected(settlement.sid, settlement.status)
    }
    return this.#parts.calls.settle(settlement)
  }

  summaries(): readonly CallSummary[] {
    return [...this.#present.values()].map(({ live }) => live.summary)
  }

  linesOf(sid: string): readonly SpokenLine[] {
    return this.#present.get(sid)?.live.lines ?? []
  }

  async close(): Promise<void> {
    this.#isClosing = true
    const limit = { deadlineMs: closeWithinMs, what: 'Ending the calls', clock: this.#parts.clock }
    await withDeadline(this.#endAll(), limit).catch(() => undefined)
    await withDeadline(this.#writeTheRest(), limit).catch(() => undefined)
  }

  async #endAll(): Promise<void> {
    await Promise.allSettled(this.#answered.values())
    const ended = [...this.#present].map(([sid, { conversation }]) => {
      conversation?.receive({ type: 'line-closed', by: 'fault' })
      return conversation?.ended ?? this.#endUnconnected(sid)
    })
    await Promise.all(ended)
  }

  async #writeTheRest(): Promise<void> {
    const present = [...this.#present.values()].map(({ recorder }) => recorder)
    await Promise.all([...this.#unwritten, ...present].map((recorder) => recorder.stop()))
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  get callsNotRecorded(): number {
    const present = [...this.#present.values()].map(({ recorder }) => recorder)
    const recorders = [...this.#unwritten, ...present]
    return recorders.filter(({ hasUnwritten, state }) => hasUnwritten && state === 'not-recorded')
      .length
  }

  async #takeCall(incoming: IncomingCall): Promise<AnsweredEntry | 'over'> {
    const { agents, clock, newId, openingFor } = this.#parts
    const agent = await agents.forNumber(incoming.to)
    const newCall = { ...incoming, id: newId(), agentId: agent.id, startedAt: clock.now() }
    const opened = await openCall(this.#parts, newCall)
    if (opened.isOver) return 'over'
    const entry = {
      ...opened,
      agent,
      opening: openingFor(agent),
      conversation: undefined,
      nobodyCame: clock.after(lineComesWithinMs, () => void this.#endUnconnected(incoming.sid)),
    }
    this.#present.set(incoming.sid, entry)
    entry.live.phaseBecame('ringing')
    return entry
  }

  #forget(sid: string): void {
    const entry = this.#present.get(sid)
    entry?.nobodyCame.cancel()
    for (const recorder of this.#unwritten) {
      if (!recorder.hasUnwritten) this.#unwritten.delete(recorder)
    }
    if (entry?.recorder.hasUnwritten) this.#unwritten.add(entry.recorder)
    this.#present.delete(sid)
    this.#answered.delete(sid)
  }

  async #endUnconnected(sid: string, status?: FinalCallStatus): Promise<void> {
    const entry = this.#present.get(sid)
    if (!entry || entry.conversation) return
    const { call, live, recorder } = entry
    const now = this.#parts.clock.now()
    const end = endOfCall({
      by: status === undefined ? 'fault' : 'carrier',
      turns: live.turns,
      call: call(),
      now,
      ...(status && { status }),
    })
    live.ended(end)
    recorder.phase = undefined
    const recorded = recorder.record({ kind: 'ended', payload: end })
    this.#forget(sid)
    await recorded
  }
}
