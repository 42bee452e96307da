import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import packageJson from '../package.json' with { type: 'json' }
import type { AgentBook } from './agents/agent-book.ts'
import { standingWords } from './agents/standing-words.ts'
import type { FallbackBrain } from './brains/fallback-brain.ts'
import type { CallEvent } from './calls/call-event.ts'
import type { KeptCallsReplay } from './calls/kept-calls-replay.ts'
import type { Switchboard } from './calls/switchboard.ts'
import type { Config } from './config/config.ts'
import type { DatabaseCare } from './database/database-care.ts'
import type { Doctor } from './doctor/doctor.ts'
import type { Session } from './contract/sign-in.ts'
import { describeApi, registerApiDocs } from './http/api-docs.ts'
import type { ApiServer } from './http/api-server.ts'
import { registerCalls } from './http/call-routes.ts'
import { registerCustomers } from './http/customer-routes.ts'
import { registerDashboard } from './http/dashboard-files.ts'
import { registerDoctor } from './http/doctor-routes.ts'
import { reportHealth } from './http/health-report.ts'
import { registerHealth } from './http/health-routes.ts'
import { createHttpServer } from './http/http-server.ts'
import { registerLive } from './http/live-route.ts'
import { registerOutbound } from './http/outbound-routes.ts'
import { registerSession } from './http/session-routes.ts'
import { createSignIn } from './http/sign-in.ts'
import { registerSoftphone } from './http/softphone-route.ts'
import { registerTasks } from './http/task-routes.ts'
import type { Broadcast } from './lib/broadcast.ts'
import type { Clock } from './lib/clock.ts'
import type { Phones } from './phones.ts'
import type { Stores } from './stores/stores.ts'
import type { Counters } from './telemetry/counters.ts'
import { registerSelfCheck } from './voice/self-check.ts'
import { createSignedRequests } from './voice/signed-requests.ts'
import { registerVoiceGateway } from './voice/voice-gateway.ts'

/** What the server's routes work with. */
export interface ServingParts {
  readonly agents: AgentBook
  readonly chain: Pick<FallbackBrain, 'answering' | 'resting'>
  readonly clock: Clock
  readonly config: Config
  readonly counters: Counters
  readonly dashboardFolder: string
  readonly databaseCare: DatabaseCare
  readonly doctor: Doctor
  readonly events: Broadcast<CallEvent>
  readonly logger: FastifyBaseLogger
  readonly newId: () => string
  readonly phones: Phones
  readonly replay: Pick<KeptCallsReplay, 'callsWaiting' | 'callsContradicting' | 'tasksWaiting'>
  readonly requestsPerMinute: number
  readonly stores: Stores
  readonly switchboard: Switchboard
}

/** Everything that this server answers: people, programs, and the phone carrier. */
export async function serve(parts: ServingParts): Promise<ApiServer> {
  const { clock, config, logger, newId, requestsPerMinute, stores, switchboard } = parts
  const now = () => clock.now()
  const { appUrl, socketUrl } = config
  const server = await createHttpServer({ logger, newId, appUrl, socketUrl, requestsPerMinute })
  const { access, archive, customers, tasks } = stores
  const signIn = createSignIn({ access, clock, appUrl })
  const onStrangeFrame = strangeFrames(parts)

  await describeApi(server, packageJson.version)
  registerHealth(server, {
    now,
    isReady: () => !switchboard.isClosing,
    health: () => healthOf(parts),
  })
  registerSession(server, { access, signIn, now, describe: () => describeInstallation(parts) })
  registerCalls(server, { archive, signIn })
  registerOutbound(server, { dialler: parts.phones.dialler, signIn })
  registerCustomers(server, { customers, signIn })
  registerTasks(server, { tasks, signIn, now })
  registerDoctor(server, { doctor: parts.doctor, signIn })
  registerLive(server, {
    events: parts.events,
    signIn,
    onStrangeFrame,
    summaries: () => switchboard.summaries(),
    linesOf: (callSid) => switchboard.linesOf(callSid),
  })
  registerSoftphone(server, { clock, signIn, carrier: config.localCarrier, onStrangeFrame })
  await server.register(async (voice) => registerVoice(voice, parts))
  await registerApiDocs(server, signIn)
  await registerDashboard(server, parts.dashboardFolder)
  return server
}

function registerVoice(server: FastifyInstance, parts: ServingParts): void {
  const { clock, counters, phones, switchboard } = parts
  const { accounts, phoneNetwork, urls } = phones
  const signedRequests = createSignedRequests({
    accounts,
    urls,
    onRefused: (what) => counters.add(`refused-signatures-${what}`),
  })
  registerVoiceGateway(server, {
    switchboard,
    urls,
    clock,
    newId: parts.newId,
    phoneNetwork,
    signedRequests,
    words: standingWords(),
    onStrangeFrame: strangeFrames(parts),
    onFallback: () => counters.add('carrier-fallbacks'),
  })
  registerSelfCheck(server, { signedRequests, instance: parts.newId() })
}

function strangeFrames({ counters, logger }: ServingParts) {
  return ({ socket, reason }: { socket: string; reason: string }) => {
    counters.add(`strange-frames-${socket}`)
    logger.debug({ socket, reason }, 'A frame could not be used')
  }
}

function healthOf({ chain, databaseCare, phones, replay, switchboard }: ServingParts) {
  return reportHealth({
    databaseProblem: databaseCare.problem,
    callsNotRecorded: switchboard.callsNotRecorded,
    callsKeptLocally: switchboard.callsKeptLocally + replay.callsWaiting,
    callsContradicting: replay.callsContradicting,
    tasksKeptLocally: replay.tasksWaiting,
    brains: { resting: chain.resting(), answering: chain.answering() },
    hasCarrier: phones.accounts.length > 0,
  })
}

async function describeInstallation({ agents, config, phones }: ServingParts) {
  const { number: phoneNumber } = phones
  const { business, name, voice } = await agents.forNumber(phoneNumber)
  const talksIn: Session['talksIn'] =
    voice.channel === 'media' && config.realtime ? 'sound' : 'words'
  return { business: business.name, agentName: name, talksIn, phoneNumber }
}
