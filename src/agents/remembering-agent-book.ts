import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { Agent } from './agent.ts'
import type { AgentBook } from './agent-book.ts'
import type { LastGoodAgents } from './last-good-agents.ts'

const answerWithinMs = 500
/** Whoever dials us decides on the number; nobody makes us remember without end. */
const mostNumbers = 100

export interface RememberingAgentBookParts {
  readonly book: AgentBook
  readonly lastGood: LastGoodAgents
  readonly firstAgent: Agent
  readonly clock: Clock
}

/**
 * An agent book that still knows who answers when the book behind it is away: the agent that it last gave for
 * the number, or for any, also before this process was started; `firstAgent` when it never gave one. A caller
 * is never turned away for want of a record.
 */
export function createRememberingAgentBook(parts: RememberingAgentBookParts): AgentBook {
  return new RememberingAgentBook(parts)
}

class RememberingAgentBook implements AgentBook {
  readonly #parts: RememberingAgentBookParts
  /** By dialled number, the one that was given last at the end. */
  readonly #given = new Map<string, Agent>()
  readonly #loaded: Promise<void>
  #keeping: Promise<void> = Promise.resolve()

  constructor(parts: RememberingAgentBookParts) {
    this.#parts = parts
    this.#loaded = this.#load()
  }

  async forNumber(dialledNumber: string): Promise<Agent> {
    const { book, clock } = this.#parts
    const limit = { deadlineMs: answerWithinMs, what: 'Looking up the agent', clock }
    try {
      const agent = await withDeadline(book.forNumber(dialledNumber), limit)
      this.#remember(dialledNumber, agent)
      return agent
    } catch {
      // The record is away, which is said where records are kept; the call is answered all the same.
      await withDeadline(this.#loaded, limit).catch(() => undefined)
      return this.#given.get(dialledNumber) ?? this.#last ?? this.#parts.firstAgent
    }
  }

  async find(agentId: string): Promise<Agent | undefined> {
    const { book, clock } = this.#parts
    const limit = { deadlineMs: answerWithinMs, what: 'Looking up an agent', clock }
    if (this.#last?.id === agentId) return this.#last
    try {
      return await withDeadline(book.find(agentId), limit)
    } catch (error) {
      const known = [...this.#given.values()].findLast(({ id }) => id === agentId)
      if (known) return known
      throw error
    }
  }

  get #last(): Agent | undefined {
    return [...this.#given.values()].at(-1)
  }

  async #load(): Promise<void> {
    const agents = await this.#parts.lastGood.load()
    // What was given since is newer.
    const newer = [...this.#given]
    for (const { dialledNumber, agent } of agents) this.#given.set(dialledNumber, agent)
    for (const [dialledNumber, agent] of newer) this.#give(dialledNumber, agent)
  }

  #remember(dialledNumber: string, agent: Agent): void {
    const before = this.#given.get(dialledNumber)
    this.#give(dialledNumber, agent)
    if (before && JSON.stringify(before) === JSON.stringify(agent)) return
    this.#keeping = Promise.all([this.#loaded, this.#keeping]).then(() => this.#keep())
  }

  #give(dialledNumber: string, agent: Agent): void {
    this.#given.delete(dialledNumber)
    this.#given.set(dialledNumber, agent)
    const [oldest] = this.#given.keys()
    if (this.#given.size > mostNumbers && oldest !== undefined) this.#given.delete(oldest)
  }

  #keep(): Promise<void> {
    const agents = [...this.#given].map(([dialledNumber, agent]) => ({ dialledNumber, agent }))
    return this.#parts.lastGood.keep(agents)
  }
}
