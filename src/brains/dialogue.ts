/**
 * A request in the words of no vendor yet. `exchanges` alternates strictly, begins and ends with `others`, and
 * holds a result for each tool that was used, in the exchange after it.
 */
export interface ModelPrompt {
  /** The same for every turn of every call of the agent: a vendor's cache may keep it. */
  readonly system: string
  readonly exchanges: readonly Exchange[]
}

export type Exchange = OthersExchange | AgentExchange

/** What came from outside: results of tools, then what the caller said and what happened. */
export interface OthersExchange {
  readonly from: 'others'
  readonly results: readonly ToolAnswer[]
  /** May be empty where there are results. */
  readonly words: string
  /** What is true now and may not be in a minute: behind everything that a cache may keep. May be empty. */
  readonly notes: string
}

export interface AgentExchange {
  readonly from: 'agent'
  /** May be empty where a tool was used. */
  readonly words: string
  readonly uses: readonly ToolUse[]
}

export interface ToolUse {
  /** Unlike any other of the request, and safe for every vendor. */
  readonly id: string
  readonly tool: string
  readonly arguments: Readonly<Record<string, unknown>>
}

export interface ToolAnswer {
  readonly id: string
  readonly text: string
  readonly ok: boolean
}
