import { createClaudeBrain } from './brains/claude-brain.ts'
import { createFallbackBrain } from './brains/fallback-brain.ts'
import type { ModelBrain } from './brains/model-brain.ts'
import { createOpenaiBrain } from './brains/openai-brain.ts'
import type { Brain } from './calls/brain.ts'
import type { Config } from './config/config.ts'
import type { Clock } from './lib/clock.ts'

/** The models that are configured, in the order in which they are asked. */
export function modelBrainsOf(
  { claude, openai }: Pick<Config, 'claude' | 'openai'>,
  { clock }: { clock: Clock },
): readonly ModelBrain[] {
  return [
    ...(claude ? [createClaudeBrain({ config: claude, clock })] : []),
    ...(openai ? [createOpenaiBrain({ config: openai, clock })] : []),
  ]
}

/** One brain of all that there are. Without a model it is the last resort itself. */
export function chainOf(
  models: readonly ModelBrain[],
  rest: { lastResort: Brain; clock: Clock; firstWordWithinMs: number },
): Brain & { close(): void } {
  if (models.length > 0) return createFallbackBrain({ brains: models, ...rest })
  const { lastResort } = rest
  return {
    name: lastResort.name,
    reply: (request, signal) => lastResort.reply(request, signal),
    close: () => undefined,
  }
}
