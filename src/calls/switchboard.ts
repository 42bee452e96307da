import type { Agent } from '../agents/agent.ts'
import type { Timer } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { Call } from './call.ts'
import type { CallSettlement, NewCall } from './call-book.ts'
import type { CallSummary } from './call-archive.ts'
import type { CallerLine } from './caller-line.ts'
import { createConversation, type Conversation, type Opening } from './conversation.ts'
import { endOfCall } from './end-of-call.ts'
import type { SpokenLine } from './call-event.ts'
import { openCall, type OpenCall } from './open-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'

/** The calls of this process: it answers them, joins them to a line, and knows them until they end. */
export interface Switchboard {
  /** Answers a call, or tells again how it was answered. Never rejects: a call is taken in any case. */
  answer(incoming: IncomingCall): Promise<AnsweredCall>
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
  /** How many of the calls that are going on cannot be written down. */
  readonly callsNotRecorded: number
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
  readonly #answered = new Map<string, Promise<AnsweredEntry>>()
  readonly #present = new Map<string, AnsweredEntry>()

  constructor(parts: SwitchboardParts) {
    this.#parts = parts
  }

  async answer(incoming: IncomingCall): Promise<AnsweredCall> {
    const known = this.#answered.get(incoming.sid) ?? this.#takeCall(incoming)
    this.#answered.set(incoming.sid, known)
    const { agent, call, opening } = await known
    return { agent, call: call(), opening }
  }

  connect(sid: string, line: CallerLine): Conversation | undefined {
    const entry = this.#present.get(sid)
    if (!entry || entry.conversation) return undefined
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
    await this.#answered.get(settlement.sid)
    const conversation = this.#present.get(settlement.sid)?.conversation
    if (conversation) {
      conversation.receive({ type: 'line-closed', by: 'caller' })
      await conversation.ended
    } else {
      await this.#endUnconnected(settlement.sid)
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
    const conversations = [...this.#present.values()].flatMap((entry) => entry.conversation ?? [])
    for (const conversation of conversations) {
      conversation.receive({ type: 'line-closed', by: 'fault' })
    }
    const { clock } = this.#parts
    const ended = Promise.all(conversations.map((conversation) => conversation.ended))
    const limit = { deadlineMs: closeWithinMs, what: 'Ending the calls', clock }
    await withDeadline(ended, limit).catch(() => undefined)
  }

  get callsNotRecorded(): number {
    const entries = [...this.#present.values()]
    return entries.filter(({ recorder }) => recorder.state === 'not-recorded').length
  }

  async #takeCall(incoming: IncomingCall): Promise<AnsweredEntry> {
    const { agents, clock, newId, openingFor } = this.#parts
    const agent = await agents.forNumber(incoming.to)
    const newCall = { ...incoming, id: newId(), agentId: agent.id, startedAt: clock.now() }
    const entry = {
      ...(await openCall(this.#parts, newCall)),
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
    this.#present.get(sid)?.nobodyCame.cancel()
    this.#present.delete(sid)
    this.#answered.delete(sid)
  }

  async #endUnconnected(sid: string): Promise<void> {
    const entry = this.#present.get(sid)
    if (!entry || entry.conversation) return
    this.#forget(sid)
    const { call, live, recorder } = entry
    const now = this.#parts.clock.now()
    const end = endOfCall({ by: 'caller', turns: live.turns, call: call(), now })
    live.ended(end)
    recorder.phase = undefined
    await recorder.record({ kind: 'ended', payload: end })
  }
}
