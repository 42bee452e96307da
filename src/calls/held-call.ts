import type { Agent } from '../agents/agent.ts'
import type { Clock, Timer } from '../lib/clock.ts'
import type { AnsweredCall } from './answered-call.ts'
import type { CallChannel, CallFlag, FinalCallStatus } from './call.ts'
import type { CallerLine } from './caller-line.ts'
import {
  createConversation,
  type Conversation,
  type Opening,
  type SessionEnd,
} from './conversation.ts'
import { endOfCall } from './end-of-call.ts'
import { createFillers } from './fillers.ts'
import { createHandOver, transferTurn, type HandOver } from './hand-over.ts'
import type { CallEnd, TransferOutcome } from './journal-event.ts'
import { writeCallback } from './missed-transfer.ts'
import type { EndedSession, NextStep, RingStep, TriedTransfer } from './next-step.ts'
import type { OpenCall } from './open-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import type { ToolTurn } from './transcript.ts'

/**
 * One call in our hands, from its answer to its end: it is joined to a line, loses it, is handed over to a
 * person and comes back, and is always doing exactly one of these.
 */
export interface HeldCall extends OpenCall {
  answered(): AnsweredCall
  /** `undefined`: the call has a line, or is over. */
  connect(line: CallerLine, session?: string): Conversation | undefined
  goOn(session: EndedSession): Promise<NextStep>
  transferTried(tried: TriedTransfer): Promise<NextStep>
  /** The person whose phone rings has said yes. */
  personTookCall(): void
  /** The carrier says that the call is over. */
  carrierEnded(status: FinalCallStatus): Promise<void>
  /** We end: the call goes down with us. */
  breakOff(): Promise<void>
}

export interface HeldCallParts extends OpenCall {
  readonly agent: Agent
  readonly channel: CallChannel
  readonly opening: Opening
  /** Our house: brain, tools and words. */
  readonly house: SwitchboardParts
  /** The carrier is told where to connect, and has this long for it. */
  readonly lineComesWithinMs: number
  readonly onEnded: () => void
}

export function createHeldCall(parts: HeldCallParts): HeldCall {
  return new CallInHand(parts)
}

/** How long the carrier takes, at the very most, to ask how a call goes on. */
const carrierAsksWithinMs = 30_000
/** A phone is rung, and then people talk; the carrier reports the end of that. */
const longestTransferMs = 4 * 60 * 60_000
/** A channel that breaks this often is left for a simpler one, and after so many more a call for good. */
const breaksUntilSimpler = 2
const breaksUntilLost = 5

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
  readonly #parts: HeldCallParts
  readonly #clock: Clock
  readonly #endsAtMs: number
  readonly #nextFiller: () => string
  #opening: Opening
  #channel: CallChannel
  #noticeHeard = false
  #session: Session | undefined
  #handOver: HandOver | undefined
  #startedAttempt = 0
  /** The carrier has asked what is to be said on this call. */
  #wasPickedUp = false
  #breaks = 0
  /** The carrier was told where to connect, and has not. */
  #isAwaited = true
  #lastBroken: string | undefined
  /** The news of a person who was tried is being worked out. */
  #advancing: Promise<void> | undefined
  #nobodyCame: Timer
  #end: Promise<void> | undefined

  constructor(parts: HeldCallParts) {
    const { agent, call, callerName, house, live, recorder } = parts
    this.call = call
    this.callerName = callerName
    this.recorder = recorder
    this.live = live
    this.#parts = parts
    this.#clock = house.clock
    this.#nextFiller = createFillers(house.standingWords.fillers)
    this.#opening = parts.opening
    this.#channel = parts.channel
    const { longestCallMinutes } = agent.voice.patience
    this.#endsAtMs = this.#clock.monotonicMs() + longestCallMinutes * 60_000
    this.#nobodyCame = this.#expectCarrierWithin(parts.lineComesWithinMs)
  }

  answered(): AnsweredCall {
    const { agent } = this.#parts
    this.#wasPickedUp = true
    return { agent, call: this.call(), opening: this.#opening, channel: this.#channel }
  }

  connect(line: CallerLine, name?: string): Conversation | undefined {
    if (this.#session || this.isOver || this.#handOver) return undefined
    this.#nobodyCame.cancel()
    this.#isAwaited = false
    const { agent, house } = this.#parts
    void this.recorder.record({ kind: 'line-opened', payload: { channel: this.#channel } })
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
      opening: this.#opening,
      standingWords: house.standingWords,
      nextFiller: this.#nextFiller,
      lastTurn: this.#lastTurn,
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
    if (flag) this.#flag(flag, ended.reason ?? '')
    if (instead) this.#channel = instead
    const rung = this.#handOver?.present
    // The carrier could not do what it was told, and would be told the same again.
    if (flag && rung && this.#startedAttempt === rung.attempt) {
      return this.transferTried({ attempt: rung.attempt, outcome: 'failed', talkedSeconds: 0 })
    }
    return this.#nextStep()
  }

  async transferTried(tried: TriedTransfer): Promise<NextStep> {
    const isNews = this.#handOver?.present.attempt === tried.attempt
    if (this.#handOver && isNews && !this.#advancing) {
      this.#advancing = this.#advance(this.#handOver, tried).finally(
        () => (this.#advancing = undefined),
      )
    }
    await this.#advancing
    return this.#nextStep()
  }

  personTookCall(): void {
    this.#handOver?.take(this.#clock.monotonicMs())
  }

  async carrierEnded(status: FinalCallStatus): Promise<void> {
    if (this.#session) {
      this.#session.conversation.receive({ type: 'line-closed', by: 'caller' })
      await this.#session.over
    }
    await this.#over({ by: 'carrier', status })
  }

  async breakOff(): Promise<void> {
    if (this.#session) {
      this.#session.conversation.receive({ type: 'line-closed', by: 'fault' })
      await this.#session.over
    }
    await this.#over({ by: 'fault' })
  }

  get #lastTurn(): number {
    return this.live.turns.reduce((last, { turn }) => Math.max(last, turn), 0)
  }

  async #sessionOver({ by, transfer }: SessionEnd): Promise<void> {
    this.#session = undefined
    this.#noticeHeard ||= this.#wasNoticeHeard()
    if (by === 'fault') return this.#lineBroke('the connection was lost')
    this.#handOver = by === 'agent' && transfer ? createHandOver(transfer) : undefined
    if (!this.#handOver) return this.#over({ by })
    this.live.phaseBecame('transferring')
    this.recorder.phase = 'transferring'
    this.#nobodyCame = this.#expectCarrierWithin(carrierAsksWithinMs)
  }

  async #sessionEnded({ how, reason = '', session }: EndedSession): Promise<void> {
    const present = this.#session
    if (present) {
      const by = how === 'broken' ? 'fault' : 'agent'
      present.conversation.receive({ type: 'line-closed', by })
      await present.over
    } else if (how === 'broken' && this.#neverCameUp(session)) {
      await this.#lineBroke(reason)
    }
    if (how === 'broken') this.#lastBroken = session
  }

  /** Told late, or again: the caller talks with us in another session since. */
  #isOfEarlierSession({ session }: EndedSession): boolean {
    return session !== undefined && this.#session !== undefined && this.#session.name !== session
  }

  /** A session that has no socket to tell of its end; being told of it a second time is no second one. */
  #neverCameUp(session: string | undefined): boolean {
    const isToldAgain = session !== undefined && session === this.#lastBroken
    return this.#isAwaited && !isToldAgain && !this.isOver && !this.#handOver
  }

  #flag(flag: CallFlag, detail: string): void {
    this.live.flagged(flag)
    void this.recorder.record({ kind: 'flagged', payload: { flag, turn: this.#lastTurn, detail } })
  }

  /** The caller is still there: the carrier will ask what to do, and then brings them back. */
  async #lineBroke(reason: string): Promise<void> {
    this.#breaks += 1
    this.#isAwaited = false
    void this.recorder.record({ kind: 'line-lost', payload: { reason } })
    if (this.#breaks >= breaksUntilSimpler) this.#channel = 'gather'
    if (this.#breaks >= breaksUntilLost) return this.#over({ by: 'fault' })
    this.live.phaseBecame('reconnecting')
    this.recorder.phase = 'reconnecting'
    if (this.live.turns.length > 0) this.#openAgainWith(this.#parts.house.standingWords.reconnected)
    this.#nobodyCame.cancel()
    this.#nobodyCame = this.#expectCarrierWithin(carrierAsksWithinMs)
  }

  #nextStep(): NextStep {
    const isLost = this.#breaks >= breaksUntilLost
    const { connectionLost } = this.#parts.house.standingWords
    if (this.isOver) return { do: 'hang-up', words: isLost ? connectionLost : '' }
    if (this.#handOver) return this.#ring(this.#handOver)
    this.#isAwaited = true
    return { do: 'talk', answered: this.answered() }
  }

  async #advance(handOver: HandOver, tried: TriedTransfer): Promise<void> {
    const { outcome } = tried
    this.#transferEnded(handOver, tried)
    if (outcome === 'connected') {
      this.#handOver = undefined
      await this.#over({ by: 'agent' })
    } else if (outcome === 'canceled' || !handOver.tryNext()) {
      await this.#comeBack(handOver, outcome)
    }
  }

  #transferEnded({ present }: HandOver, { attempt, outcome, talkedSeconds }: TriedTransfer): void {
    const { target } = present
    const { name: to } = target
    void this.recorder.record({
      kind: 'transfer-ended',
      payload: { to, attempt, outcome, talkedSeconds },
    })
    this.#note(
      transferTurn({ target, attempt, outcome, turn: this.#lastTurn, at: this.#clock.now() }),
    )
  }

  #ring({ present, missed, transfer }: HandOver): RingStep {
    const { agent, house } = this.#parts
    const { attempt, target } = present
    if (this.#startedAttempt < attempt) {
      this.#startedAttempt = attempt
      const { name: to } = target
      void this.recorder.record({ kind: 'transfer-started', payload: { to, attempt } })
      this.#nobodyCame.cancel()
      this.#nobodyCame = this.#expectCarrierWithin(longestTransferMs)
    }
    const names = missed && { missed: missed.name, next: target.name }
    return {
      do: 'ring',
      call: this.call(),
      agent,
      target,
      attempt,
      ringSeconds: transfer.ringSeconds,
      reason: transfer.reason,
      words: names ? house.standingWords.tryingNext(names) : '',
    }
  }

  /** Nobody took the call: the caller is with the agent again, and is not forgotten either way. */
  async #comeBack(handOver: HandOver, outcome: TransferOutcome): Promise<void> {
    this.#handOver = undefined
    this.#startedAttempt = 0
    const callback = await this.#writeCallbackFor(handOver)
    if (outcome === 'canceled') return this.#over({ by: 'caller' })
    const [only, ...others] = handOver.transfer.to
    const name = others.length === 0 ? only?.name : undefined
    this.#openAgainWith(this.#parts.house.standingWords.nobodyTookTheCall({ name, callback }))
    this.live.phaseBecame('reconnecting')
    this.recorder.phase = 'reconnecting'
    this.#nobodyCame.cancel()
    this.#nobodyCame = this.#expectCarrierWithin(carrierAsksWithinMs)
  }

  async #writeCallbackFor({ transfer }: HandOver): Promise<boolean> {
    const { agent, house } = this.#parts
    const turn = await writeCallback(house.tasks, {
      call: this.call(),
      agent,
      callerName: this.callerName(),
      transfer,
      turn: this.#lastTurn,
      clock: this.#clock,
    })
    this.#note(turn)
    return turn.result.ok
  }

  async #endDuring(handOver: HandOver): Promise<void> {
    const { present, takenAtMs } = handOver
    // Whoever hangs up while a phone rings wanted something, and nobody has heard it.
    if (takenAtMs === undefined) return void (await this.#writeCallbackFor(handOver))
    // The end of the call may be told before that of the talk between the two.
    const talkedSeconds = Math.round((this.#clock.monotonicMs() - takenAtMs) / 1000)
    const { attempt } = present
    this.#transferEnded(handOver, { attempt, outcome: 'connected', talkedSeconds })
  }

  #note(turn: ToolTurn): void {
    const { toolCallId, tool, result } = turn
    this.live.usedTool(turn)
    void this.recorder.record({
      kind: 'tool-done',
      payload: { turn: turn.turn, toolCallId, tool, result, tookMs: 0 },
    })
  }

  #openAgainWith(words: string): void {
    const { notice } = this.#parts.opening
    this.#opening = this.#noticeHeard
      ? { notice: '', words }
      : { notice, words: `${notice} ${words}` }
  }

  #wasNoticeHeard(): boolean {
    const { notice } = this.#parts.opening
    return this.live.turns.some((turn) => turn.speaker === 'agent' && turn.text.includes(notice))
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
    if (this.#handOver) await this.#endDuring(this.#handOver)
    this.#handOver = undefined
    const { live, recorder } = this
    const now = this.#clock.now()
    const end = endOfCall({ ...ending, turns: live.turns, call: this.call(), now })
    live.ended(end)
    recorder.phase = undefined
    const recorded = recorder.record({ kind: 'ended', payload: end })
    this.#parts.onEnded()
    await recorded
  }
}
