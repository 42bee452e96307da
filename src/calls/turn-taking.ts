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
  /** The agent does something else. Late news of an answer that was given up is ignored. */
  agentBegan(turn: number, activity: 'thinking' | 'using-tool' | 'speaking'): void
  agentFellSilent(): void
  /** The caller fell in: whatever the agent was about to do, it listens now. */
  callerInterrupted(): void
  /** Nothing came after the caller fell in: an end that was asked for is due again. */
  callerStayedSilent(): void
  /** The call ends once everything of this turn has been heard, unless the caller speaks before. */
  endAfter(turn: number): void
  /** Whether the end was asked for, and not by an answer that the caller has spoken over since. */
  mayEnd(): boolean
  lineClosed(): void
  readonly isOver: boolean
}

export function createTurnTaking(onPhase: (phase: CallPhase) => void): TurnTaking {
  let turn = 0
  let phase: CallPhase = 'ringing'
  let endingTurn: number | undefined
  let isHeldUp = false
  let over = false

  function become(next: CallPhase) {
    if (over || phase === next) return
    phase = next
    onPhase(next)
  }

  return {
    get turn() {
      return turn
    },
    get phase() {
      return phase
    },
    get isOver() {
      return over
    },
    callerSpoke(text) {
      if (over || text.trim() === '') return 'ignore'
      turn += 1
      endingTurn = undefined
      isHeldUp = false
      become('thinking')
      return 'answer'
    },
    agentBegan(ofTurn, activity) {
      if (ofTurn !== turn) return
      become(endingTurn === turn && activity === 'speaking' ? 'ending' : activity)
    },
    agentFellSilent() {
      if (phase !== 'ending') become('listening')
    },
    callerInterrupted() {
      isHeldUp = true
      become('listening')
    },
    callerStayedSilent() {
      isHeldUp = false
    },
    endAfter(ofTurn) {
      if (ofTurn !== turn) return
      endingTurn = ofTurn
      become('ending')
    },
    mayEnd: () => !over && !isHeldUp && endingTurn === turn,
    lineClosed() {
      over = true
    },
  }
}
