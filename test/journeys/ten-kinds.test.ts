import { describe, expect, it } from 'vitest'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { rehearse } from '../../src/rehearsal/rehearse.ts'
import { hasPassed } from '../../src/rehearsal/report.ts'
import { readScenarios } from '../../src/rehearsal/scenario-files.ts'
import { createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { stageWith } from './rehearsal-stage.ts'
import { tenKinds } from './ten-kinds-scripts.ts'

const agent = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' })
/** A Monday morning. */
const startedAt = new Date('2026-03-02T12:00:00Z')
const scenarios = await readScenarios()

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
      openStage: stageWith({ brain }),
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
    openStage: stageWith({ brain: forgetful }),
  })
  expect(report.results.map(hasPassed)).toEqual([false])
})
