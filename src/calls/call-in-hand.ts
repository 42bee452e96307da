import type { Agent } from '../agents/agent.ts'
import type { Clock } from '../lib/clock.ts'
import type { AnsweredCall } from './answered-call.ts'
import { goodbyeSaid } from './broken-answer.ts'
import { writeEnd, type Ending } from './call-ending.ts'
import type { AudioLine } from './audio-line.ts'
import { createCallHandOver, type CallHandOver, type HandOverNews } from './call-hand-over.ts'
import { createCallSessions, type CallSessions } from './call-sessions.ts'
import type { CallChannel, CallFlag, CallPhase, FinalCallStatus } from './call.ts'
import type { CallerLine, LeavingReason } from './caller-line.ts'
import { awaitCarrier, type CarrierAwaited } from './carrier-awaited.ts'
import { createChannelInUse, type ChannelInUse } from './channel-in-use.ts'
import { createConsent, type Consent, type ConsentAnswer } from './consent.ts'
import { createConversation } from './conversation.ts'
import { flagCall } from './flag-call.ts'
import type { HeldCall, HeldCallParts, Joining } from './held-call.ts'
import type { CallEnd } from './journal-event.ts'
import type { EndedSession, NextStep, TriedTransfer } from './next-step.ts'
import { createNextTalk, type NextTalk } from './next-talk.ts'
import type { OpenCall } from './open-call.ts'
import { createPreparedSpeech, type PreparedSpeech } from './prepared-speech.ts'
import type { RestoredCall } from './restored-call.ts'
import { createSpokenConversation } from './spoken-conversation.ts'
import type { SessionEnd, Talk } from './talk.ts'
import type { TalkParts } from './talk-parts.ts'
import { lastTurnOf } from './transcript.ts'

export function createHeldCall(parts: HeldCallParts): HeldCall {
  return new CallInHand(parts)
}

/** How long the carrier takes, at the very most, to ask how a call goes on. */
const carrierAsksWithinMs = 30_000
/** A phone is rung, and then people talk; the carrier reports the end of that. */
const longestTransferMs = 4 * 60 * 60_000

class CallInHand implements HeldCall {
  readonly call: OpenCall['call']
  readonly callerName: OpenCall['callerName']
  readonly recorder: OpenCall['recorder']
  readonly live: OpenCall['live']
  isOver = false
  hasLeft = false
  readonly #parts: HeldCallParts
  readonly #clock: Clock
  readonly #nextTalk: NextTalk
  readonly #channel: ChannelInUse
  /** Absent where no speech model is there. */
  readonly #prepared: PreparedSpeech | undefined
  readonly #consent: Consent
  readonly #handOver: CallHandOver
  readonly #sessions: CallSessions
  readonly #carrier: CarrierAwaited
  /** The carrier has asked what is to be said on this call. */
  #wasPickedUp: boolean
  /** The news of a person who was tried is being worked out. */
  #advancing: Promise<void> = Promise.resolve()
  #end: Promise<void> | undefined
  #goodbye = ''
  readonly #gone = Promise.withResolvers<CallEnd['endedBy'] | undefined>()

  constructor(parts: HeldCallParts) {
    const { house, restored } = parts
    this.call = parts.call
    this.callerName = parts.callerName
    this.recorder = parts.recorder
    this.live = parts.live
    this.#parts = parts
    this.#clock = house.clock
    this.#nextTalk = createNextTalk(parts)
    const { speech } = house
    this.#prepared = speech && createPreparedSpeech({ ...parts, ...house, speech })
    this.#channel = this.#channelAsOf(parts)
    this.#consent = createConsent(parts)
    const onRings = () => this.#carrier.within(longestTransferMs)
    this.#handOver = createCallHandOver({ ...parts, onRings })
    this.#wasPickedUp = restored?.channel !== undefined
    this.#sessions = createCallSessions({
      isAwaited: restored === undefined,
      onOver: (end) => this.#sessionOver(end),
    })
    this.#carrier = awaitCarrier(house.clock, {
      withinMs: parts.lineComesWithinMs,
      onNobodyCame: () => this.#nobodyCame(),
    })
    if (restored) this.#goOnFrom(restored)
  }

  answered(): AnsweredCall {
    const { agent } = this.#parts
    this.#wasPickedUp = true
    const channel = this.#channel.present
    const asksConsent = channel === 'media' && this.#consent.isOwed
    // The model is there when the caller is.
    if (channel === 'media' && !asksConsent && !this.isTalking) this.#prepared?.prepare()
    const told = { agent, call: this.call(), opening: this.#nextTalk.opening, channel }
    return asksConsent ? { ...told, asksConsent } : told
  }

  connect(line: CallerLine, joining?: Joining) {
    const { brain } = this.#parts.house
    return this.#join((parts) => createConversation({ ...parts, brain, line }), joining)
  }

  connectAudio(line: AudioLine, joining?: Joining) {
    const { speech } = this.#parts.house
    const isExpected = this.#channel.present === 'media' && !this.#consent.isOwed
    if (!speech || !isExpected) return undefined
    return this.#join((parts) => {
      const session = this.#prepared?.take()
      return createSpokenConversation({ ...parts, line, speech, session })
    }, joining)
  }

  async goOn(ended: EndedSession): Promise<NextStep> {
    const { flag, instead } = ended
    await this.#advancing
    if (this.#sessions.isEarlier(ended.session)) return this.#nextStep()
    await this.#sessionEnded(ended)
    await this.#endIfGoodbyeSaid(ended)
    if (flag) this.#flag(flag, ended.reason ?? '')
    if (instead) this.#channel.stepDown(instead, 'carrier')
    const attempt = flag && this.#handOver.ringing
    if (attempt === undefined) return this.#nextStep()
    // The carrier could not do what it was told, and would be told the same again.
    return this.transferTried({ attempt, outcome: 'failed', talkedSeconds: 0 })
  }

  async consentAnswered({ given, words }: ConsentAnswer): Promise<NextStep> {
    if (given) this.#consent.given(words)
    else if (this.#consent.isOwed && !this.isOver) await this.#refuseToBeHeard(words)
    return this.#nextStep()
  }

  async transferTried(tried: TriedTransfer): Promise<NextStep> {
    await this.#advanceAfter(() => this.#handOver.tried(tried))
    return this.#nextStep()
  }

  personTookCall(): void {
    this.#handOver.take()
  }

  async carrierEnded(status: FinalCallStatus): Promise<void> {
    await this.#sessions.close('caller')
    await this.#over({ by: 'carrier', status })
  }

  async breakOff(): Promise<void> {
    await this.#sessions.close('fault')
    await this.#over({ by: 'fault' })
  }

  async turnEnds(): Promise<void> {
    await this.#sessions.present?.turnEnds()
  }

  closeWith(words: string): void {
    this.#sessions.present?.closeWith(words)
  }

  get isTalking(): boolean {
    return this.#sessions.present !== undefined
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
    const { over, present } = this.#sessions
    this.isOver = true
    this.hasLeft = true
    this.#carrier.noLonger()
    this.#prepared?.drop()
    this.#end = Promise.resolve()
    this.#becomes('reconnecting')
    present?.leave(why)
    await over
    const turn = lastTurnOf(this.live.turns)
    if (why === 'handed-on') await this.recorder.record({ kind: 'handed-on', payload: { turn } })
    this.#parts.onGone()
    this.#gone.resolve(undefined)
  }

  /** On Gather words count as heard before they have left, and those of a dead process may not have. */
  async #endIfGoodbyeSaid({ how }: EndedSession): Promise<void> {
    const goodbye = goodbyeSaid(this.live.turns)
    if (goodbye === undefined) return
    if (how === 'broken' && this.#channel.present === 'gather') this.#goodbye = goodbye
    await this.#over({ by: 'agent' })
  }

  async #refuseToBeHeard(words: string): Promise<void> {
    this.#goodbye = await this.#consent.refused(words)
    await this.#over({ by: 'agent' })
  }

  #channelAsOf({ channel, house, restored }: HeldCallParts): ChannelInUse {
    const { recorder } = this
    const none = { breaks: 0, breaksHere: 0, takenUpAt: [] }
    const before = { ...none, ...restored, channel: restored?.channel ?? channel }
    const inUse = createChannelInUse(before, (change) => {
      this.#prepared?.drop()
      void recorder.record({ kind: 'channel-changed', payload: change })
    })
    // Whoever had the call before could speak.
    if (!house.speech && inUse.present === 'media') inUse.stepDown('relay', 'speech-lost')
    return inUse
  }

  #join<Joined extends Talk>(
    talkWith: (parts: TalkParts) => Joined,
    { session, callerSpoke = false }: Joining = {},
  ): Joined | undefined {
    if (this.isTalking || this.isOver || this.#handOver.isGoingOn) return undefined
    this.#carrier.noLonger()
    const channel = this.#channel.present
    void this.recorder.record({ kind: 'line-opened', payload: { channel } })
    const talk = talkWith(this.#nextTalk.parts({ callerSpoke }))
    this.#sessions.begin(talk, session)
    return talk
  }

  /** Another process had the call. */
  #goOnFrom({ handOver, wasHandedOn }: RestoredCall): void {
    this.#channel.takenUp(this.#clock.now())
    this.#becomes(handOver ? 'transferring' : 'reconnecting')
    this.#nextTalk.goOnAfterBreak({ wasHandedOn })
    if (!handOver) return
    if (handOver.started > 0) this.#carrier.within(longestTransferMs)
    void this.#advanceAfter(() => this.#handOver.resume(handOver))
  }

  async #sessionOver({ by, instead, transfer }: SessionEnd): Promise<void> {
    this.#nextTalk.lookBack()
    if (this.isOver) return
    if (instead && by !== 'caller') return this.#goOnOn(instead)
    if (by === 'fault') return this.#lineBroke('the connection was lost')
    const isHandedOver = by === 'agent' && transfer ? this.#handOver.begin(transfer) : false
    if (!isHandedOver) return this.#over({ by })
    this.#becomes('transferring')
    this.#carrier.within(carrierAsksWithinMs)
  }

  async #sessionEnded(ended: EndedSession): Promise<void> {
    const { how, reason = '', session } = ended
    if (this.#sessions.present) await this.#sessions.close(this.#isByUs(ended) ? 'agent' : 'fault')
    else if (how === 'broken' && this.#neverCameUp(session)) await this.#lineBroke(reason)
    if (how === 'broken') this.#sessions.toldBroken(session)
  }

  /**
   * A carrier that was told to bring a caller in sound back may do it late, to a session that did not want to
   * end: nobody says which one is meant, and only the talk itself knows.
   */
  #isByUs({ how, session }: EndedSession): boolean {
    return how === 'ended' && (session !== undefined || this.#parts.channel !== 'media')
  }

  #neverCameUp(session: string | undefined): boolean {
    return this.#sessions.neverCameUp(session) && !this.isOver && !this.#handOver.isGoingOn
  }

  #flag(flag: CallFlag, detail: string): void {
    flagCall(this, { flag, turn: lastTurnOf(this.live.turns), detail })
  }

  async #lineBroke(reason: string): Promise<void> {
    void this.recorder.record({ kind: 'line-lost', payload: { reason } })
    this.#channel.broke()
    if (this.#channel.isLost) return this.#over({ by: 'fault' })
    this.#callerComesBack()
  }

  /** Nobody can speak on the channel any more, though its line held. */
  #goOnOn(instead: CallChannel): void {
    this.#channel.stepDown(instead, 'speech-lost')
    this.#callerComesBack()
  }

  /** The caller is still there: the carrier will ask what to do, and then brings them back. */
  #callerComesBack(): void {
    this.#sessions.expectNoLine()
    this.#becomes('reconnecting')
    this.#nextTalk.goOnAfterBreak({ wasHandedOn: false })
    this.#carrier.within(carrierAsksWithinMs)
  }

  #nextStep(): NextStep {
    const { connectionLost } = this.#parts.house.standingWords
    const words = this.#channel.isLost ? connectionLost : this.#goodbye
    if (this.isOver) return { do: 'hang-up', words }
    const ring = this.#handOver.ring()
    if (ring) return ring
    this.#sessions.expectLine()
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
    this.#nextTalk.goOnWith(news.words)
    this.#becomes('reconnecting')
    this.#carrier.within(carrierAsksWithinMs)
  }

  #becomes(phase: CallPhase): void {
    this.live.phaseBecame(phase)
    this.recorder.phase = phase
  }

  #nobodyCame(): void {
    const status = this.#wasPickedUp ? 'completed' : 'no-answer'
    void this.#over({ by: 'fault', status })
  }

  /** Once. */
  #over(ending: Ending): Promise<void> {
    this.#end ??= this.#writeEnd(ending)
    return this.#end
  }

  async #writeEnd(ending: Ending): Promise<void> {
    this.isOver = true
    this.#carrier.noLonger()
    this.#prepared?.drop()
    await this.#handOver.callEnded()
    const onEnded = () => {
      this.#parts.onGone()
      this.#gone.resolve(ending.by)
    }
    await writeEnd(this, { ...ending, clock: this.#clock, onEnded })
  }
}
