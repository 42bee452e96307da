import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { Agent } from './agent.ts'
import type { AgentBook } from './agent-book.ts'

const answerWithinMs = 500

/**
 * An agent book that still knows who answers when the book behind it is away: the agent that it last
 * gave, or `firstAgent` when it never gave one. A caller is never turned away for want of a record.
 */
export function createRememberingAgentBook({
  book,
  firstAgent,
  clock,
}: {
  book: AgentBook
  firstAgent: Agent
  clock: Clock
}): AgentBook {
  let last = firstAgent

  return {
    async forNumber(dialledNumber) {
      const limit = { deadlineMs: answerWithinMs, what: 'Looking up the agent', clock }
      try {
        last = await withDeadline(book.forNumber(dialledNumber), limit)
      } catch {
        // The record is away, which is said where records are kept; the call is answered all the same.
      }
      return last
    },
    find: (agentId) => (last.id === agentId ? Promise.resolve(last) : book.find(agentId)),
  }
}
