import type { Clock } from '../lib/clock.ts'

/** Words of an answer, gathered so that what is done for each piece is not done for every token. */
export interface GatheredWords {
  /** What is to be passed on now. Nothing is held back for longer than until the next piece, or the last one. */
  add(words: string | undefined, how: { isLast: boolean }): string | undefined
}

/** Less than a syllable takes a voice, which is always behind. */
const momentMs = 150

export function gatherWords(clock: Clock): GatheredWords {
  let held = ''
  let passedOnMs: number | undefined
  return {
    add(words, { isLast }) {
      if (words === undefined && !(isLast && held !== '')) return undefined
      held += words ?? ''
      const nowMs = clock.monotonicMs()
      const isDue = passedOnMs === undefined || nowMs - passedOnMs >= momentMs
      // An empty piece is a sign of life, which somebody may be waiting for.
      if (!isDue && !isLast && words !== '') return undefined
      const passedOn = held
      held = ''
      passedOnMs = nowMs
      return passedOn
    },
  }
}
