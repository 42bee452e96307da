import type { TextModelManners } from './text-models.ts'

/** Everything that the environment decides, checked as a whole and never changed afterwards. */
export interface Config {
  readonly host: string
  readonly port: number
  /** The public base URL, without a slash at its end. Signatures are checked against it. */
  readonly appUrl: string
  /** The sockets' base where it differs from `appUrl`. */
  readonly socketUrl: string | undefined
  readonly dataDir: string
  /** `undefined`: the PostgreSQL that we bring along. */
  readonly databaseUrl: string | undefined
  /** How the calls of the first agent are carried, in an installation that has none yet. */
  readonly defaultChannel: 'relay' | 'media' | 'gather'
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  readonly twilio: TwilioAccountConfig | undefined
  readonly localCarrier: LocalCarrierConfig | undefined
  /** Who answers: the first of these that can. Neither: the offline receptionist. */
  readonly claude: ClaudeConfig | undefined
  readonly openai: OpenaiConfig | undefined
  /** Who listens and speaks on the `media` channel. `undefined`: that channel cannot be had. */
  readonly realtime: RealtimeConfig | undefined
  /** How long each of them may take to its first word before the next one is asked, in milliseconds. */
  readonly firstWordWithinMs: number
}

export interface ClaudeConfig {
  readonly apiKey: string
  readonly model: string
  /** Without `/v1` and without a slash at its end. `undefined`: Anthropic itself. */
  readonly baseUrl: string | undefined
  readonly manners: TextModelManners
}

export interface OpenaiConfig {
  /** `undefined`: the server wants none. */
  readonly apiKey: string | undefined
  readonly model: string
  /** With `/v1`, without a slash at its end. `undefined`: OpenAI itself. */
  readonly baseUrl: string | undefined
  readonly manners: TextModelManners
}

export interface RealtimeConfig {
  /** `undefined`: the server wants none. */
  readonly apiKey: string | undefined
  readonly model: string
  /** The address of the WebSocket, without a query. */
  readonly url: string
}

export interface TwilioAccountConfig {
  readonly accountSid: string
  readonly authToken: string
  /** Still accepted for signatures while the token is being changed. */
  readonly previousAuthToken: string | undefined
  readonly phoneNumber: string | undefined
  /** Another REST endpoint than Twilio's, without a slash at its end. */
  readonly apiBaseUrl: string | undefined
}

/** The carrier that comes with the product, as the process that started it tells us. */
export interface LocalCarrierConfig {
  readonly accountSid: string
  readonly authToken: string
  readonly url: string
}
