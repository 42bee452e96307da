import type { Agent } from '../agents/agent.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { AnsweredCall, IncomingCall } from './answered-call.ts'
import type { CallSummary } from './call-archive.ts'
import type { CallSettlement, NewCall } from './call-book.ts'
import type { SpokenLine } from './call-event.ts'
import type { CallRecorder } from './call-recorder.ts'
import type { Call, CallChannel } from './call.ts'
import type { CallerLine } from './caller-line.ts'
import type { Conversation } from './conversation.ts'
import { createHeldCall, type HeldCall } from './held-call.ts'
import type { EndedSession, NextStep, TriedTransfer } from './next-step.ts'
import { openCall } from './open-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'

/** The calls of this process: it answers them, joins them to a line, and knows them until they end. */
export interface Switchboard {
  /**
   * Answers a call, or tells again how it was answered. Records that are away are no reason not to.
   * `over`: the call has ended already; `closing`: this process takes no more calls.
   */
  answer(incoming: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'>
  /**
   * Joins an answered call to its line. `undefined`: nobody here answered such a call, or it has a line.
   * `session`: the carrier's name for it, where it has one.
   */
  connect(sid: string, line: CallerLine, session?: string): Conversation | undefined
  /**
   * How a call goes on whose session with the agent is over, or broke. Asking twice gives the same step.
   * `instead`: from now on the call is on this channel, because the one that it had does not work.
   */
  goOn(sid: string, session: EndedSession): Promise<NextStep>
  /** What came of ringing one person, and what comes next. Telling it twice is telling it once. */
  transferTried(sid: string, tried: TriedTransfer): Promise<NextStep>
  /** The person whose phone rings for this call has said yes, and is put through. */
  personTookCall(sid: string): void
  /** A call that is about to be placed: it may be picked up before the carrier has told us its name. */
  announce(call: AnnouncedCall): void
  /** A call that we have placed, and that now rings somewhere. `undefined`: it is over already. */
  expect(placed: PlacedOutbound): Promise<CallSummary | undefined>
  /** What the carrier says became of a call; safe to repeat, late and in any order. */
  settle(settlement: ReportedEnd): Promise<'settled' | 'unknown-call'>
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

export interface AnnouncedCall {
  readonly callId: string
  /** What the agent opens with after the notice that it is a machine; `undefined`: its usual greeting. */
  readonly openingWords: string | undefined
  readonly ringSeconds: number
}

export interface PlacedOutbound extends AnnouncedCall, Pick<NewCall, 'sid' | 'from' | 'to'> {
  readonly agent: Agent
}

/** A final status as the carrier reports it, with what is needed to write down a call nobody knows. */
export interface ReportedEnd extends CallSettlement {
  readonly direction: Call['direction']
  readonly from: string
  readonly to: string
}

/** A carrier that was told where to connect and never did has lost the caller. */
const lineComesWithinMs = 60_000
/** Beyond the ringing, the carrier's word about a call that we placed takes no longer than this. */
const afterRingingMs = 60_000
const closeWithinMs = 3_000

export function createSwitchboard(parts: SwitchboardParts): Switchboard {
  return new CallSwitchboard(parts)
}

/** A call to be taken into our hands, with what is special about it. */
interface CallToTake extends Omit<NewCall, 'agentId' | 'startedAt' | 'channel'> {
  readonly agent: Agent
  readonly channel?: CallChannel | undefined
  readonly openingWords?: string | undefined
  readonly lineComesWithinMs: number
}

class CallSwitchboard implements Switchboard {
  readonly #parts: SwitchboardParts
  readonly #answered = new Map<string, Promise<HeldCall | 'over'>>()
  readonly #present = new Map<string, HeldCall>()
  readonly #announced = new Map<string, AnnouncedCall>()
  /** Calls that have ended and are not yet written down. */
  readonly #unwritten = new Set<CallRecorder>()
  #isClosing = false

  constructor(parts: SwitchboardParts) {
    this.#parts = parts
  }

  async answer({
    placedAs,
    ...incoming
  }: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'> {
    if (this.#isClosing) return 'closing'
    const held = await this.#once(incoming.sid, async () => {
      const agent = await this.#parts.agents.forNumber(ourNumber(incoming))
      const id = placedAs ?? this.#parts.newId()
      const { openingWords } = this.#announced.get(id) ?? {}
      return this.#take({ ...incoming, id, agent, openingWords, lineComesWithinMs })
    })
    return held === 'over' ? 'over' : held.answered()
  }

  connect(sid: string, line: CallerLine, session?: string): Conversation | undefined {
    return this.#isClosing ? undefined : this.#present.get(sid)?.connect(line, session)
  }

  async goOn(sid: string, session: EndedSession): Promise<NextStep> {
    return (await this.#present.get(sid)?.goOn(session)) ?? { do: 'unknown' }
  }

  async transferTried(sid: string, tried: TriedTransfer): Promise<NextStep> {
    return (await this.#present.get(sid)?.transferTried(tried)) ?? { do: 'unknown' }
  }

  personTookCall(sid: string): void {
    this.#present.get(sid)?.personTookCall()
  }

  announce(call: AnnouncedCall): void {
    const { callId, ringSeconds } = call
    this.#announced.set(callId, call)
    const forgottenAfterMs = ringSeconds * 1_000 + afterRingingMs
    this.#parts.clock.after(forgottenAfterMs, () => void this.#announced.delete(callId))
  }

  async expect(placed: PlacedOutbound): Promise<CallSummary | undefined> {
    const { callId: id, sid, from, to, agent, openingWords, ringSeconds } = placed
    const held = await this.#once(sid, () =>
      this.#take({
        id,
        sid,
        from,
        to,
        direction: 'outbound',
        agent,
        openingWords,
        lineComesWithinMs: ringSeconds * 1_000 + afterRingingMs,
      }),
    )
    return held === 'over' ? undefined : held.live.summary
  }

  async settle(end: ReportedEnd): Promise<'settled' | 'unknown-call'> {
    const { sid, status } = end
    // A caller who hangs up at once is gone before the call has been answered to its end.
    await this.#answered.get(sid)?.catch(() => undefined)
    await this.#present.get(sid)?.carrierEnded(status)
    const settled = await this.#parts.calls.settle(end)
    if (settled === 'settled') return settled
    await this.#writeDownUnknown(end)
    return this.#parts.calls.settle(end)
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

  get isClosing(): boolean {
    return this.#isClosing
  }

  get callsNotRecorded(): number {
    const present = [...this.#present.values()].map(({ recorder }) => recorder)
    const recorders = [...this.#unwritten, ...present]
    return recorders.filter(({ hasUnwritten, state }) => hasUnwritten && state === 'not-recorded')
      .length
  }

  async #endAll(): Promise<void> {
    await Promise.allSettled(this.#answered.values())
    await Promise.all([...this.#present.values()].map((held) => held.breakOff()))
  }

  async #writeTheRest(): Promise<void> {
    const present = [...this.#present.values()].map(({ recorder }) => recorder)
    await Promise.all([...this.#unwritten, ...present].map((recorder) => recorder.stop()))
  }

  /** Takes a call once, however often and from wherever it is asked for. */
  async #once(sid: string, take: () => Promise<HeldCall | 'over'>): Promise<HeldCall | 'over'> {
    const known = this.#answered.get(sid) ?? take()
    this.#answered.set(sid, known)
    // What failed, or is over, is looked at anew the next time.
    return known.finally(() => this.#present.has(sid) || this.#answered.delete(sid))
  }

  async #take({ agent, openingWords, ...toTake }: CallToTake): Promise<HeldCall | 'over'> {
    const { clock, openingFor } = this.#parts
    const { id, sid, from, to, direction } = toTake
    const channel = toTake.channel ?? channelOf(agent)
    const newCall = { id, sid, from, to, direction, channel, agentId: agent.id }
    const opened = await openCall(this.#parts, { ...newCall, startedAt: clock.now() })
    if (opened.isOver) return 'over'
    const held = createHeldCall({
      ...opened,
      agent,
      channel,
      opening: openingFor({ agent, direction, openingWords }),
      house: this.#parts,
      lineComesWithinMs: toTake.lineComesWithinMs,
      onEnded: () => this.#forget(sid),
    })
    this.#present.set(sid, held)
    held.live.phaseBecame('ringing')
    return held
  }

  #forget(sid: string): void {
    for (const recorder of this.#unwritten) {
      if (!recorder.hasUnwritten) this.#unwritten.delete(recorder)
    }
    const recorder = this.#present.get(sid)?.recorder
    if (recorder?.hasUnwritten) this.#unwritten.add(recorder)
    this.#present.delete(sid)
    this.#answered.delete(sid)
  }

  /** The carrier tells of a call that never reached us: it was one all the same. */
  async #writeDownUnknown(end: ReportedEnd): Promise<void> {
    const { agents, calls, newId } = this.#parts
    const { sid, from, to, direction, at, durationSeconds } = end
    const agent = await agents.forNumber(ourNumber(end))
    const startedAt = new Date(at.getTime() - durationSeconds * 1_000)
    const call = { id: newId(), sid, from, to, direction, channel: channelOf(agent) }
    await calls.open({ ...call, agentId: agent.id, startedAt })
  }
}

function ourNumber({ direction, from, to }: Pick<Call, 'direction' | 'from' | 'to'>): string {
  return direction === 'inbound' ? to : from
}

/** Speech models have no channel yet: their calls are held in words. */
function channelOf({ voice }: Agent): CallChannel {
  return voice.channel === 'gather' ? 'gather' : 'relay'
}
