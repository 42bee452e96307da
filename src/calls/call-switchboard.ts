import type { Agent } from '../agents/agent.ts'
import { createAnnouncedCalls, pickedUpWithinMs, type AnnouncedCalls } from './announced-calls.ts'
import type { AnsweredCall, IncomingCall } from './answered-call.ts'
import type { AudioLine } from './audio-line.ts'
import type { CallSummary } from './call-archive.ts'
import type { NewCall } from './call-book.ts'
import type { SpokenLine } from './call-event.ts'
import { CallHandedOn } from './call-handed-on.ts'
import { createHeldCall } from './call-in-hand.ts'
import { createCallRegister, type CallRegister, type TakenCall } from './call-register.ts'
import type { CallChannel } from './call.ts'
import type { CallerLine } from './caller-line.ts'
import { createClosingCalls, type ClosingCalls } from './closing-calls.ts'
import { consentFor, type ConsentAnswer } from './consent.ts'
import type { Conversation } from './conversation.ts'
import type { HeldCall, HeldCallParts, Joining } from './held-call.ts'
import type { EndedSession, NextStep, TriedTransfer } from './next-step.ts'
import { openCall } from './open-call.ts'
import { ourNumberOf } from './parties.ts'
import { restoreCall } from './restored-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import type { AnnouncedCall, PlacedOutbound, ReportedEnd, Switchboard } from './switchboard.ts'
import type { SpokenTalk } from './talk.ts'
import { takeUpCall } from './take-up.ts'

/** A carrier that was told where to connect and never did has lost the caller. */
const lineComesWithinMs = 60_000

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
  readonly #register: CallRegister = createCallRegister()
  readonly #announced: AnnouncedCalls
  readonly #closing: ClosingCalls

  constructor(parts: SwitchboardParts) {
    this.#parts = parts
    this.#announced = createAnnouncedCalls(parts.clock)
    this.#closing = createClosingCalls({ ...parts, register: this.#register })
  }

  async answer(incoming: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'> {
    if (this.isClosing) return this.#refuse()
    const { placedAs, ...about } = incoming
    const held = await this.#register.once(incoming.sid, async () => {
      const agent = await this.#parts.agents.forNumber(ourNumberOf(incoming))
      const id = placedAs ?? this.#parts.newId()
      const openingWords = this.#announced.openingWordsOf(id)
      return this.#take({ ...about, id, agent, openingWords, lineComesWithinMs })
    })
    if (held === 'over') return 'over'
    return 'isElsewhere' in held ? held : held.answered()
  }

  has(sid: string): boolean {
    return this.#register.find(sid) !== undefined
  }

  async takeUp(sid: string): Promise<boolean> {
    if (this.has(sid)) return true
    if (this.isClosing) return false
    // Whoever asks while the call is being answered here waits for that, and then takes it up if need be.
    await this.#register.settled(sid)
    await this.#register.once(sid, () => this.#takeUp(sid)).catch(() => undefined)
    return this.has(sid)
  }

  connect(sid: string, line: CallerLine, joining?: Joining): Conversation | undefined {
    return this.isClosing ? undefined : this.#register.find(sid)?.connect(line, joining)
  }

  connectAudio(sid: string, line: AudioLine, joining?: Joining): SpokenTalk | undefined {
    return this.isClosing ? undefined : this.#register.find(sid)?.connectAudio(line, joining)
  }

  consentAnswered(sid: string, answer: ConsentAnswer): Promise<NextStep> {
    return this.#nextStep(sid, (held) => held.consentAnswered(answer))
  }

  goOn(sid: string, session: EndedSession): Promise<NextStep> {
    const step = this.#nextStep(sid, (held) => held.goOn(session))
    return step.finally(() => this.#closing.carrierAsked(sid))
  }

  transferTried(sid: string, tried: TriedTransfer): Promise<NextStep> {
    return this.#nextStep(sid, (held) => held.transferTried(tried))
  }

  async personTookCall(sid: string): Promise<void> {
    const held = await this.#here(sid)
    held?.personTookCall()
  }

  announce(call: AnnouncedCall): void {
    this.#announced.announce(call)
  }

  async expect(placed: PlacedOutbound): Promise<CallSummary | undefined> {
    const { callId: id, sid, from, to, agent, openingWords } = placed
    const held = await this.#register.once(sid, () =>
      this.#take({
        id,
        sid,
        from,
        to,
        direction: 'outbound',
        agent,
        openingWords,
        lineComesWithinMs: pickedUpWithinMs(placed),
      }),
    )
    return held === 'over' || 'isElsewhere' in held ? undefined : held.live.summary
  }

  async settle(end: ReportedEnd): Promise<'settled' | 'unknown-call'> {
    const { sid, status } = end
    // A caller who hangs up at once is gone before the call has been answered to its end.
    await this.#register.settled(sid)
    // Where nobody has the call any more, its end is ours to write, and what its tools were doing to finish.
    await this.takeUp(sid)
    // Also one that has just ended here: its own record of that comes before the carrier's word.
    const held = this.#register.findLast(sid)
    await held?.carrierEnded(status)
    // Another process had it since, and may be gone as well.
    const isTheirs = held?.recorder.state === 'taken-over' && (await this.takeUp(sid))
    if (isTheirs) await this.#register.find(sid)?.carrierEnded(status)
    const settled = await this.#parts.calls.settle(end)
    if (settled === 'settled') return settled
    await this.#writeDownUnknown(end)
    return this.#parts.calls.settle(end)
  }

  summaries(): readonly CallSummary[] {
    return this.#register.present.map(({ live }) => live.summary)
  }

  linesOf(sid: string): readonly SpokenLine[] {
    return this.#register.find(sid)?.live.lines ?? []
  }

  close(): Promise<void> {
    return this.#closing.close()
  }

  get isClosing(): boolean {
    return this.#closing.isClosing
  }

  get callsNotRecorded(): number {
    return this.#register.unwrittenIn('not-recorded')
  }

  get callsKeptLocally(): number {
    return this.#register.unwrittenIn('kept-locally')
  }

  isBeingWritten(sid: string): boolean {
    return this.has(sid) || this.#register.isEndUnwritten(sid)
  }

  async #nextStep(sid: string, ask: (held: HeldCall) => Promise<NextStep>): Promise<NextStep> {
    const held = await this.#here(sid)
    if (!held) return { do: 'unknown' }
    const step = await ask(held)
    // Where it went elsewhere meanwhile, that was no end of it.
    return held.hasLeft ? this.#nextStep(sid, ask) : step
  }

  async #here(sid: string): Promise<HeldCall | undefined> {
    const held = this.#register.find(sid)
    if ((!held || held.hasLeft) && (await this.#closing.handingOn)) throw new CallHandedOn()
    if (held?.hasLeft) await held.ended
    await this.takeUp(sid)
    return this.#register.find(sid)
  }

  async #refuse(): Promise<'closing'> {
    if (await this.#closing.handingOn) throw new CallHandedOn()
    return 'closing'
  }

  async #take({ agent, openingWords, ...toTake }: CallToTake): Promise<TakenCall> {
    const { clock, openingFor } = this.#parts
    const { id, sid, from, to, direction } = toTake
    const channel = toTake.channel ?? this.#channelOf(agent)
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
      const restored = restoreCall(entries)
      const opening = openingFor({ agent, direction, openingWords: restored.openingWords })
      const told = { agent, call: known.call, opening, channel, isElsewhere: true } as const
      return { ...told, ...consentFor(told, restored) }
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
    const known = this.#register.find(sid)
    if (known) return known
    if (this.#register.isEndUnwritten(sid)) return 'over'
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
      onGone: () => this.#register.remove(held),
    })
    this.#register.add(sid, held)
    if (!parts.restored) held.live.phaseBecame('ringing')
    return held
  }

  /** Somebody else has the call: what we would still say to the caller is not wanted. */
  #takenOver(sid: string): void {
    void this.#register.find(sid)?.leave('taken-over')
  }

  /** The carrier tells of a call that never reached us: it was one all the same. */
  async #writeDownUnknown(end: ReportedEnd): Promise<void> {
    const { agents, calls, newId } = this.#parts
    const { sid, from, to, direction, at, durationSeconds } = end
    const agent = await agents.forNumber(ourNumberOf(end))
    const startedAt = new Date(at.getTime() - durationSeconds * 1_000)
    const call = { id: newId(), sid, from, to, direction, channel: this.#channelOf(agent) }
    await calls.open({ ...call, agentId: agent.id, startedAt })
  }

  /** Where no speech model is there, calls are held in words. */
  #channelOf({ voice }: Agent): CallChannel {
    return voice.channel === 'media' && !this.#parts.speech ? 'relay' : voice.channel
  }
}
