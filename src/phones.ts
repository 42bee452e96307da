import type Twilio from 'twilio/lib/rest/Twilio.js'
import type { AgentBook } from './agents/agent-book.ts'
import type { CallPhase } from './calls/call.ts'
import { createLostEndsSweep, type LostEndsSweep } from './calls/lost-ends.ts'
import type { PhoneNetwork } from './calls/phone-network.ts'
import { createPhoneNetworks } from './calls/phone-networks.ts'
import type { Switchboard } from './calls/switchboard.ts'
import type { Config, LocalCarrierConfig } from './config/config.ts'
import type { Clock } from './lib/clock.ts'
import { AppError } from './lib/errors.ts'
import type { Logger } from './lib/logger.ts'
import { createDialler, type Dialler } from './outbound/dialler.ts'
import type { Stores } from './stores/stores.ts'
import { createTwilioRest } from './twilio/rest-client.ts'
import type { TwilioAccount } from './twilio/signature.ts'
import { createPublicUrls, type PublicUrls } from './voice/public-urls.ts'
import { createTwilioPhoneNetwork } from './voice/twilio-phone-network.ts'

/** The carriers of this installation, and what we ask them for. */
export interface Phones {
  /** The account at Twilio, where there is one. */
  readonly twilio: Twilio | undefined
  /** The number that we have, for people to see. */
  readonly number: string
  /** Whose webhooks we accept. */
  readonly accounts: readonly TwilioAccount[]
  readonly urls: PublicUrls
  readonly phoneNetwork: PhoneNetwork
  readonly dialler: Dialler
  readonly lostEnds: LostEndsSweep
}

export interface PhonesParts {
  readonly agents: AgentBook
  readonly clock: Clock
  readonly config: Config
  readonly logger: Logger
  readonly newId: () => string
  readonly stores: Stores
  readonly switchboard: Switchboard
}

/** The number of the local carrier, which is nobody's. */
const localCarrierNumber = '+15550100000'
/** A real carrier keeps its calls for months; one that is not there after a day never was. */
const forgottenAfterMs = 24 * 60 * 60_000

export function connectPhones(parts: PhonesParts): Phones {
  const { agents, clock, config, logger, newId, stores, switchboard } = parts
  const { localCarrier, twilio } = config
  const urls = createPublicUrls(config)
  const account = twilio && createTwilioRest({ ...twilio, baseUrl: twilio.apiBaseUrl })
  const local = localCarrier && onFirstUse(() => restOf(localCarrier))
  const [first = noCarrier, ...others] = [account, local].flatMap((rest) =>
    rest ? [createTwilioPhoneNetwork({ rest, urls, clock })] : [],
  )
  const phoneNetwork = createPhoneNetworks(first, ...others)
  return {
    twilio: account,
    number: twilio?.phoneNumber ?? localCarrierNumber,
    accounts: accountsOf(config),
    urls,
    phoneNetwork,
    dialler: createDialler({
      agents,
      archive: stores.archive,
      clock,
      doNotCallList: stores.doNotCall,
      newId,
      phoneNetwork,
      switchboard,
      from: twilio ? twilio.phoneNumber : localCarrierNumber,
      fictionalNumbers: twilio ? 'refused' : 'allowed',
    }),
    lostEnds: createLostEndsSweep({
      calls: stores.calls,
      journal: stores.journal,
      phoneNetwork,
      clock,
      isLive: (sid) => isTalking(switchboard, sid),
      settle: (end) => switchboard.settle(end),
      log: logger,
      forgottenAfterMs: twilio ? forgottenAfterMs : 0,
    }),
  }
}

function restOf({ accountSid, authToken, url }: LocalCarrierConfig): Twilio {
  return createTwilioRest({ accountSid, authToken, baseUrl: url, timeoutMs: 5_000 })
}

/** Twilio's client takes a third of a second to load, which a start need not wait for. */
function onFirstUse(make: () => Twilio): Pick<Twilio, 'calls'> {
  let client: Twilio | undefined
  return {
    get calls() {
      client ??= make()
      return client.calls
    },
  }
}

/**
 * Of a call that rings somewhere, or waits for its line, only the carrier knows whether it still does; and of a
 * caller on Gather who is listened to, no line tells that they have hung up.
 */
function isTalking(switchboard: Switchboard, sid: string): boolean {
  const call = switchboard.summaries().find((one) => one.sid === sid)
  if (call?.phase === undefined) return false
  if (call.channel === 'gather' && call.phase === 'listening') return false
  return !onlyTheCarrierKnows.has(call.phase)
}

const onlyTheCarrierKnows: ReadonlySet<CallPhase> = new Set([
  'ringing',
  'transferring',
  'reconnecting',
])

export class NoCarrier extends AppError {
  override readonly code = 'no-carrier'
  override readonly retryable = true
}

const nobody = () => Promise.reject(new NoCarrier('There is no phone carrier to ask'))
const noCarrier: PhoneNetwork = {
  place: nobody,
  hangUp: nobody,
  bringBack: nobody,
  lookUp: nobody,
}

function accountsOf({ twilio, localCarrier }: Config): readonly TwilioAccount[] {
  const accounts: TwilioAccount[] = []
  if (twilio) {
    const { accountSid, authToken, previousAuthToken } = twilio
    const authTokens = [authToken, ...(previousAuthToken === undefined ? [] : [previousAuthToken])]
    accounts.push({ accountSid, authTokens, onlyFromLoopback: false })
  }
  if (localCarrier) {
    const { accountSid, authToken } = localCarrier
    accounts.push({ accountSid, authTokens: [authToken], onlyFromLoopback: true })
  }
  return accounts
}
