import type { Clock } from '../lib/clock.ts'

/** A carrier repeats its request for no longer than this. */
const rememberedForMs = 60_000

/** Answers a request once, and its repetitions for a minute with the same. What failed is tried again. */
export function createRepeatedAnswers<T>(
  clock: Clock,
): (request: string, work: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, Promise<T>>()

  return (request, work) => {
    const known = answers.get(request)
    if (known) return known
    const answer = work()
    answers.set(request, answer)
    const forget = () => void answers.delete(request)
    answer.then(() => void clock.after(rememberedForMs, forget, { keepsProcess: false }), forget)
    return answer
  }
}
