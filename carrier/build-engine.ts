import type { CarrierAccount } from './account.ts'
import { createCallEngine } from './call-engine.ts'
import type { CallEngine } from './call-engine.ts'
import type { Clock } from './clock.ts'
import type { Faults } from './faults/faults.ts'
import { createFaults } from './faults/faults.ts'
import type { FaultRule } from './faults/fault.ts'
import { createMediaTicker } from './media/media-ticker.ts'
import { createOwnedNumber } from './owned-number.ts'
import type { CarrierQuirks } from './quirks.ts'
import type { Random } from './random.ts'
import { createRecordings } from './recording/recordings.ts'
import { createRestApi } from './rest/rest-api.ts'
import type { RestApi } from './rest/rest-api.ts'
import { createServerAddress } from './server-address.ts'
import type { ServerAddresses } from './server-address.ts'
import { createSids } from './sids.ts'
import { timingAt } from './timing.ts'
import { createWebhookClient } from './webhooks/webhook-client.ts'
import type { Outstanding } from './outstanding.ts'
import { createWitness } from './witness.ts'
import type { WitnessSinks } from './witness.ts'

export interface EngineSettings {
  readonly account: CarrierAccount
  readonly server: ServerAddresses
  /** The number that callers call. */
  readonly number: string
  readonly clock: Clock
  readonly random: Random
  readonly strict: boolean
  /** How many times faster than people the agent speaks. */
  readonly speed: number
  readonly quirks: CarrierQuirks
  /** From one call that the server asks for to the next; 0 for no queue. */
  readonly betweenCallsMs: number
  /** Status callbacks are late by up to so much, by chance; 0 keeps their order. */
  readonly callbackJitterMs: number
  /** What goes wrong on purpose. */
  readonly faults?: readonly FaultRule[]
  readonly sinks: WitnessSinks
  /** Under which address REST is reached, as far as it is reached at all; recordings are there. */
  readonly restUrl: () => string | undefined
}

/** Puts a call engine together. The number's webhooks are the server's usual ones. */
export function buildEngine(settings: EngineSettings): {
  engine: CallEngine
  rest: RestApi
  webhooks: Outstanding
  faults: Faults
} {
  const { account, clock, random } = settings
  const witness = createWitness({ clock, ...settings.sinks })
  const server = createServerAddress(settings.server)
  const { authToken } = account
  const faults = createFaults({ rules: settings.faults, random, witness })
  const webhooks = createWebhookClient({ authToken, server, clock, random, witness, faults })
  const sids = createSids(random)
  const number = createOwnedNumber({
    sid: sids.number(),
    phoneNumber: settings.number,
    publicUrl: settings.server.publicUrl,
    clock,
  })
  const timing = timingAt(settings.speed)
  const restUrl = () => settings.restUrl() ?? 'https://api.twilio.com'
  const recordings = createRecordings({
    ...settings,
    sids,
    webhooks,
    witness,
    processingMs: timing.recordingMs,
    restUrl,
  })
  const engine = createCallEngine({
    ...settings,
    server,
    webhooks,
    witness,
    faults,
    sids,
    number,
    timing,
    recordings,
    ticker: createMediaTicker(clock),
  })
  const restParts = { ...settings, engine, recordings, number, restUrl, sids, faults, witness }
  const rest = createRestApi(restParts)
  return { engine, rest, webhooks: webhooks.outstanding, faults }
}
