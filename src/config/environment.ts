import { isIP } from 'node:net'
import { z } from 'zod'

/** A variable that is set to nothing, or only to spaces, is not set. */
const text = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
  z.string().trim().optional(),
)

function wholeNumber(name: { min: number; max: number; what: string }) {
  const message = `must be a whole number from ${name.min} to ${name.max} (${name.what})`
  return text.transform((value, context) => {
    if (value === undefined) return undefined
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
    if (number >= name.min && number <= name.max) return number
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

function urlOf(schemes: readonly string[]) {
  const message = `must be an address that begins with ${schemes.join(' or ')}`
  return text.refine((value) => value === undefined || isUrl(value, schemes), message)
}

/** An address that paths are put behind, and that others are told. */
function baseUrlOf(schemes: readonly string[]) {
  return urlOf(schemes).refine(
    (value) => value === undefined || !/[?#\\\s]|^\w+:\/\/[^/]*@/.test(value),
    'must be an address without a query, a fragment, a user or a password',
  )
}

function oneOf<const T extends readonly string[]>(values: T) {
  const message = `must be one of ${values.join(', ')}`
  return text.pipe(z.enum(values, { error: message }).optional())
}

function isUrl(value: string, schemes: readonly string[]): boolean {
  return schemes.some((scheme) => value.startsWith(scheme)) && URL.canParse(value)
}

/** Every variable that we read, as it is written. Names that are not ours pass. */
export const environmentVariables = z.object({
  PORT: wholeNumber({ min: 1, max: 65_535, what: 'the port of the server' }),
  HOST: text.refine(isHost, 'must be the name or the IP address of a network interface'),
  APP_URL: baseUrlOf(['http://', 'https://']),
  WS_URL: baseUrlOf(['ws://', 'wss://']),
  DATA_DIR: text,
  DATABASE_URL: urlOf(['postgres://', 'postgresql://']),
  SUPABASE_DATABASE_URL: urlOf(['postgres://', 'postgresql://']),
  TWILIO_ACCOUNT_SID: text.refine(isAccountSid, 'must be AC followed by 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: text,
  TWILIO_AUTH_TOKEN_PREVIOUS: text,
  TWILIO_PHONE_NUMBER: text.refine(isE164, 'must be a number such as +15550100000'),
  TWILIO_API_BASE_URL: baseUrlOf(['http://', 'https://']),
  TWILIO_ACCOUNT_SID_DEV: text.refine(isAccountSid, 'must be AC followed by 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN_DEV: text,
  DEFAULT_CHANNEL: oneOf(['relay', 'media', 'gather']),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error']),
  NODE_ENV: text,
  LOCAL_CARRIER_ACCOUNT_SID: text,
  LOCAL_CARRIER_AUTH_TOKEN: text,
  LOCAL_CARRIER_URL: urlOf(['http://']),
  ANTHROPIC_API_KEY: text.refine(isOneWord, 'must be the key alone, without spaces'),
  ANTHROPIC_MODEL: text.refine(isOneWord, 'must be the name of one model, without spaces'),
  ANTHROPIC_BASE_URL: baseUrlOf(['http://', 'https://']),
  OPENAI_API_KEY: text.refine(isOneWord, 'must be the key alone, without spaces'),
  OPENAI_MODEL: text.refine(isOneWord, 'must be the name of one model, without spaces'),
  OPENAI_BASE_URL: baseUrlOf(['http://', 'https://']).refine(
    hasPath,
    'must have the path of the API as well, mostly /v1, such as http://localhost:11434/v1',
  ),
  OPENAI_REALTIME_MODEL: text.refine(isOneWord, 'must be the name of one model, without spaces'),
  OPENAI_REALTIME_URL: baseUrlOf(['ws://', 'wss://']).refine(
    hasPath,
    'must have the path of the API as well, mostly /v1/realtime',
  ),
  BRAIN_FIRST_WORD_MS: wholeNumber({
    min: 300,
    max: 5_000,
    what: 'milliseconds until the first word of a model',
  }),
})

export type EnvironmentVariables = z.output<typeof environmentVariables>

function isAccountSid(value: string | undefined): boolean {
  return value === undefined || /^AC[0-9a-f]{32}$/.test(value)
}

function isE164(value: string | undefined): boolean {
  return value === undefined || /^\+[1-9]\d{6,14}$/.test(value)
}

function isOneWord(value: string | undefined): boolean {
  return value === undefined || /^[\x21-\x7e]+$/.test(value)
}

function hasPath(value: string | undefined): boolean {
  return value === undefined || !URL.canParse(value) || new URL(value).pathname !== '/'
}

function isHost(value: string | undefined): boolean {
  return value === undefined || isIP(value) !== 0 || /^[\w-]+(\.[\w-]+)*\.?$/.test(value)
}
