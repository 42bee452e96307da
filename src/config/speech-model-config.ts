import type { RealtimeConfig } from './config.ts'
import type { EnvironmentVariables } from './environment.ts'
import { usualSpeechModel, vendorsRealtimeUrl, whyNoSpeech } from './speech-models.ts'
import { isAtVendor } from './text-models.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface Problem {
  readonly variable: string
  readonly says: string
}

/**
 * The model that listens and speaks: at the address that was named for it, else at OpenAI for whoever has a key
 * of OpenAI's. A key that was given for another server is never sent to OpenAI.
 */
export function speechModelOf(variables: EnvironmentVariables): RealtimeConfig | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: textUrl } = variables
  const url = variables.OPENAI_REALTIME_URL?.replace(/\/+$/, '') ?? besideText(textUrl)
  if (url === undefined || (apiKey === undefined && isAtVendor('openai', url))) return undefined
  return { apiKey, model: variables.OPENAI_REALTIME_MODEL ?? usualSpeechModel, url }
}

/** At OpenAI the text models and those that speak answer at one address, such as that of a region. */
function besideText(textUrl: string | undefined): string | undefined {
  if (textUrl === undefined) return vendorsRealtimeUrl
  if (!isAtVendor('openai', textUrl)) return undefined
  return `${textUrl.replace(/^http/, 'ws').replace(/\/+$/, '')}/realtime`
}

/** Half sets, models that cannot speak, and a channel that nobody speaks on, in words that name the variable. */
export function speechModelProblems(environment: Environment): Problem[] {
  return [
    ...withoutItsServer(environment),
    ...unsuitable(environment),
    ...unsafe(environment),
    ...channelWithoutModel(environment),
  ]
}

function withoutItsServer(environment: Environment): Problem[] {
  const { OPENAI_REALTIME_MODEL, OPENAI_REALTIME_URL } = trimmed(environment)
  const present = Object.entries({ OPENAI_REALTIME_MODEL, OPENAI_REALTIME_URL })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
  if (present.length === 0 || hasModel(environment)) return []
  const beside = `is missing, but ${present.join(' and ')} is set`
  const { OPENAI_BASE_URL } = trimmed(environment)
  return OPENAI_REALTIME_URL === undefined && !isAtVendor('openai', OPENAI_BASE_URL)
    ? [{ variable: 'OPENAI_REALTIME_URL', says: `${beside}; ${besideAnotherServer}` }]
    : [{ variable: 'OPENAI_API_KEY', says: `${beside}; ${atVendors}` }]
}

const besideAnotherServer =
  'OPENAI_BASE_URL leads to another server than OpenAI, whose key is not sent to OpenAI unasked'
const atVendors = 'a server of your own needs OPENAI_REALTIME_URL, and may need no key'

/** On what is written, so that a wrong value elsewhere hides nothing. */
function hasModel(environment: Environment): boolean {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_REALTIME_URL } = trimmed(environment)
  const url = OPENAI_REALTIME_URL ?? besideText(OPENAI_BASE_URL)
  return url !== undefined && (OPENAI_API_KEY !== undefined || !isAtVendor('openai', url))
}

function unsuitable(environment: Environment): Problem[] {
  const { OPENAI_REALTIME_MODEL: model, OPENAI_REALTIME_URL: url } = trimmed(environment)
  if (model === undefined || !isAtVendor('openai', url)) return []
  const why = whyNoSpeech(model)
  if (why === undefined) return []
  const says = `is ${model}, which ${why}; take ${usualSpeechModel}`
  return [{ variable: 'OPENAI_REALTIME_MODEL', says }]
}

function unsafe(environment: Environment): Problem[] {
  const { OPENAI_REALTIME_URL: url } = trimmed(environment)
  if (url === undefined || !url.startsWith('ws:') || !isAtVendor('openai', url)) return []
  const says = 'must begin with wss:// at OpenAI: calls and the key would travel for all to read'
  return [{ variable: 'OPENAI_REALTIME_URL', says }]
}

function channelWithoutModel(environment: Environment): Problem[] {
  if (trimmed(environment)['DEFAULT_CHANNEL'] !== 'media' || hasModel(environment)) return []
  const says =
    'is media, but no model that speaks is configured: set OPENAI_API_KEY, or OPENAI_REALTIME_URL ' +
    'for a server of your own; or take relay or gather'
  return [{ variable: 'DEFAULT_CHANNEL', says }]
}

function trimmed(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value?.trim() || undefined]),
  )
}
