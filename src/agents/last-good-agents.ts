import type { Agent } from './agent.ts'

/**
 * Who answered last, kept where it can be read while the records are away.
 * An implementer must give back what was kept last, whole or not at all, also after a crash in the middle, and
 * must never reject: what cannot be kept or read is said in the log, and calls are answered all the same.
 */
export interface LastGoodAgents {
  /** The one that answered last comes last; none when there are none, or when they cannot be used. */
  load(): Promise<readonly AnsweringAgent[]>
  /** Takes the place of what was kept before. */
  keep(agents: readonly AnsweringAgent[]): Promise<void>
}

export interface AnsweringAgent {
  readonly dialledNumber: string
  readonly agent: Agent
}
