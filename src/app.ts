import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { FastifyBaseLogger } from 'fastify'
import type { Agent } from './agents/agent.ts'
import { openingWords } from './agents/opening-words.ts'
import { standingWords } from './agents/standing-words.ts'
import type { ModelBrain } from './brains/model-brain.ts'
import { createReceptionist } from './brains/receptionist.ts'
import type { Brain } from './calls/brain.ts'
import type { CallEvent } from './calls/call-event.ts'
import type { LocalJournal } from './calls/local-journal.ts'
import type { SpeechBrain } from './calls/speech-brain.ts'
import type { SwitchboardParts } from './calls/switchboard-parts.ts'
import { createPresence } from './calls/presence.ts'
import type { Switchboard } from './calls/switchboard.ts'
import { createSwitchboard } from './calls/call-switchboard.ts'
import type { Config } from './config/config.ts'
import type { DatabaseCare } from './database/database-care.ts'
import type { DatabaseAddress } from './database/database-address.ts'
import { createDoctor } from './doctor/doctor.ts'
import type { ApiServer } from './http/api-server.ts'
import { createBroadcast, type Broadcast } from './lib/broadcast.ts'
import { systemClock, type Clock } from './lib/clock.ts'
import { describeError } from './lib/errors.ts'
import { chainOf, modelBrainsOf, speechBrainOf } from './model-brains.ts'
import { connectPhones } from './phones.ts'
import { openRecords } from './records.ts'
import { serve } from './serve.ts'
import type { Stores } from './stores/stores.ts'
import { logCallEvent } from './telemetry/call-log.ts'
import { countCallEvent } from './telemetry/call-counters.ts'
import { createCounters, type Counters } from './telemetry/counters.ts'
import { createEndCall } from './tools/end-call.ts'
import { createSaveContactDetails } from './tools/save-contact-details.ts'
import { createScheduleCallback } from './tools/schedule-callback.ts'
import { createStopCalls } from './tools/stop-calls.ts'
import { createTakeMessage } from './tools/take-message.ts'
import { createToolBox } from './tools/tool-box.ts'
import { createTransferCall } from './tools/transfer-call.ts'
import { createWarmUp } from './warm-up.ts'

/**
 * The server, put together: this file, with `phones.ts`, `records.ts` and `model-brains.ts`, knows which adapter
 * fills which port.
 */
export interface App extends AsyncDisposable {
  readonly server: ApiServer
  readonly stores: Stores
  readonly counters: Counters
  readonly databaseCare: DatabaseCare
  /** The name of the brain that answers. */
  readonly brain: string
}

/** What a test, or another way of running, does differently. */
export interface AppOverrides {
  /** Answers alone, instead of the models and the receptionist. */
  readonly brain?: Brain
  /** Stand in for the models that the configuration names. */
  readonly models?: readonly ModelBrain[]
  /** Stands in for the model that listens and speaks. */
  readonly speech?: SpeechBrain
  readonly clock?: Clock
  readonly newId?: () => string
  readonly dashboardFolder?: string
  readonly requestsPerMinute?: number
  /** Who answers in an installation that has no agent yet. */
  readonly firstAgent?: Agent
  /** Stands in for stores, for instance to let one fail. */
  readonly stores?: (stores: Stores) => Stores
  /** Stands in for the calls that are kept on this machine. */
  readonly localJournal?: (local: LocalJournal) => LocalJournal
}

export interface AppFoundation {
  readonly config: Config
  /** The server answers, also before it is known. */
  readonly databaseAddress: DatabaseAddress | Promise<DatabaseAddress>
  readonly logger: FastifyBaseLogger
}

const builtDashboard = fileURLToPath(new URL('../web/dist', import.meta.url))

export async function createApp(
  foundation: AppFoundation,
  overrides: AppOverrides = {},
): Promise<App> {
  const { config, databaseAddress } = foundation
  const { clock = systemClock } = overrides
  const models = overrides.models ?? (await modelBrainsOf(config, { clock }))
  const speechModel = await speechBrainOf(config, { clock })
  const speech = overrides.speech ?? speechModel
  const house = openHouse(foundation, { ...overrides, clock, models, speech })
  const { agents, counters, databaseCare, stores, switchboard } = house
  const phones = connectPhones(house)
  const doctor = createDoctor({
    config,
    clock,
    agents,
    databaseAddress: () => Promise.resolve(databaseAddress),
    models: house.models,
    speechModel,
    rest: phones.twilio,
    carrierUrl: config.localCarrier?.url,
  })
  const { requestsPerMinute = 600, dashboardFolder = builtDashboard } = overrides
  const server = await serve({ ...house, phones, doctor, requestsPerMinute, dashboardFolder })
  phones.lostEnds.start()
  house.presence.start()
  return {
    server,
    stores,
    counters,
    databaseCare,
    brain: house.brain.name,
    async [Symbol.asyncDispose]() {
      // It may be waiting for the carrier; the callers do not wait for that.
      const swept = phones.lostEnds.stop()
      await house.presence.stop()
      await switchboard.close()
      await swept
      await server.close()
      house.chain.close()
      await house.replay.stop()
      await databaseCare[Symbol.asyncDispose]()
      await house.database.close()
    },
  }
}

/** Records, agents, brain, tools and the switchboard: everything that answers a call, without its carriers. */
function openHouse(
  foundation: AppFoundation,
  overrides: Omit<AppOverrides, 'speech'> &
    Required<Pick<AppOverrides, 'clock' | 'models'>> &
    Pick<SwitchboardParts, 'speech'>,
) {
  const { config, logger } = foundation
  const { clock, models, newId = randomUUID } = overrides
  const counters = createCounters()
  const { firstWordWithinMs } = config
  const lastResort = createReceptionist()
  const chain = chainOf(models, { lastResort, clock, counters, firstWordWithinMs, logger })
  const brain = overrides.brain ?? chain
  const events = watchedEvents(logger, counters)
  const records = openRecords({
    ...foundation,
    clock,
    newId,
    firstAgent: overrides.firstAgent,
    replaceStores: overrides.stores,
    replaceLocal: overrides.localJournal,
    liveCalls: () => switchboard.summaries(),
    isBeingWritten: (callSid) => switchboard.isBeingWritten(callSid),
  })
  const { agents, local, stores } = records
  const presence = createPresence({
    book: stores.instances,
    clock,
    instanceId: randomUUID(),
    log: logger,
  })
  const toolBoxes = toolsOn(stores)
  const warmUp = createWarmUp({
    answering: () => chain.answering(),
    clock,
    models: overrides.brain ? [] : models,
    toolBoxes,
  })
  const switchboard: Switchboard = createSwitchboard({
    agents,
    brain,
    speech: overrides.speech,
    calls: stores.calls,
    clock,
    journal: stores.journal,
    local,
    newId,
    openingFor(call) {
      warmUp(call.agent)
      return openingWords(call)
    },
    publish: events.publish,
    standingWords: standingWords(),
    tasks: stores.tasks,
    toolBoxes,
    isAnotherThere: () => presence.isAnotherThere(),
  })
  const minds = { brain, chain, models, presence }
  return { ...foundation, ...records, ...minds, clock, counters, events, newId, switchboard }
}

function watchedEvents(logger: FastifyBaseLogger, counters: Counters): Broadcast<CallEvent> {
  const events = createBroadcast<CallEvent>((error) =>
    logger.error({ reason: describeError(error) }, 'Someone who watches calls failed'),
  )
  events.subscribe((event) => logCallEvent(logger, event))
  events.subscribe((event) => countCallEvent(counters, event))
  return events
}

function toolsOn({ customers, doNotCall, tasks }: Stores) {
  return createToolBox({
    tools: [
      createTakeMessage({ taskBook: tasks }),
      createScheduleCallback({ taskBook: tasks }),
      createSaveContactDetails({ customerBook: customers }),
      createTransferCall(),
      createStopCalls({ doNotCallList: doNotCall }),
      createEndCall(),
    ],
  })
}
