import type { Agent } from '../agents/agent.ts'
import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { Recorded } from './call-recorder.ts'
import { createHandOver, transferTurn, type HandOver } from './hand-over.ts'
import { writeMissedTransfer } from './missed-transfer.ts'
import type { RingStep, TriedTransfer } from './next-step.ts'
import { noteToolUsed } from './note-tool-used.ts'
import type { OpenCall } from './open-call.ts'
import type { RestoredHandOver } from './restored-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import type { Transfer } from './tool.ts'
import { lastTurnOf } from './transcript.ts'

/** A call on its way to a person: who is rung, what came of it, and that nobody is forgotten. */
export interface CallHandOver {
  readonly isGoingOn: boolean
  /** Whose phone rings, counted from 1; `undefined` before the first one does. */
  readonly ringing: number | undefined
  /** False: there is nobody to hand the call to. */
  begin(transfer: Transfer): boolean
  /** Goes on where another process was. */
  resume(restored: RestoredHandOver): Promise<HandOverNews>
  /** What the carrier is told, the same until somebody was tried; `undefined` when nobody is to be rung. */
  ring(): RingStep | undefined
  /** What came of ringing the present person. News of anybody else is `old`. */
  tried(tried: TriedTransfer): Promise<HandOverNews>
  /** The present person has said yes. */
  take(): void
  /** The call is over while people are rung, or talk. */
  callEnded(): Promise<void>
}

export type HandOverNews =
  | { readonly is: 'old' }
  | { readonly is: 'connected' }
  | { readonly is: 'ringing-next' }
  /** The caller did not wait; a callback is written down. */
  | { readonly is: 'canceled' }
  /** Nobody took the call. `words` tell the caller so. */
  | { readonly is: 'nobody'; readonly words: string }

export interface CallHandOverParts extends Pick<
  OpenCall,
  'call' | 'callerName' | 'live' | 'recorder'
> {
  readonly agent: Agent
  readonly house: Pick<SwitchboardParts, 'clock' | 'standingWords' | 'tasks'>
  /** A phone rings, for the first time. */
  readonly onRings: () => void
}

/** The caller hears nothing meanwhile. */
const writtenWithinMs = 500

export function createCallHandOver(parts: CallHandOverParts): CallHandOver {
  return new PhonesRungForCall(parts)
}

class PhonesRungForCall implements CallHandOver {
  readonly #parts: CallHandOverParts
  #present: HandOver | undefined
  #started = 0

  constructor(parts: CallHandOverParts) {
    this.#parts = parts
  }

  get #clock(): Clock {
    return this.#parts.house.clock
  }

  get isGoingOn(): boolean {
    return this.#present !== undefined
  }

  get ringing(): number | undefined {
    const attempt = this.#present?.present.attempt
    return attempt !== undefined && attempt === this.#started ? attempt : undefined
  }

  begin(transfer: Transfer): boolean {
    this.#present = createHandOver(transfer)
    this.#started = 0
    return this.isGoingOn
  }

  async resume(restored: RestoredHandOver): Promise<HandOverNews> {
    const { transfer, started, missed, takenAt } = restored
    const handOver = createHandOver(transfer)
    this.#present = handOver
    this.#started = started
    for (let done = 0; done < missed; done += 1) {
      if (handOver?.tryNext() === false) return this.#nobodyTook(handOver)
    }
    const nowMs = this.#clock.monotonicMs()
    if (takenAt) handOver?.take(nowMs - (this.#clock.now().getTime() - takenAt.getTime()))
    return { is: 'old' }
  }

  ring(): RingStep | undefined {
    if (!this.#present) return undefined
    const { present, missed, transfer } = this.#present
    const { attempt, target } = present
    const { agent, call, house, onRings, recorder } = this.#parts
    if (this.#started < attempt) {
      this.#started = attempt
      void recorder.record({ kind: 'transfer-started', payload: { to: target.name, attempt } })
      onRings()
    }
    const names = missed && { missed: missed.name, next: target.name }
    return {
      do: 'ring',
      call: call(),
      agent,
      target,
      attempt,
      ringSeconds: transfer.ringSeconds,
      reason: transfer.reason,
      words: names ? house.standingWords.tryingNext(names) : '',
    }
  }

  async tried(tried: TriedTransfer): Promise<HandOverNews> {
    const handOver = this.#present
    if (handOver?.present.attempt !== tried.attempt) return { is: 'old' }
    const recorded = this.#writeDown(handOver, tried)
    const news = await this.#newsOf(handOver, tried)
    const limit = { deadlineMs: writtenWithinMs, what: 'Writing it down', clock: this.#clock }
    const fate = await withDeadline(recorded, limit).catch(() => 'memory-only')
    // Where another process has the call since, its word counts, and not what is thought here.
    return fate === 'taken-over' ? { is: 'old' } : news
  }

  async #newsOf(handOver: HandOver, { outcome }: TriedTransfer): Promise<HandOverNews> {
    if (outcome === 'connected') {
      this.#present = undefined
      return { is: 'connected' }
    }
    if (outcome !== 'canceled' && handOver.tryNext()) return { is: 'ringing-next' }
    if (outcome !== 'canceled') return this.#nobodyTook(handOver)
    this.#present = undefined
    await this.#writeCallback(handOver)
    return { is: 'canceled' }
  }

  /** The caller is with the agent again, and is not forgotten either way. */
  async #nobodyTook(handOver: HandOver): Promise<HandOverNews> {
    this.#present = undefined
    const callback = await this.#writeCallback(handOver)
    const [only, ...others] = handOver.transfer.to
    const name = others.length === 0 ? only?.name : undefined
    const { standingWords } = this.#parts.house
    return { is: 'nobody', words: standingWords.nobodyTookTheCall({ name, callback }) }
  }

  take(): void {
    const handOver = this.#present
    if (!handOver || handOver.takenAtMs !== undefined) return
    const { attempt, target } = handOver.present
    handOver.take(this.#clock.monotonicMs())
    void this.#parts.recorder.record({
      kind: 'transfer-taken',
      payload: { to: target.name, attempt },
    })
  }

  async callEnded(): Promise<void> {
    const handOver = this.#present
    this.#present = undefined
    if (!handOver) return
    const { present, takenAtMs } = handOver
    // Whoever hangs up while a phone rings wanted something, and nobody has heard it.
    if (takenAtMs === undefined) return void (await this.#writeCallback(handOver))
    // The end of the call may be told before that of the talk between the two.
    const talkedSeconds = Math.round((this.#clock.monotonicMs() - takenAtMs) / 1000)
    void this.#writeDown(handOver, {
      attempt: present.attempt,
      outcome: 'connected',
      talkedSeconds,
    })
  }

  #writeDown(
    { present }: HandOver,
    { attempt, outcome, talkedSeconds }: TriedTransfer,
  ): Promise<Recorded> {
    const { house, live, recorder } = this.#parts
    const { target } = present
    const { name: to } = target
    const recorded = recorder.record({
      kind: 'transfer-ended',
      payload: { to, attempt, outcome, talkedSeconds },
    })
    const turn = lastTurnOf(live.turns)
    noteToolUsed(
      this.#parts,
      transferTurn({ target, attempt, outcome, turn, at: house.clock.now() }),
    )
    return recorded
  }

  async #writeCallback({ transfer }: HandOver): Promise<boolean> {
    const { agent, call, callerName, house, live } = this.#parts
    const written = await writeMissedTransfer(house.tasks, {
      call: call(),
      agent,
      callerName: callerName(),
      transfer,
      turn: lastTurnOf(live.turns),
      clock: house.clock,
    })
    noteToolUsed(this.#parts, written)
    return written.result.ok
  }
}
