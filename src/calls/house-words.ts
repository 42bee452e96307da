import type { StandingWords } from '../agents/standing-words.ts'
import type { CallRecorder } from './call-recorder.ts'
import { createPatience, type Prompt } from './patience.ts'
import type { Speaker } from './speak.ts'
import type { TurnTaking } from './turn-taking.ts'

/** What is said without a brain: to a caller who is silent or not understood, and when time is up. */
export interface HouseWords {
  callerIsSilent(): void
  callerIsUnclear(heard: { text: string; confidence: number }): void
  callerWasUnderstood(): void
  /** Says these words, and it is the caller's turn again. */
  say(words: string): void
  /** Says these words, and ends the call. */
  goodbye(words: string): void
  /** From now on the words of this turn count as the house's. */
  claimTurn(turn: number): void
  isOurs(turn: number): boolean
}

export interface HouseWordsParts {
  readonly standingWords: StandingWords
  readonly turns: TurnTaking
  readonly speaker: Pick<Speaker, 'say' | 'close'>
  readonly recorder: CallRecorder
}

export function createHouseWords(parts: HouseWordsParts): HouseWords {
  const { recorder, speaker, standingWords, turns } = parts
  const patience = createPatience(standingWords)
  const ours = new Set<number>()

  /** A turn of its own: no words of the caller began it. */
  function say({ words, isLast }: Pick<Prompt, 'words' | 'isLast'>): void {
    const turn = turns.houseSpeaks()
    ours.add(turn)
    void recorder.record({
      kind: 'agent-planned',
      payload: { turn, text: words, brain: 'house' },
    })
    if (isLast) turns.endAfter(turn)
    speaker.say(turn, words)
    speaker.close()
  }

  return {
    callerIsSilent() {
      const prompt = patience.silent()
      const { times } = prompt
      void recorder.record({ kind: 'caller-silent', payload: { turn: turns.turn, times } })
      say(prompt)
    },
    callerIsUnclear(heard) {
      void recorder.record({ kind: 'caller-unclear', payload: { turn: turns.turn, ...heard } })
      say(patience.unclear())
    },
    callerWasUnderstood: () => patience.understood(),
    say: (words) => say({ words, isLast: false }),
    goodbye: (words) => say({ words, isLast: true }),
    claimTurn: (turn) => void ours.add(turn),
    isOurs: (turn) => ours.has(turn),
  }
}
