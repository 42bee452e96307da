import type { ClaudeConfig, Config, OpenaiConfig } from './config.ts'
import type { EnvironmentVariables } from './environment.ts'
import {
  isAtVendor,
  mannersOf,
  textModels,
  whyUnsuitable,
  type TextModelVendor,
} from './text-models.ts'

type Environment = Readonly<Record<string, string | undefined>>

export function textModelsOf(
  variables: EnvironmentVariables,
): Pick<Config, 'claude' | 'openai' | 'firstWordWithinMs'> {
  return {
    claude: claudeOf(variables),
    openai: openaiOf(variables),
    firstWordWithinMs: variables.BRAIN_FIRST_WORD_MS ?? 1_200,
  }
}

/** Claude, when there is a key. */
function claudeOf(variables: EnvironmentVariables): ClaudeConfig | undefined {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = variables
  if (apiKey === undefined) return undefined
  const model = variables.ANTHROPIC_MODEL ?? textModels.anthropic.usual
  // Its own kit puts /v1 behind the address; those of others want it in front, so people write it.
  const base = baseUrl?.replace(/\/+$/, '').replace(/\/v1$/, '')
  return { apiKey, model, baseUrl: base, manners: mannersOf('anthropic', model) }
}

/** OpenAI, or a server that speaks as it does, when there is a key or an address. */
function openaiOf(variables: EnvironmentVariables): OpenaiConfig | undefined {
  const { OPENAI_API_KEY: apiKey } = variables
  const baseUrl = variables.OPENAI_BASE_URL?.replace(/\/+$/, '')
  if (apiKey === undefined && baseUrl === undefined) return undefined
  const model = variables.OPENAI_MODEL ?? textModels.openai.usual
  return { apiKey, model, baseUrl, manners: mannersOf('openai', model) }
}

/** Half sets, and models that cannot answer a live call, in words that name the variable. */
export function textModelProblems(environment: Environment) {
  const { ANTHROPIC_API_KEY: claudeKey, OPENAI_API_KEY: openaiKey } = trimmed(environment)
  const { ANTHROPIC_MODEL, ANTHROPIC_BASE_URL, OPENAI_MODEL, OPENAI_BASE_URL } =
    trimmed(environment)
  return [
    ...needed('ANTHROPIC_API_KEY', claudeKey, { ANTHROPIC_MODEL, ANTHROPIC_BASE_URL }),
    ...(isAtVendor('openai', OPENAI_BASE_URL)
      ? needed('OPENAI_API_KEY', openaiKey, { OPENAI_MODEL, OPENAI_BASE_URL })
      : needed('OPENAI_MODEL', OPENAI_MODEL, { OPENAI_BASE_URL })),
    ...unsuitable('anthropic', 'ANTHROPIC_MODEL', ANTHROPIC_MODEL, ANTHROPIC_BASE_URL),
    ...unsuitable('openai', 'OPENAI_MODEL', OPENAI_MODEL, OPENAI_BASE_URL),
  ]
}

function needed(variable: string, value: string | undefined, beside: Environment) {
  const present = Object.keys(beside).filter((name) => beside[name] !== undefined)
  if (value !== undefined || present.length === 0) return []
  return [
    { variable, says: `is missing, but ${present.join(' and ')} is set${hints[variable] ?? ''}` },
  ]
}

const hints: Readonly<Record<string, string>> = {
  OPENAI_API_KEY:
    '; a server of your own needs OPENAI_BASE_URL and OPENAI_MODEL, and may need no key',
  OPENAI_MODEL: '; name a model that this server has, such as qwen3:8b',
}

function unsuitable(
  vendor: TextModelVendor,
  variable: string,
  model: string | undefined,
  baseUrl: string | undefined,
) {
  if (model === undefined || !isAtVendor(vendor, baseUrl)) return []
  const why = whyUnsuitable(vendor, model)
  return why === undefined
    ? []
    : [{ variable, says: `is ${model}, which ${why}; take ${textModels[vendor].usual}` }]
}

function trimmed(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value?.trim() || undefined]),
  )
}
