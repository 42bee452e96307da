import type { Agent } from './agents/agent.ts'
import type { ModelBrain } from './brains/model-brain.ts'
import type { ToolBoxes } from './calls/use-tool.ts'
import type { Clock } from './lib/clock.ts'

export interface WarmUpParts {
  readonly models: readonly ModelBrain[]
  /** The name of the brain that is asked first at the moment: one that rests is left alone. */
  readonly answering: () => string
  readonly toolBoxes: ToolBoxes
  readonly clock: Clock
}

/** Shorter than a connection lives that nobody uses, and than vendors keep what they remember. */
const warmForMs = 45_000
/** As long as a greeting: later it helps nobody. */
const givenUpAfterMs = 5_000

/**
 * Has the model that is asked first make its connection and read its instructions while the phone rings: the
 * first answer of the first call after a pause comes as soon as any other. Never throws.
 */
export function createWarmUp({
  answering,
  clock,
  models,
  toolBoxes,
}: WarmUpParts): (agent: Agent) => void {
  const warmUntilMs = new Map<string, number>()
  return (agent) => {
    const nowMs = clock.monotonicMs()
    const first = models.find(({ name }) => name === answering())
    const what = `${first?.name} ${agent.id}`
    if (!first?.warmUp || nowMs < (warmUntilMs.get(what) ?? 0)) return
    warmUntilMs.set(what, nowMs + warmForMs)
    const stop = new AbortController()
    const timer = clock.after(givenUpAfterMs, () => stop.abort())
    const about = { agent, tools: toolBoxes.forAgent(agent).offers }
    void first.warmUp(about, stop.signal).finally(() => timer.cancel())
  }
}
