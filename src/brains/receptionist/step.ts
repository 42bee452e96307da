/** What the receptionist does in one answer. */
export interface Step {
  /** Sentences, in the order in which they are spoken. */
  readonly says: readonly string[]
  readonly tools: readonly PlannedTool[]
}

export interface PlannedTool {
  readonly tool: string
  readonly arguments: Readonly<Record<string, string>>
}

/** One after the other; once tools are called nothing more is said before their results. */
export function joined(...steps: readonly Step[]): Step {
  const firstWithTools = steps.findIndex(({ tools }) => tools.length > 0)
  const used = firstWithTools === -1 ? steps : steps.slice(0, firstWithTools + 1)
  return { says: used.flatMap(({ says }) => says), tools: used.flatMap(({ tools }) => tools) }
}

export function saying(...says: readonly string[]): Step {
  return { says, tools: [] }
}

export function calling(...tools: readonly PlannedTool[]): Step {
  return { says: [], tools }
}
