import { brokenAnswerOf, type BrokenAnswer } from './broken-answer.ts'
import { createFillers } from './fillers.ts'
import type { HeldCallParts } from './held-call.ts'
import { createNextOpening } from './next-opening.ts'
import type { Opening } from './talk.ts'
import type { TalkParts } from './talk-parts.ts'
import { lastTurnOf } from './transcript.ts'

/** What the next talk of a call begins with: its first words, what the caller is owed, and how long it may last. */
export interface NextTalk {
  readonly opening: Opening
  /** `callerSpoke`: what the caller has said already comes next, so that nothing goes before it but the notice. */
  parts(how: { callerSpoke: boolean }): TalkParts
  /** The caller was here before, and hears these words instead of the greeting. */
  goOnWith(words: string): void
  /** The line broke, or the process did. `wasHandedOn`: between two turns, so that nothing was missed. */
  goOnAfterBreak(how: { wasHandedOn: boolean }): void
  /** What was heard so far decides whether the notice has to come once more. */
  lookBack(): void
}

export function createNextTalk(parts: HeldCallParts): NextTalk {
  const { agent, call, callerName, house, live, recorder, restored } = parts
  const { clock, standingWords, toolBoxes } = house
  const opening = createNextOpening(parts.opening, restored)
  const nextFiller = createFillers(standingWords.fillers)
  const { longestCallMinutes } = agent.voice.patience
  const beganMsAgo = restored ? clock.now().getTime() - call().startedAt.getTime() : 0
  const endsAtMs = clock.monotonicMs() + longestCallMinutes * 60_000 - beganMsAgo
  const hasBegun = () => live.turns.length > 0
  const brokenAnswer = (): BrokenAnswer | undefined =>
    hasBegun() ? brokenAnswerOf(live.turns) : undefined

  return {
    get opening() {
      return opening.present
    },
    parts({ callerSpoke }) {
      if (callerSpoke && hasBegun()) opening.goOnWith('')
      return {
        call,
        callerName,
        recorder,
        live,
        agent,
        clock,
        toolBox: toolBoxes.forAgent(agent),
        opening: opening.present,
        standingWords,
        nextFiller,
        lastTurn: lastTurnOf(live.turns),
        brokenAnswer: callerSpoke ? undefined : brokenAnswer(),
        endsAtMs,
      }
    },
    goOnWith: (words) => opening.goOnWith(words),
    goOnAfterBreak({ wasHandedOn }) {
      // Whoever has not heard a word yet is greeted as at first.
      if (!hasBegun()) return
      const words = wasHandedOn ? '' : standingWords.reconnected
      opening.goOnWith(brokenAnswer() ? standingWords.reconnectedGoingOn : words)
    },
    lookBack: () => opening.lookAt(live.turns),
  }
}
