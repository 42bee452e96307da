import type { CallPhase } from './call.ts'

/**
 * Who may speak. It counts the caller's turns, knows which of them is being answered, and decides when
 * the agent's last word has been heard and the call may end.
 */
export interface TurnTaking {
  readonly turn: number
  readonly phase: CallPhase
  /** `answer`: the caller has the agent's full attention from now on, whatever went before. */
  callerSpoke(text: string): 'answer' | 'ignore'
  /** The caller has finished saying something whose words are to come. @returns the turn that it begins. */
  callerFinished(): number
  /** The house speaks by itself: a turn that no words of the caller begin. */
  houseSpeaks(): number
  /** The agent thinks about what was asked before the line broke: a turn of its own. */
  agentGoesOn(): number
  /** The agent does something else. Late news of an answer that was given up is ignored. */
  agentBegan(turn: number, activity: 'thinking' | 'using-tool' | 'speaking'): void
  agentFellSilent(): void
  /** The caller fell in: whatever the agent was about to do, it listens now. */
  callerInterrupted(): void
  /** Nothing came after the caller fell in: an end that was asked for is due again. */
  callerStayedSilent(): void
  /** The caller fell in, and has not said why. */
  readonly isHeldUp: boolean
  /** The call ends once everything of this turn has been heard, unless the caller speaks before. */
  endAfter(turn: number): void
  /** Whether the end was asked for, and not by an answer that the caller has spoken over since. */
  mayEnd(): boolean
  lineClosed(): void
  readonly isOver: boolean
}

/** `lastTurn`: the last turn of the sessions before this one; 0 in a new call. */
export function createTurnTaking(
  onPhase: (phase: CallPhase) => void,
  { lastTurn = 0 } = {},
): TurnTaking {
  return new CountedTurns(onPhase, lastTurn)
}

class CountedTurns implements TurnTaking {
  turn: number
  phase: CallPhase = 'ringing'
  isOver = false
  isHeldUp = false
  readonly #onPhase: (phase: CallPhase) => void
  #endingTurn: number | undefined

  constructor(onPhase: (phase: CallPhase) => void, lastTurn: number) {
    this.#onPhase = onPhase
    this.turn = lastTurn
  }

  callerSpoke(text: string): 'answer' | 'ignore' {
    if (this.isOver || text.trim() === '') return 'ignore'
    this.#begin()
    this.#become('thinking')
    return 'answer'
  }

  callerFinished(): number {
    this.#begin()
    this.#become('thinking')
    return this.turn
  }

  houseSpeaks(): number {
    this.#begin()
    return this.turn
  }

  agentGoesOn(): number {
    this.#begin()
    this.#become('thinking')
    return this.turn
  }

  agentBegan(turn: number, activity: 'thinking' | 'using-tool' | 'speaking'): void {
    if (turn !== this.turn) return
    const isEnding = this.#endingTurn === turn && activity === 'speaking'
    this.#become(isEnding ? 'ending' : activity)
  }

  agentFellSilent(): void {
    if (this.phase !== 'ending') this.#become('listening')
  }

  callerInterrupted(): void {
    this.isHeldUp = true
    this.#become('listening')
  }

  callerStayedSilent(): void {
    this.isHeldUp = false
  }

  endAfter(turn: number): void {
    if (turn !== this.turn) return
    this.#endingTurn = turn
    this.#become('ending')
  }

  mayEnd(): boolean {
    return !this.isOver && !this.isHeldUp && this.#endingTurn === this.turn
  }

  lineClosed(): void {
    this.isOver = true
  }

  #begin(): void {
    this.turn += 1
    this.#endingTurn = undefined
    this.isHeldUp = false
  }

  #become(next: CallPhase): void {
    if (this.isOver || this.phase === next) return
    this.phase = next
    this.#onPhase(next)
  }
}
