import {
  createFallbackBrain,
  type FallbackBrain,
  type FallbackBrainParts,
} from './brains/fallback-brain.ts'
import type { ModelBrain } from './brains/model-brain.ts'
import type { ModelSpeechBrain } from './brains/openai-realtime-speech-brain.ts'
import type { Config } from './config/config.ts'
import type { Clock } from './lib/clock.ts'
import type { Logger } from './lib/logger.ts'
import type { Counters } from './telemetry/counters.ts'

/**
 * The models that are configured, in the order in which they are asked. A vendor's kit is read only where it is
 * used: each costs a tenth of a second of a start, and 30 MB.
 */
export async function modelBrainsOf(
  { claude, openai }: Pick<Config, 'claude' | 'openai'>,
  { clock }: { clock: Clock },
): Promise<readonly ModelBrain[]> {
  const brains: ModelBrain[] = []
  if (claude) {
    const { createClaudeBrain } = await import('./brains/claude-brain.ts')
    brains.push(createClaudeBrain({ config: claude, clock }))
  }
  if (openai) {
    const { createOpenaiBrain } = await import('./brains/openai-brain.ts')
    brains.push(createOpenaiBrain({ config: openai, clock }))
  }
  return brains
}

/** The model that listens and speaks, where one is configured. */
export async function speechBrainOf(
  { realtime }: Pick<Config, 'realtime'>,
  { clock }: { clock: Clock },
): Promise<ModelSpeechBrain | undefined> {
  if (!realtime) return undefined
  const { createOpenaiRealtimeSpeechBrain } =
    await import('./brains/openai-realtime-speech-brain.ts')
  return createOpenaiRealtimeSpeechBrain({ config: realtime, clock })
}

/** One brain of all that there are; who watches the server is told which of them are left alone. */
export function chainOf(
  models: readonly ModelBrain[],
  { counters, logger, ...rest }: ChainParts,
): FallbackBrain {
  return createFallbackBrain({
    brains: models,
    ...rest,
    onRestChanged(resting) {
      const brains = resting.map(({ name, reason, detail }) => `${name}: ${reason}, ${detail}`)
      if (brains.length === 0) return logger.info({}, 'All brains may be asked again')
      counters.add('brains-resting')
      logger.warn({ brains }, 'A brain that failed is left alone for a while')
    },
  })
}

interface ChainParts extends Omit<FallbackBrainParts, 'brains' | 'onRestChanged'> {
  readonly counters: Counters
  readonly logger: Logger
}
