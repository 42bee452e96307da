import type { CarrierAccount } from './account.ts'
import { createCallEngine } from './call-engine.ts'
import type { CallEngine } from './call-engine.ts'
import type { Clock } from './clock.ts'
import type { Random } from './random.ts'
import type { RelayQuirks } from './relay/relay-session.ts'
import { createServerAddress } from './server-address.ts'
import type { ServerAddresses } from './server-address.ts'
import { createSids } from './sids.ts'
import { timingAt } from './timing.ts'
import { createWebhookClient } from './webhook-client.ts'
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
  readonly quirks: RelayQuirks
  readonly sinks: WitnessSinks
}

/** Puts a call engine together. The number's webhooks are the server's usual ones. */
export function buildEngine(settings: EngineSettings): {
  engine: CallEngine
  webhooks: Outstanding
} {
  const { account, clock, random } = settings
  const witness = createWitness({ clock, ...settings.sinks })
  const server = createServerAddress(settings.server)
  const { authToken } = account
  const webhooks = createWebhookClient({ authToken, server, clock, random, witness })
  const base = settings.server.publicUrl.replace(/\/+$/, '')
  const engine = createCallEngine({
    ...settings,
    server,
    webhooks,
    witness,
    sids: createSids(random),
    timing: timingAt(settings.speed),
    voiceUrl: `${base}/webhooks/voice`,
    statusUrl: `${base}/webhooks/voice/status`,
  })
  return { engine, webhooks: webhooks.outstanding }
}
