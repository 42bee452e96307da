import type { Caller } from '../../carrier/caller/caller.ts'
import { NotAsExpected } from '../../carrier/caller/not-as-expected.ts'
import { answers, phrases } from './attentive-brain.ts'
import type { Dice } from './dice.ts'

/** What a caller can tell after the call: what was answered, promised and heard, and what went wrong. */
export interface CallersAccount {
  readonly callSid: string
  /** Code words whose telling was answered. */
  readonly acknowledged: readonly string[]
  /** Words of callbacks and messages of which the caller heard that they are written down. */
  readonly promised: readonly string[]
  /** Everything that was wished, promised or not. */
  readonly wished: readonly string[]
  readonly heard: string
  readonly complaints: readonly string[]
}

export interface CallersPlan {
  /** Words of this caller alone. */
  readonly words: () => string
  readonly dice: Dice
}

/** Says everything again until it is answered, as people do, and goes on where the talk was cut off. */
export async function callPersistently(
  caller: Caller,
  { dice, words }: CallersPlan,
): Promise<CallersAccount> {
  const talk = createTalk(caller)
  await talk.isGreeted()
  for (let topic = dice.between(2, 4); topic > 0 && !talk.isOver; topic -= 1) {
    const word = words()
    if (dice.chance(30)) await talk.fallsIn(words())
    if (dice.chance(45)) await talk.tells(word)
    else await talk.wishes(dice.chance(60) ? 'callback' : 'message', word)
  }
  await talk.checksMemory()
  await talk.leaves({ politely: dice.chance(60) })
  return talk.account
}

/** Sentences after which whoever was not answered says it again. */
const askedAgain =
  'we were cut off|I am here again|say that once more|I could not write|Are you still there|Please go on|How can I help'
const mostTries = 15

/** What a persistent caller does, step by step. */
export function createTalk(caller: Caller): Talk {
  return new Talk(caller)
}

export type PersistentTalk = Talk

class Talk {
  readonly #caller: Caller
  readonly #acknowledged: string[] = []
  readonly #promised: string[] = []
  readonly #wished: string[] = []
  readonly #complaints: string[] = []

  constructor(caller: Caller) {
    this.#caller = caller
  }

  get account(): CallersAccount {
    return {
      callSid: this.#caller.callSid,
      acknowledged: this.#acknowledged,
      promised: this.#promised,
      wished: this.#wished,
      heard: this.#caller.heardSoFar(),
      complaints: this.#complaints,
    }
  }

  get isOver(): boolean {
    return this.#caller.state().status !== 'in-progress'
  }

  async isGreeted(): Promise<void> {
    try {
      await this.#caller.hears(/How can I help you|we were cut off/)
    } catch (error) {
      this.complainUnlessCut(error)
    }
  }

  async tells(word: string): Promise<void> {
    const isAnswered = await this.#untilHeard(phrases.codeWord(word), answers.codeWord(word))
    if (isAnswered) this.#acknowledged.push(word)
  }

  async wishes(wish: 'callback' | 'message', word: string): Promise<void> {
    this.#wished.push(word)
    const isAnswered = await this.#untilHeard(phrases[wish](word), answers[wish](word), {
      question: answers.question(word),
    })
    if (isAnswered) this.#promised.push(word)
  }

  /** Says something while the agent speaks, if it does; whether it was understood is another matter. */
  async fallsIn(word: string): Promise<void> {
    try {
      await this.#caller.says(phrases.recall)
      await this.#caller.hears(new RegExp(`You told me|${askedAgain}`))
      await this.#caller.interrupts(phrases.codeWord(word))
      await this.#caller.hears(new RegExp(`${answers.codeWord(word)}|${askedAgain}`))
      if (this.#caller.heardSoFar().includes(answers.codeWord(word))) this.#acknowledged.push(word)
    } catch (error) {
      this.complainUnlessCut(error)
    }
  }

  async checksMemory(): Promise<void> {
    const from = this.#caller.heardSoFar().length
    if (!(await this.#untilHeard(phrases.recall, answers.recall))) return
    const recited = this.#caller.heardSoFar().slice(from)
    const forgotten = this.#acknowledged.filter((word) => !recited.includes(word))
    if (forgotten.length > 0) this.#complain(`The agent forgot ${forgotten.join(', ')}`)
  }

  async leaves({ politely }: { politely: boolean }): Promise<void> {
    try {
      if (!politely) return void (await this.#caller.hangsUp())
      await this.#saysGoodbye()
      // Whoever has said goodbye and is asked to go on puts the phone down.
      await this.#caller.hears(/we were cut off/)
    } catch (error) {
      this.complainUnlessCut(error)
    }
    await this.#caller.hangsUp()
  }

  /** A line that breaks while somebody speaks is no reason to complain; silence for good is. */
  complainUnlessCut(error: unknown): void {
    if (!(error instanceof NotAsExpected)) throw error
    if (error.message.includes('Nothing new came any more')) this.#complain(error.message)
  }

  /** Whoever is let go after a goodbye has got what they wanted, whatever they heard of it. */
  async #saysGoodbye(): Promise<void> {
    for (let tries = 0; tries < mostTries && !this.isOver; tries += 1) {
      const heard = await this.#saysAndHears(phrases.goodbye, `${answers.goodbye}|${askedAgain}`)
      if (heard.includes(answers.goodbye)) return
    }
  }

  get #lastWords(): string {
    return `The last words were "${this.#caller.heardSoFar().slice(-200)}".`
  }

  #complain(what: string): void {
    this.#complaints.push(what)
  }

  async #untilHeard(
    words: string,
    answer: string,
    { question = 'no question' }: { question?: string } = {},
  ): Promise<boolean> {
    let next = words
    for (let tries = 0; tries < mostTries && !this.isOver; tries += 1) {
      const heard = await this.#saysAndHears(next, `${answer}|${question}|${askedAgain}`)
      if (heard.includes(answer)) return true
      next = heard.includes(question) ? phrases.yes : words
    }
    const state = this.#caller.state()
    if (this.isOver) {
      const why = 'reason' in state ? state.reason : state.status
      this.#complain(
        `The call was over (${why}) before "${words}" was answered. ${this.#lastWords}`,
      )
    } else this.#complain(`"${words}" was not answered. ${this.#lastWords}`)
    return false
  }

  async #saysAndHears(words: string, awaited: string): Promise<string> {
    const from = this.#caller.heardSoFar().length
    try {
      // What was heard before is no answer.
      await this.#caller.hears(/^[^]*$/)
      await this.#caller.says(words)
      await this.#caller.hears(new RegExp(awaited))
      await this.#caller.waitsForSilence()
    } catch (error) {
      this.complainUnlessCut(error)
    }
    return this.#caller.heardSoFar().slice(from)
  }
}
