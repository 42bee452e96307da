import { tokensFor } from '../fakes/answer-words.ts'

/** One turn as the caller lived it. Times as `nowMs` tells them. */
export interface HeardTurn {
  readonly tag: string
  readonly promptMs: number
  readonly firstTokenMs: number | undefined
  /** When the caller fell in. */
  readonly interruptMs: number | undefined
  readonly finishedMs: number
  /** Words of an answer that came although the server knew that it was interrupted. */
  readonly staleTokens: number
  /** Something else was heard than the whole answer to this very question, or the part before the interruption. */
  readonly isBad: boolean
}

/** Listens to one answer, and compares it with the one that the model gave. */
export interface TurnEar {
  /** What was heard so far. */
  readonly words: string
  /** @returns how many words of the answer were heard so far, in however many pieces. */
  hears(token: string, atMs: number): number
  /** The caller falls in; `known`: the server has read it, so that what comes now is stale. */
  interrupts(atMs: number): void
  interruptKnown(): void
  /** The turn is over. `isWhole`: the server said that this was all. */
  ends(atMs: number, isWhole: boolean): HeardTurn
}

export function createTurnEar({ tag, promptMs }: { tag: string; promptMs: number }): TurnEar {
  const expected = tokensFor(tag).join('')
  let heard = ''
  let firstTokenMs: number | undefined
  let interruptMs: number | undefined
  let isKnown = false
  let staleTokens = 0
  let isWrong = false

  return {
    get words() {
      return heard
    },
    hears(token, atMs) {
      if (interruptMs !== undefined) {
        if (isKnown) staleTokens += 1
        return wordsIn(heard)
      }
      firstTokenMs ??= atMs
      heard += token
      isWrong ||= !expected.startsWith(heard)
      return wordsIn(heard)
    },
    interrupts: (atMs) => (interruptMs = atMs),
    interruptKnown: () => (isKnown = true),
    ends(finishedMs, isWhole) {
      const isCut = interruptMs !== undefined
      const isBad = isWrong || !(isCut || (isWhole && heard === expected))
      return { tag, promptMs, firstTokenMs, interruptMs, finishedMs, staleTokens, isBad }
    },
  }
}

function wordsIn(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/).length
}
