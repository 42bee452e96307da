import type { Agent } from '../agents/agent.ts'
import type { Clock, Timer } from '../lib/clock.ts'
import type { AnsweredCall } from './answered-call.ts'
import { brokenAnswerOf, goodbyeSaid } from './broken-answer.ts'
import { createCallHandOver, type CallHandOver, type HandOverNews } from './call-hand-over.ts'
import type { CallChannel, CallFlag, CallPhase, FinalCallStatus } from './call.ts'
import type { CallerLine, LeavingReason } from './caller-line.ts'
import { createConversation, type Conversation } from './conversation.ts'
import type { Opening, SessionEnd } from './talk.ts'
import { endOfCall } from './end-of-call.ts'
import { createFillers } from './fillers.ts'
import type { CallEnd } from './journal-event.ts'
import { createLineBreaks, type LineBreaks } from './line-breaks.ts'
import { createNextOpening, type NextOpening } from './next-opening.ts'
import type { EndedSession, NextStep, TriedTransfer } from './next-step.ts'
import type { OpenCall } from './open-call.ts'
import type { RestoredCall } from './restored-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import { lastTurnOf } from './transcript.ts'

/**
 * One call in our hands, from its answer to its end: it is joined to a line, loses it, is handed over to a
 * person and comes back, and is always doing exactly one of these.
 */
export interface HeldCall extends OpenCall {
  /** It has ended, or is somebody else's. */
  readonly isOver: boolean
  /** It is over here only: it goes on elsewhere. */
  readonly hasLeft: boolean
  answered(): AnsweredCall
  /** `undefined`: the call has a line, or is over. */
  connect(line: CallerLine, joining?: Joining): Conversation | undefined
  goOn(session: EndedSession): Promise<NextStep>
  transferTried(tried: TriedTransfer): Promise<NextStep>
  /** The person whose phone rings has said yes. */
  personTookCall(): void
  /** The carrier says that the call is over. */
  carrierEnded(status: FinalCallStatus): Promise<void>
  /** We end: the call goes down with us. */
  breakOff(): Promise<void>
  /** The next moment in which the agent owes the caller nothing; never later than the end of the call. */
  turnEnds(): Promise<void>
  /** Says these words to the caller who is on the line, and ends the call. */
  closeWith(words: string): void
  readonly isTalking: boolean
  /** Somebody's phone rings for the caller, or the two talk. */
  readonly isWithPerson: boolean
  readonly agent: Agent
  /** Settles when the call is over, with who ended it, or gone elsewhere. */
  readonly ended: Promise<CallEnd['endedBy'] | undefined>
  /** Lets go of the call, which goes on elsewhere. Nothing is written down about an end. */
  leave(why: LeavingReason): Promise<void>
}

export interface Joining {
  /** The carrier's name for the session, where it has one. */
  readonly session?: string | undefined
  /** The caller has said something already, which comes next: nothing goes before the answer but the notice. */
  readonly callerSpoke?: boolean
}

export interface HeldCallParts extends OpenCall {
  readonly agent: Agent
  readonly channel: CallChannel
  readonly opening: Opening
  /** Our house: brain, tools and words. */
  readonly house: SwitchboardParts
  /** The carrier is told where to connect, and has this long for it. */
  readonly lineComesWithinMs: number
  /** What happened before the call came to us; absent for a new one. */
  readonly restored?: RestoredCall
  /** The call is over, or not ours any more. */
  readonly onGone: () => void
}

export function createHeldCall(parts: HeldCallParts): HeldCall {
  return new CallInHand(parts)
}

/** How long the carrier takes, at the very most, to ask how a call goes on. */
const carrierAsksWithinMs = 30_000
/** A phone is rung, and then people talk; the carrier reports the end of that. */
const longestTransferMs = 4 * 60 * 60_000

interface Session {
  /** The carrier's. */
  readonly name: string | undefined
  readonly conversation: Conversation
  readonly over: Promise<void>
}

class CallInHand implements HeldCall {
  readonly call: OpenCall['call']
  readonly callerName: OpenCall['callerName']
  readonly recorder: OpenCall['recorder']
  readonly live: OpenCall['live']
  isOver = false
  hasLeft = false
  readonly #parts: HeldCallParts
  readonly #clock: Clock
  readonly #endsAtMs: number
  readonly #nextFiller: () => string
  readonly #opening: NextOpening
  readonly #breaks: LineBreaks
  readonly #handOver: CallHandOver
  #channel: CallChannel
  #session: Session | undefined
  /** The carrier has asked what is to be said on this call. */
  #wasPickedUp: boolean
  /** The carrier was told where to connect, and has not. */
  #isAwaited: boolean
  #lastBroken: string | undefined
  /** The news of a person who was tried is being worked out. */
  #advancing: Promise<void> = Promise.resolve()
  #nobodyCame: Timer
  #end: Promise<void> | undefined
  #goodbye = ''
  readonly #gone = Promise.withResolvers<CallEnd['endedBy'] | undefined>()

  constructor(parts: HeldCallParts) {
    const { agent, call, house, restored } = parts
    this.call = call
    this.callerName = parts.callerName
    this.recorder = parts.recorder
    this.live = parts.live
    this.#parts = parts
    this.#clock = house.clock
    this.#nextFiller = createFillers(house.standingWords.fillers)
    this.#opening = createNextOpening(parts.opening, restored)
    this.#breaks = createLineBreaks(restored)
    this.#channel = restored?.channel ?? parts.channel
    const onRings = () => this.#expectCarrier(longestTransferMs)
    this.#handOver = createCallHandOver({ ...parts, onRings })
    this.#wasPickedUp = restored?.channel !== undefined
    this.#isAwaited = restored === undefined
    const { longestCallMinutes } = agent.voice.patience
    const beganMsAgo = restored ? house.clock.now().getTime() - call().startedAt.getTime() : 0
    this.#endsAtMs = this.#clock.monotonicMs() + longestCallMinutes * 60_000 - beganMsAgo
    this.#nobodyCame = this.#expectCarrierWithin(parts.lineComesWithinMs)
    if (restored) this.#goOnFrom(restored)
  }

  answered(): AnsweredCall {
    const { agent } = this.#parts
    this.#wasPickedUp = true
    return { agent, call: this.call(), opening: this.#opening.present, channel: this.#channel }
  }

  connect(line: CallerLine, { session: name, callerSpoke = false }: Joining = {}) {
    if (this.#session || this.isOver || this.#handOver.isGoingOn) return undefined
    this.#nobodyCame.cancel()
    this.#isAwaited = false
    const { agent, house } = this.#parts
    void this.recorder.record({ kind: 'line-opened', payload: { channel: this.#channel } })
    if (callerSpoke && this.live.turns.length > 0) this.#opening.goOnWith('')
    const conversation = createConversation({
      call: this.call,
      callerName: this.callerName,
      recorder: this.recorder,
      live: this.live,
      agent,
      brain: house.brain,
      clock: this.#clock,
      line,
      toolBox: house.toolBoxes.forAgent(agent),
      opening: this.#opening.present,
      standingWords: house.standingWords,
      nextFiller: this.#nextFiller,
      lastTurn: lastTurnOf(this.live.turns),
      brokenAnswer: callerSpoke ? undefined : this.#brokenAnswer,
      endsAtMs: this.#endsAtMs,
    })
    const over = conversation.ended.then((end) => this.#sessionOver(end))
    this.#session = { name, conversation, over }
    return conversation
  }

  async goOn(ended: EndedSession): Promise<NextStep> {
    const { flag, instead } = ended
    await this.#advancing
    if (this.#isOfEarlierSession(ended)) return this.#nextStep()
    await this.#sessionEnded(ended)
    await this.#endIfGoodbyeSaid(ended)
    if (flag) this.#flag(flag, ended.reason ?? '')
    if (instead) this.#channel = instead
    const attempt = flag && this.#handOver.ringing
    if (attempt === undefined) return this.#nextStep()
    // The carrier could not do what it was told, and would be told the same again.
    return this.transferTried({ attempt, outcome: 'failed', talkedSeconds: 0 })
  }

  async transferTried(tried: TriedTransfer): Promise<NextStep> {
    await this.#advanceAfter(() => this.#handOver.tried(tried))
    return this.#nextStep()
  }

  personTookCall(): void {
    this.#handOver.take()
  }

  async carrierEnded(status: FinalCallStatus): Promise<void> {
    await this.#closeSession('caller')
    await this.#over({ by: 'carrier', status })
  }

  async breakOff(): Promise<void> {
    await this.#closeSession('fault')
    await this.#over({ by: 'fault' })
  }

  async turnEnds(): Promise<void> {
    await this.#session?.conversation.turnEnds()
  }

  closeWith(words: string): void {
    this.#session?.conversation.closeWith(words)
  }

  get isTalking(): boolean {
    return this.#session !== undefined
  }

  get isWithPerson(): boolean {
    return this.#handOver.isGoingOn
  }

  get agent(): Agent {
    return this.#parts.agent
  }

  get ended(): HeldCall['ended'] {
    return this.#gone.promise
  }

  async leave(why: LeavingReason): Promise<void> {
    if (this.isOver) return
    const session = this.#session
    this.isOver = true
    this.hasLeft = true
    this.#nobodyCame.cancel()
    this.#end = Promise.resolve()
    this.#becomes('reconnecting')
    session?.conversation.leave(why)
    await session?.over
    const turn = lastTurnOf(this.live.turns)
    if (why === 'handed-on') await this.recorder.record({ kind: 'handed-on', payload: { turn } })
    this.#parts.onGone()
    this.#gone.resolve(undefined)
  }

  /** On Gather words count as heard before they have left, and those of a dead process may not have. */
  async #endIfGoodbyeSaid({ how }: EndedSession): Promise<void> {
    const goodbye = goodbyeSaid(this.live.turns)
    if (goodbye === undefined) return
    if (how === 'broken' && this.#channel === 'gather') this.#goodbye = goodbye
    await this.#over({ by: 'agent' })
  }

  get #brokenAnswer() {
    return this.live.turns.length === 0 ? undefined : brokenAnswerOf(this.live.turns)
  }

  async #closeSession(by: SessionEnd['by']): Promise<void> {
    if (!this.#session) return
    this.#session.conversation.receive({ type: 'line-closed', by })
    await this.#session.over
  }

  /** Another process had the call. */
  #goOnFrom({ handOver, wasHandedOn }: RestoredCall): void {
    this.#breaks.takenUp(this.#clock.now())
    this.#channel = this.#breaks.simpler ?? this.#channel
    this.#becomes(handOver ? 'transferring' : 'reconnecting')
    this.#openAgain({ wasHandedOn })
    if (!handOver) return
    if (handOver.started > 0) this.#expectCarrier(longestTransferMs)
    void this.#advanceAfter(() => this.#handOver.resume(handOver))
  }

  async #sessionOver({ by, transfer }: SessionEnd): Promise<void> {
    this.#session = undefined
    this.#opening.lookAt(this.live.turns)
    if (this.isOver) return
    if (by === 'fault') return this.#lineBroke('the connection was lost')
    const isHandedOver = by === 'agent' && transfer ? this.#handOver.begin(transfer) : false
    if (!isHandedOver) return this.#over({ by })
    this.#becomes('transferring')
    this.#expectCarrier(carrierAsksWithinMs)
  }

  async #sessionEnded({ how, reason = '', session }: EndedSession): Promise<void> {
    if (this.#session) await this.#closeSession(how === 'broken' ? 'fault' : 'agent')
    else if (how === 'broken' && this.#neverCameUp(session)) await this.#lineBroke(reason)
    if (how === 'broken') this.#lastBroken = session
  }

  /** Told late, or again: the caller talks with us in another session since. */
  #isOfEarlierSession({ session }: EndedSession): boolean {
    return session !== undefined && this.#session !== undefined && this.#session.name !== session
  }

  /** A session that has no socket to tell of its end; being told of it a second time is no second one. */
  #neverCameUp(session: string | undefined): boolean {
    const isToldAgain = session !== undefined && session === this.#lastBroken
    return this.#isAwaited && !isToldAgain && !this.isOver && !this.#handOver.isGoingOn
  }

  #flag(flag: CallFlag, detail: string): void {
    const turn = lastTurnOf(this.live.turns)
    this.live.flagged(flag)
    void this.recorder.record({ kind: 'flagged', payload: { flag, turn, detail } })
  }

  /** The caller is still there: the carrier will ask what to do, and then brings them back. */
  async #lineBroke(reason: string): Promise<void> {
    this.#breaks.broke()
    this.#isAwaited = false
    void this.recorder.record({ kind: 'line-lost', payload: { reason } })
    this.#channel = this.#breaks.simpler ?? this.#channel
    if (this.#breaks.isLost) return this.#over({ by: 'fault' })
    this.#becomes('reconnecting')
    this.#openAgain()
    this.#expectCarrier(carrierAsksWithinMs)
  }

  /** Whoever has not heard a word yet is greeted as at first; between two turns nothing was missed. */
  #openAgain({ wasHandedOn } = { wasHandedOn: false }): void {
    if (this.live.turns.length === 0) return
    const { reconnected, reconnectedGoingOn } = this.#parts.house.standingWords
    const words = wasHandedOn ? '' : reconnected
    this.#opening.goOnWith(this.#brokenAnswer ? reconnectedGoingOn : words)
  }

  #nextStep(): NextStep {
    const { connectionLost } = this.#parts.house.standingWords
    const words = this.#breaks.isLost ? connectionLost : this.#goodbye
    if (this.isOver) return { do: 'hang-up', words }
    const ring = this.#handOver.ring()
    if (ring) return ring
    this.#isAwaited = true
    return { do: 'talk', answered: this.answered() }
  }

  /** One piece of news after the other. */
  #advanceAfter(tell: () => Promise<HandOverNews>): Promise<void> {
    this.#advancing = this.#advancing.then(tell).then((news) => this.#advance(news))
    return this.#advancing
  }

  async #advance(news: HandOverNews): Promise<void> {
    if (news.is === 'connected') return this.#over({ by: 'agent' })
    if (news.is === 'canceled') return this.#over({ by: 'caller' })
    if (news.is !== 'nobody') return
    this.#opening.goOnWith(news.words)
    this.#becomes('reconnecting')
    this.#expectCarrier(carrierAsksWithinMs)
  }

  #becomes(phase: CallPhase): void {
    this.live.phaseBecame(phase)
    this.recorder.phase = phase
  }

  #expectCarrier(deadlineMs: number): void {
    this.#nobodyCame.cancel()
    this.#nobodyCame = this.#expectCarrierWithin(deadlineMs)
  }

  #expectCarrierWithin(deadlineMs: number): Timer {
    return this.#clock.after(deadlineMs, () => {
      const status = this.#wasPickedUp ? 'completed' : 'no-answer'
      void this.#over({ by: 'fault', status })
    })
  }

  /** Writes down the end, once. */
  #over(end: { by: CallEnd['endedBy']; status?: FinalCallStatus }): Promise<void> {
    this.#end ??= this.#writeEnd(end)
    return this.#end
  }

  async #writeEnd(ending: { by: CallEnd['endedBy']; status?: FinalCallStatus }): Promise<void> {
    this.isOver = true
    this.#nobodyCame.cancel()
    await this.#handOver.callEnded()
    const { live, recorder } = this
    const now = this.#clock.now()
    const end = endOfCall({ ...ending, turns: live.turns, call: this.call(), now })
    live.ended(end)
    recorder.phase = undefined
    const recorded = recorder.record({ kind: 'ended', payload: end })
    this.#parts.onGone()
    this.#gone.resolve(ending.by)
    await recorded
  }
}
