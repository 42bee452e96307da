import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { Brain } from '../../src/calls/brain.ts'
import { readConfig } from '../../src/config/read-config.ts'
import { createOutstandingWork } from '../../src/lib/outstanding-work.ts'
import { rehearse } from '../../src/rehearsal/rehearse.ts'
import { hasPassed } from '../../src/rehearsal/report.ts'
import { readScenarios } from '../../src/rehearsal/scenario-files.ts'
import type { OpenStage } from '../../src/rehearsal/stage.ts'
import { watchedStores } from '../../src/stores/watched-stores.ts'
import { createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { createTestDatabase } from '../set-up/test-database.ts'
import { tenKinds } from './ten-kinds-scripts.ts'

const agent = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' })
/** A Monday morning. */
const startedAt = new Date('2026-03-02T12:00:00Z')
const scenarios = await readScenarios()

/** A stage on a test database; without a brain of its own, the receptionist answers. */
function stageWith(brain?: Brain): OpenStage {
  return async ({ account, agent: firstAgent, clock, publicUrl }) => {
    const database = await createTestDatabase()
    const work = createOutstandingWork()
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ten-kinds-'))
    const config = readConfig(
      {
        DATA_DIR: dataDir,
        APP_URL: publicUrl,
        LOCAL_CARRIER_ACCOUNT_SID: account.accountSid,
        LOCAL_CARRIER_AUTH_TOKEN: account.authToken,
        LOCAL_CARRIER_URL: 'http://127.0.0.1:9',
      },
      { workingDirectory: '/nowhere' },
    )
    const app = await createApp(
      { config, databaseAddress: database.address, logger: pino({ level: 'silent' }) },
      {
        clock,
        firstAgent,
        stores: (stores) => watchedStores(stores, work),
        ...(brain && { brain }),
      },
    )
    await app.databaseCare.prepared
    await app.server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.server.address() as AddressInfo
    const { archive, doNotCall, tasks } = app.stores
    return {
      localUrl: `http://127.0.0.1:${port}`,
      brain: app.brain,
      archive,
      doNotCall,
      tasks,
      settled: () => work.settled(),
      async [Symbol.asyncDispose]() {
        await app[Symbol.asyncDispose]()
        await database[Symbol.asyncDispose]()
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  }
}

describe.each(['relay', 'gather'] as const)('on the channel %s', (channel) => {
  const rehearsal = { agent, channels: [channel], library: scenarios, startedAt }

  it.each(scenarios)('the receptionist manages: $title', async (scenario) => {
    const report = await rehearse({
      ...rehearsal,
      scenarios: [scenario],
      openStage: stageWith(),
    })
    expect(report.results.filter((result) => !hasPassed(result))).toEqual([])
  })

  it.each(scenarios)('any brain manages: $title', async (scenario) => {
    const brain = createScriptedBrain({ scripts: tenKinds[scenario.name] ?? [] })
    const report = await rehearse({
      ...rehearsal,
      scenarios: [scenario],
      openStage: stageWith(brain),
    })
    expect(report.results.filter((result) => !hasPassed(result))).toEqual([])
  })
})

it('a rehearsal fails where the agent does not do what the scenario expects', async () => {
  const forgetful = createScriptedBrain({ whenOutOfScripts: says('I see.') })
  const report = await rehearse({
    agent,
    channels: ['relay'],
    scenarios: scenarios.filter(({ name }) => name === 'wrong-number'),
    startedAt,
    openStage: stageWith(forgetful),
  })
  expect(report.results.map(hasPassed)).toEqual([false])
})
