import type { SpokenAnswer } from './spoken-answer.ts'

/** As many as may still be heard, and more: sound comes faster than it is played. */
const mostKnown = 32

/** The newest answers of a session, also those that have ended: they may still be cut off. */
export class AnswersKnown {
  readonly #answers = new Map<string, SpokenAnswer>()

  has(id: string): boolean {
    return this.#answers.has(id)
  }

  of(id: string): SpokenAnswer | undefined {
    return this.#answers.get(id)
  }

  add(answer: SpokenAnswer): SpokenAnswer {
    this.#answers.set(answer.id, answer)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > mostKnown && oldest !== undefined) this.#answers.delete(oldest)
    return answer
  }
}
