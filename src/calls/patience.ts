/** Counts how often the caller gave us nothing to answer, and what is said each time. */
export interface Patience {
  /** The next words for a caller who says nothing. `isLast`: the call ends after them. */
  silent(): Prompt
  /** The next words for a caller who was hardly understood. */
  unclear(): Prompt
  /** The caller said something that can be answered: it all begins anew. */
  understood(): void
}

export interface Prompt {
  readonly words: string
  /** Counts from 1. */
  readonly times: number
  readonly isLast: boolean
}

export interface PromptWords {
  readonly silent: readonly string[]
  readonly unclear: readonly string[]
}

export function createPatience({ silent, unclear }: PromptWords): Patience {
  const rungs = { silent: 0, unclear: 0 }

  function climb(ladder: keyof typeof rungs, all: readonly string[]): Prompt {
    rungs[ladder] += 1
    const times = rungs[ladder]
    return { times, words: all[times - 1] ?? all.at(-1) ?? '', isLast: times >= all.length }
  }

  return {
    silent: () => climb('silent', silent),
    unclear: () => climb('unclear', unclear),
    understood() {
      rungs.silent = 0
      rungs.unclear = 0
    },
  }
}
