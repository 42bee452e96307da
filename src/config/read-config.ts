import { resolve } from 'node:path'
import { AppError } from '../lib/errors.ts'
import type { Config, LocalCarrierConfig, TwilioAccountConfig } from './config.ts'
import { environmentVariables, type EnvironmentVariables } from './environment.ts'
import { speechModelOf, speechModelProblems } from './speech-model-config.ts'
import { textModelProblems, textModelsOf } from './text-model-config.ts'

/** The environment says something that cannot be meant; the message lists all of it. */
export class ConfigurationWrong extends AppError {
  override readonly code = 'configuration-wrong'
}

interface Problem {
  readonly variable: string
  readonly says: string
}

/**
 * Reads the configuration. A wrong value is refused and never replaced by a default.
 * @throws {ConfigurationWrong} with every problem, each naming its variable, in one message.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  { workingDirectory }: { workingDirectory: string },
): Readonly<Config> {
  const read = environmentVariables.safeParse(environment)
  const wrongValues = (read.error?.issues ?? []).map((issue) => ({
    variable: issue.path.join('.'),
    says: issue.message,
  }))
  // Sets are checked on what is written, so that a wrong value does not hide a missing partner.
  const problems = [
    ...wrongValues,
    ...wrongSets(environment),
    ...withoutAnAccount(environment),
    ...unusable(environment),
    ...textModelProblems(environment),
    ...speechModelProblems(environment),
  ]
  if (!read.success || problems.length > 0) throw new ConfigurationWrong(describe(problems))
  return Object.freeze(configOf(read.data, workingDirectory))
}

function configOf(variables: EnvironmentVariables, workingDirectory: string): Config {
  const port = variables.PORT ?? 3000
  return {
    host: variables.HOST ?? '127.0.0.1',
    port,
    appUrl: (variables.APP_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    socketUrl: variables.WS_URL?.replace(/\/+$/, ''),
    dataDir: resolve(workingDirectory, variables.DATA_DIR ?? 'data'),
    databaseUrl: variables.DATABASE_URL ?? variables.SUPABASE_DATABASE_URL,
    defaultChannel: variables.DEFAULT_CHANNEL ?? 'relay',
    logLevel: variables.LOG_LEVEL ?? 'info',
    twilio: twilioOf(variables),
    localCarrier: localCarrierOf(variables),
    ...textModelsOf(variables),
    realtime: speechModelOf(variables),
  }
}

function twilioOf(variables: EnvironmentVariables): TwilioAccountConfig | undefined {
  const development = variables.NODE_ENV !== 'production'
  const sidDev = development ? variables.TWILIO_ACCOUNT_SID_DEV : undefined
  const accountSid = sidDev ?? variables.TWILIO_ACCOUNT_SID
  const authToken =
    sidDev === undefined ? variables.TWILIO_AUTH_TOKEN : variables.TWILIO_AUTH_TOKEN_DEV
  if (accountSid === undefined || authToken === undefined) return undefined
  return {
    accountSid,
    authToken,
    previousAuthToken: variables.TWILIO_AUTH_TOKEN_PREVIOUS,
    phoneNumber: variables.TWILIO_PHONE_NUMBER,
    apiBaseUrl: variables.TWILIO_API_BASE_URL?.replace(/\/+$/, ''),
  }
}

function localCarrierOf(variables: EnvironmentVariables): LocalCarrierConfig | undefined {
  const {
    LOCAL_CARRIER_ACCOUNT_SID: accountSid,
    LOCAL_CARRIER_AUTH_TOKEN: authToken,
    LOCAL_CARRIER_URL: url,
  } = variables
  return accountSid && authToken && url ? { accountSid, authToken, url } : undefined
}

const account = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN']
const developmentAccount = ['TWILIO_ACCOUNT_SID_DEV', 'TWILIO_AUTH_TOKEN_DEV']
/** What only says more about an account. */
const besideAnAccount = ['TWILIO_PHONE_NUMBER', 'TWILIO_AUTH_TOKEN_PREVIOUS', 'TWILIO_API_BASE_URL']
const sets: readonly (readonly string[])[] = [
  account,
  developmentAccount,
  ['LOCAL_CARRIER_ACCOUNT_SID', 'LOCAL_CARRIER_AUTH_TOKEN', 'LOCAL_CARRIER_URL'],
]

function wrongSets(environment: Readonly<Record<string, string | undefined>>): Problem[] {
  return sets.flatMap((names) => {
    const missing = names.filter((name) => !isSet(environment[name]))
    if (missing.length === 0 || missing.length === names.length) return []
    const present = names.filter((name) => isSet(environment[name])).join(' and ')
    return missing.map((variable) => ({ variable, says: `is missing, but ${present} is set` }))
  })
}

function withoutAnAccount(environment: Readonly<Record<string, string | undefined>>): Problem[] {
  if ([...account, ...developmentAccount].some((name) => isSet(environment[name]))) return []
  const present = besideAnAccount.filter((name) => isSet(environment[name])).join(' and ')
  if (present === '') return []
  const says = `is missing, but ${present} is set`
  return account.map((variable) => ({ variable, says }))
}

function unusable(environment: Readonly<Record<string, string | undefined>>): Problem[] {
  return ['DATABASE_URL', 'SUPABASE_DATABASE_URL']
    .filter((name) => portOf(environment[name]) === '6543')
    .map((variable) => ({
      variable,
      says:
        'points at a transaction pooler (port 6543), which cannot LISTEN; ' +
        'take the session pooler or the direct address, both on port 5432',
    }))
}

function portOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).port : undefined
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== ''
}

function describe(problems: readonly Problem[]): string {
  const lines = problems.map(({ variable, says }) => `  ${variable} ${says}`)
  return `The configuration is wrong:\n${lines.join('\n')}`
}
