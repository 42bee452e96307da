import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import packageJson from '../package.json' with { type: 'json' }
import { newInstallationAgent } from './agents/default-agent.ts'
import { openingWords } from './agents/opening-words.ts'
import { createRememberingAgentBook } from './agents/remembering-agent-book.ts'
import type { AgentBook } from './agents/agent-book.ts'
import { createReceptionist } from './brains/receptionist.ts'
import type { Brain } from './calls/brain.ts'
import type { CallEvent } from './calls/call-event.ts'
import { createSwitchboard, type Switchboard } from './calls/switchboard.ts'
import type { Config } from './config/config.ts'
import { careForDatabase, type DatabaseCare } from './database/database-care.ts'
import { createDatabase } from './database/database.ts'
import type { DatabaseAddress } from './database/database-address.ts'
import { migrate } from './database/migrate.ts'
import { describeApi, registerApiDocs } from './http/api-docs.ts'
import type { ApiServer } from './http/api-server.ts'
import { registerCalls } from './http/call-routes.ts'
import { registerCustomers } from './http/customer-routes.ts'
import { registerDashboard } from './http/dashboard-files.ts'
import { reportHealth } from './http/health-report.ts'
import { registerHealth } from './http/health-routes.ts'
import { createHttpServer } from './http/http-server.ts'
import { registerLive } from './http/live-route.ts'
import { registerSession } from './http/session-routes.ts'
import { createSignIn } from './http/sign-in.ts'
import { registerSoftphone } from './http/softphone-route.ts'
import { registerTasks } from './http/task-routes.ts'
import { createBroadcast, type Broadcast } from './lib/broadcast.ts'
import { systemClock, type Clock } from './lib/clock.ts'
import { describeError } from './lib/errors.ts'
import { createStores, type Stores } from './stores/stores.ts'
import { logCallEvent } from './telemetry/call-log.ts'
import { createCounters, type Counters } from './telemetry/counters.ts'
import { createEndCall } from './tools/end-call.ts'
import { createSaveContactDetails } from './tools/save-contact-details.ts'
import { createScheduleCallback } from './tools/schedule-callback.ts'
import { createTakeMessage } from './tools/take-message.ts'
import { createToolBox } from './tools/tool-box.ts'
import type { TwilioAccount } from './twilio/signature.ts'
import { createPublicUrls } from './voice/public-urls.ts'
import { createSignedRequests } from './voice/signed-requests.ts'
import { registerVoiceGateway } from './voice/voice-gateway.ts'

/** The server, put together: this file alone knows which adapter fills which port. */
export interface App extends AsyncDisposable {
  readonly server: ApiServer
  readonly stores: Stores
  readonly counters: Counters
  readonly databaseCare: DatabaseCare
}

/** What a test, or another way of running, does differently. */
export interface AppOverrides {
  readonly brain?: Brain
  readonly clock?: Clock
  readonly newId?: () => string
  readonly dashboardFolder?: string
  readonly requestsPerMinute?: number
  /** Stands in for stores, for instance to let one fail. */
  readonly stores?: (stores: Stores) => Stores
}

export interface AppFoundation {
  readonly config: Config
  readonly databaseAddress: DatabaseAddress
  readonly logger: FastifyBaseLogger
}

const builtDashboard = fileURLToPath(new URL('../web/dist', import.meta.url))
/** The number of the local carrier, which is nobody's. */
const localCarrierNumber = '+15550100000'

export async function createApp(
  foundation: AppFoundation,
  overrides: AppOverrides = {},
): Promise<App> {
  const { logger } = foundation
  const { clock = systemClock, newId = randomUUID } = overrides
  const counters = createCounters()
  const database = createDatabase({ address: foundation.databaseAddress, log: logger })
  const firstAgent = newInstallationAgent(newId())
  const ownStores = createStores({ database, log: logger, firstAgent })
  const stores = overrides.stores?.(ownStores) ?? ownStores
  const agents = createRememberingAgentBook({ book: stores.agents, firstAgent, clock })
  const events = createBroadcast<CallEvent>((error) =>
    logger.error({ reason: describeError(error) }, 'Someone who watches calls failed'),
  )
  events.subscribe((event) => logCallEvent(logger, event))
  const databaseCare = careForDatabase({
    async prepare() {
      await migrate({ address: foundation.databaseAddress })
      await stores.agents.ensureDefaultAgent()
    },
    isAnswering: () => database.isAnswering(),
    clock,
    log: logger,
  })
  const switchboard = createSwitchboard({
    agents,
    brain: overrides.brain ?? createReceptionist(),
    calls: stores.calls,
    clock,
    journal: stores.journal,
    newId,
    openingFor: (agent) => openingWords({ agent }),
    publish: events.publish,
    toolBoxes: toolsOn(stores),
    wordsWhenLost: 'I am sorry, I lost my thread. Could you say that once more?',
  })
  const server = await serve(
    { ...foundation, agents, clock, counters, databaseCare, events, newId, stores, switchboard },
    overrides,
  )
  return {
    server,
    stores,
    counters,
    databaseCare,
    async [Symbol.asyncDispose]() {
      await switchboard.close()
      await server.close()
      await databaseCare[Symbol.asyncDispose]()
      await database.close()
    },
  }
}

interface ServingParts extends AppFoundation {
  readonly agents: AgentBook
  readonly clock: Clock
  readonly counters: Counters
  readonly databaseCare: DatabaseCare
  readonly events: Broadcast<CallEvent>
  readonly newId: () => string
  readonly stores: Stores
  readonly switchboard: Switchboard
}

async function serve(parts: ServingParts, overrides: AppOverrides): Promise<ApiServer> {
  const { config, clock, events, logger, newId, stores, switchboard } = parts
  const now = () => clock.now()
  const { appUrl, socketUrl } = config
  const { requestsPerMinute = 600, dashboardFolder = builtDashboard } = overrides
  const server = await createHttpServer({
    logger,
    newId,
    appUrl,
    socketUrl,
    requestsPerMinute,
  })
  const { access } = stores
  const signIn = createSignIn({ access, clock, appUrl })
  const onStrangeFrame = strangeFrames(parts)

  await describeApi(server, packageJson.version)
  registerHealth(server, {
    now,
    isReady: () => !switchboard.isClosing,
    health: () => healthOf(parts),
  })
  registerSession(server, { access, signIn, now, describe: () => describeInstallation(parts) })
  registerCalls(server, { archive: stores.archive, signIn })
  registerCustomers(server, { customers: stores.customers, signIn })
  registerTasks(server, { tasks: stores.tasks, signIn, now })
  registerLive(server, {
    events,
    signIn,
    onStrangeFrame,
    summaries: () => switchboard.summaries(),
    linesOf: (callSid) => switchboard.linesOf(callSid),
  })
  registerSoftphone(server, { signIn, carrier: config.localCarrier, onStrangeFrame })
  await server.register(async (voice) => registerVoice(voice, parts))
  await registerApiDocs(server, signIn)
  await registerDashboard(server, dashboardFolder)
  return server
}

function registerVoice(server: FastifyInstance, parts: ServingParts): void {
  const { clock, config, counters, switchboard } = parts
  const urls = createPublicUrls(config)
  registerVoiceGateway(server, {
    switchboard,
    urls,
    clock,
    signedRequests: createSignedRequests({
      accounts: accountsOf(config),
      urls,
      onRefused: (what) => counters.add(`refused-signatures-${what}`),
    }),
    words: {
      connectionLost: 'I am sorry, we lost the connection. Please call us again.',
      closing: 'We are back in a moment. Please call us again in a minute.',
    },
    onStrangeFrame: strangeFrames(parts),
  })
}

function strangeFrames({ counters, logger }: ServingParts) {
  return ({ socket, reason }: { socket: string; reason: string }) => {
    counters.add(`strange-frames-${socket}`)
    logger.debug({ socket, reason }, 'A frame could not be used')
  }
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

function healthOf({ config, databaseCare, switchboard }: ServingParts) {
  return reportHealth({
    databaseProblem: databaseCare.problem,
    callsNotRecorded: switchboard.callsNotRecorded,
    hasCarrier: accountsOf(config).length > 0,
  })
}

async function describeInstallation({ agents, config }: ServingParts) {
  const phoneNumber = config.twilio?.phoneNumber ?? localCarrierNumber
  const { business, name } = await agents.forNumber(phoneNumber)
  return { business: business.name, agentName: name, phoneNumber }
}

function toolsOn({ tasks, customers }: Stores) {
  return createToolBox({
    tools: [
      createTakeMessage({ taskBook: tasks }),
      createScheduleCallback({ taskBook: tasks }),
      createSaveContactDetails({ customerBook: customers }),
      createEndCall(),
    ],
  })
}
