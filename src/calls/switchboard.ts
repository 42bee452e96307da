import type { Agent } from '../agents/agent.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { AnsweredCall, IncomingCall } from './answered-call.ts'
import type { CallSummary } from './call-archive.ts'
import type { CallSettlement, NewCall } from './call-book.ts'
import type { SpokenLine } from './call-event.ts'
import { CallHandedOn } from './call-handed-on.ts'
import type { CallRecorder, RecordingState } from './call-recorder.ts'
import type { Call, CallChannel } from './call.ts'
import type { CallerLine } from './caller-line.ts'
import type { Conversation } from './conversation.ts'
import { createHeldCall } from './call-in-hand.ts'
import type { HeldCall, HeldCallParts, Joining } from './held-call.ts'
import { letCallsGo } from './let-calls-go.ts'
import type { EndedSession, NextStep, TriedTransfer } from './next-step.ts'
import { openCall } from './open-call.ts'
import { ourNumberOf } from './parties.ts'
import { restoreCall } from './restored-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import { takeUpCall } from './take-up.ts'

/** The calls of this process: it answers them, joins them to a line, and knows them until they end. */
export interface Switchboard {
  /**
   * Answers a call, or tells again how it was answered. Records that are away are no reason not to.
   * `over`: the call has ended already; `closing`: this process takes no more calls.
   */
  answer(incoming: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'>
  /**
   * Makes a call that another process had this one's own, with everything that was said in it. True also for
   * a call that is here already; false for one that nobody knows, or that is over. Never rejects.
   */
  takeUp(sid: string): Promise<boolean>
  /** Whether this process has the call, and nobody has taken it over as far as it knows. */
  has(sid: string): boolean
  /** Joins an answered call to its line. `undefined`: the call is not here, or has a line. */
  connect(sid: string, line: CallerLine, joining?: Joining): Conversation | undefined
  /**
   * How a call goes on whose session with the agent is over, or broke. Asking twice gives the same step.
   * `instead`: from now on the call is on this channel, because the one that it had does not work.
   */
  goOn(sid: string, session: EndedSession): Promise<NextStep>
  /** What came of ringing one person, and what comes next. Telling it twice is telling it once. */
  transferTried(sid: string, tried: TriedTransfer): Promise<NextStep>
  /** The person whose phone rings for this call has said yes, and is put through. */
  personTookCall(sid: string): Promise<void>
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
  /**
   * Takes no more calls, and lets go of those that are going on at the end of a turn: another process goes on
   * with them, or their callers are told so. Waits until that is written down, for half a minute at most.
   */
  close(): Promise<void>
  /** How many calls, going on or over, wait to be written down because they cannot be. */
  readonly callsNotRecorded: number
  /** How many calls, going on or over, are written to this machine until the database is back. */
  readonly callsKeptLocally: number
  /** Whether this process still writes the call down, also when it is over. */
  isBeingWritten(sid: string): boolean
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
/** A caller may finish a sentence, and hear the answer. */
const letGoWithinMs = 25_000
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

type TakenCall = HeldCall | 'over' | ElsewhereCall

/** Another process has answered it, and has it unless it is gone: it is told the same, and nothing is done. */
type ElsewhereCall = AnsweredCall & { readonly isElsewhere: true }

class CallSwitchboard implements Switchboard {
  readonly #parts: SwitchboardParts
  readonly #answered = new Map<string, Promise<TakenCall>>()
  readonly #present = new Map<string, HeldCall>()
  readonly #announced = new Map<string, AnnouncedCall>()
  /** By the carrier's name, calls that have ended and are not yet written down. */
  readonly #unwritten = new Map<string, HeldCall>()
  /** By the carrier's name: whoever waits until it has asked about the call. */
  readonly #toBeAsked = new Map<string, () => void>()
  #isClosing = false
  /** Whether another process takes the calls of this one; absent until this one stops. */
  #handingOn: Promise<boolean> | undefined

  constructor(parts: SwitchboardParts) {
    this.#parts = parts
  }

  async answer(incoming: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'> {
    if (this.#isClosing) return this.#refuse()
    const { placedAs, ...about } = incoming
    const held = await this.#once(incoming.sid, async () => {
      const agent = await this.#parts.agents.forNumber(ourNumberOf(incoming))
      const id = placedAs ?? this.#parts.newId()
      const { openingWords } = this.#announced.get(id) ?? {}
      return this.#take({ ...about, id, agent, openingWords, lineComesWithinMs })
    })
    if (held === 'over') return 'over'
    return 'isElsewhere' in held ? held : held.answered()
  }

  has(sid: string): boolean {
    return this.#present.has(sid)
  }

  async takeUp(sid: string): Promise<boolean> {
    if (this.#present.has(sid)) return true
    if (this.#isClosing) return false
    // Whoever asks while the call is being answered here waits for that, and then takes it up if need be.
    await this.#answered.get(sid)?.catch(() => undefined)
    await this.#once(sid, () => this.#takeUp(sid)).catch(() => undefined)
    return this.#present.has(sid)
  }

  connect(sid: string, line: CallerLine, joining?: Joining): Conversation | undefined {
    return this.#isClosing ? undefined : this.#present.get(sid)?.connect(line, joining)
  }

  goOn(sid: string, session: EndedSession): Promise<NextStep> {
    const step = this.#nextStep(sid, (held) => held.goOn(session))
    return step.finally(() => this.#toBeAsked.get(sid)?.())
  }

  transferTried(sid: string, tried: TriedTransfer): Promise<NextStep> {
    return this.#nextStep(sid, (held) => held.transferTried(tried))
  }

  async personTookCall(sid: string): Promise<void> {
    const held = await this.#here(sid)
    held?.personTookCall()
  }

  announce(call: AnnouncedCall): void {
    const { callId, ringSeconds } = call
    this.#announced.set(callId, call)
    const forget = () => void this.#announced.delete(callId)
    const afterMs = ringSeconds * 1_000 + afterRingingMs
    this.#parts.clock.after(afterMs, forget, { keepsProcess: false })
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
    return held === 'over' || 'isElsewhere' in held ? undefined : held.live.summary
  }

  async settle(end: ReportedEnd): Promise<'settled' | 'unknown-call'> {
    const { sid, status } = end
    // A caller who hangs up at once is gone before the call has been answered to its end.
    await this.#answered.get(sid)?.catch(() => undefined)
    // Where nobody has the call any more, its end is ours to write, and what its tools were doing to finish.
    await this.takeUp(sid)
    // Also one that has just ended here: its own record of that comes before the carrier's word.
    const held = this.#present.get(sid) ?? this.#unwritten.get(sid)
    await held?.carrierEnded(status)
    // Another process had it since, and may be gone as well.
    const isTheirs = held?.recorder.state === 'taken-over' && (await this.takeUp(sid))
    if (isTheirs) await this.#present.get(sid)?.carrierEnded(status)
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
    this.#handingOn = this.#parts.isAnotherThere().catch(() => false)
    const { clock } = this.#parts
    const limit = { deadlineMs: closeWithinMs, what: 'Ending the calls', clock }
    await withDeadline(this.#letAllGo(), { ...limit, deadlineMs: letGoWithinMs }).catch(() => {})
    await withDeadline(this.#endAll(), limit).catch(() => undefined)
    await withDeadline(this.#writeTheRest(), limit).catch(() => undefined)
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  get callsNotRecorded(): number {
    return this.#unwrittenIn('not-recorded')
  }

  get callsKeptLocally(): number {
    return this.#unwrittenIn('kept-locally')
  }

  isBeingWritten(sid: string): boolean {
    return this.#present.has(sid) || this.#unwritten.get(sid)?.recorder.hasUnwritten === true
  }

  async #letAllGo(): Promise<void> {
    await Promise.allSettled(this.#answered.values())
    const handOn = (await this.#handingOn) === true
    const carrierAsks = (sid: string) =>
      new Promise<void>((resolve) => void this.#toBeAsked.set(sid, resolve))
    await letCallsGo([...this.#present.values()], { ...this.#parts, handOn, carrierAsks })
  }

  async #endAll(): Promise<void> {
    await Promise.all([...this.#present.values()].map((held) => held.breakOff()))
  }

  async #writeTheRest(): Promise<void> {
    await Promise.all(this.#recorders.map((recorder) => recorder.stop()))
  }

  /** Of the calls that go on, and of those that have ended. */
  #unwrittenIn(state: RecordingState): number {
    return this.#recorders.filter((one) => one.hasUnwritten && one.state === state).length
  }

  get #recorders(): readonly CallRecorder[] {
    return [...this.#unwritten.values(), ...this.#present.values()].map(({ recorder }) => recorder)
  }

  /** Takes a call once, however often and from wherever it is asked for. */
  async #once(sid: string, take: () => Promise<TakenCall>): Promise<TakenCall> {
    const known = this.#answered.get(sid) ?? take()
    this.#answered.set(sid, known)
    // What failed, or is over, is looked at anew the next time.
    return known.finally(() => this.#present.has(sid) || this.#answered.delete(sid))
  }

  async #nextStep(sid: string, ask: (held: HeldCall) => Promise<NextStep>): Promise<NextStep> {
    const held = await this.#here(sid)
    if (!held) return { do: 'unknown' }
    const step = await ask(held)
    // Where it went elsewhere meanwhile, that was no end of it.
    return held.hasLeft ? this.#nextStep(sid, ask) : step
  }

  async #here(sid: string): Promise<HeldCall | undefined> {
    const held = this.#present.get(sid)
    if ((!held || held.hasLeft) && (await this.#handingOn)) throw new CallHandedOn()
    if (held?.hasLeft) await held.ended
    await this.takeUp(sid)
    return this.#present.get(sid)
  }

  async #refuse(): Promise<'closing'> {
    if (await this.#handingOn) throw new CallHandedOn()
    return 'closing'
  }

  async #take({ agent, openingWords, ...toTake }: CallToTake): Promise<TakenCall> {
    const { clock, openingFor } = this.#parts
    const { id, sid, from, to, direction } = toTake
    const channel = toTake.channel ?? channelOf(agent)
    const newCall = { id, sid, from, to, direction, channel, agentId: agent.id }
    const onTakenOver = () => this.#takenOver(sid)
    const { open, known } = await openCall(this.#parts, {
      newCall: { ...newCall, startedAt: clock.now() },
      onTakenOver,
    })
    if (known?.isOver) return 'over'
    if (known && !known.isNew) {
      const entries = await this.#parts.journal.read(known.call.id)
      // A carrier that asks how to begin, though the caller has said something, has lost our answer.
      if (entries.some(({ kind }) => kind === 'caller-said')) return this.#takeUp(sid)
      const opening = openingFor({ agent, direction, ...restoreCall(entries) })
      return { agent, call: known.call, opening, channel, isElsewhere: true }
    }
    const opening = openingFor({ agent, direction, openingWords })
    if (openingWords !== undefined) {
      void open.recorder.record({ kind: 'call-placed', payload: { openingWords } })
    }
    return this.#hold(sid, {
      ...open,
      agent,
      channel,
      opening,
      lineComesWithinMs: toTake.lineComesWithinMs,
    })
  }

  async #takeUp(sid: string): Promise<TakenCall> {
    const known = this.#present.get(sid)
    if (known) return known
    // It has ended here, which the records do not know yet.
    if (this.#unwritten.get(sid)?.recorder.hasUnwritten) return 'over'
    const taken = await takeUpCall(this.#parts, { sid, onTakenOver: () => this.#takenOver(sid) })
    if (!taken) return 'over'
    const { open, agent, restored } = taken
    const { direction, channel } = open.call()
    const { openingWords } = restored
    return this.#hold(sid, {
      ...open,
      agent,
      channel,
      opening: this.#parts.openingFor({ agent, direction, openingWords }),
      restored,
      lineComesWithinMs,
    })
  }

  #hold(sid: string, parts: Omit<HeldCallParts, 'house' | 'onGone'>): HeldCall {
    const held: HeldCall = createHeldCall({
      ...parts,
      house: this.#parts,
      onGone: () => this.#forget(held),
    })
    this.#present.set(sid, held)
    if (!parts.restored) held.live.phaseBecame('ringing')
    return held
  }

  /** Somebody else has the call: what we would still say to the caller is not wanted. */
  #takenOver(sid: string): void {
    void this.#present.get(sid)?.leave('taken-over')
  }

  #forget(held: HeldCall): void {
    const { sid } = held.call()
    for (const [ended, { recorder }] of this.#unwritten) {
      if (!recorder.hasUnwritten) this.#unwritten.delete(ended)
    }
    if (held.recorder.hasUnwritten) this.#unwritten.set(sid, held)
    if (this.#present.get(sid) !== held) return
    this.#present.delete(sid)
    this.#answered.delete(sid)
  }

  /** The carrier tells of a call that never reached us: it was one all the same. */
  async #writeDownUnknown(end: ReportedEnd): Promise<void> {
    const { agents, calls, newId } = this.#parts
    const { sid, from, to, direction, at, durationSeconds } = end
    const agent = await agents.forNumber(ourNumberOf(end))
    const startedAt = new Date(at.getTime() - durationSeconds * 1_000)
    const call = { id: newId(), sid, from, to, direction, channel: channelOf(agent) }
    await calls.open({ ...call, agentId: agent.id, startedAt })
  }
}

/** Speech models have no channel yet: their calls are held in words. */
function channelOf({ voice }: Agent): CallChannel {
  return voice.channel === 'gather' ? 'gather' : 'relay'
}
