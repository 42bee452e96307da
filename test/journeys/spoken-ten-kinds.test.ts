import { describe, expect, it } from 'vitest'
import {
  createFakeRealtimeServer,
  type FakeRealtimeServer,
} from '../../bench/fakes/realtime/fake-realtime-server.ts'
import { scriptedMind, type MindAnswer } from '../../bench/fakes/realtime/mind.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { rehearse } from '../../src/rehearsal/rehearse.ts'
import { hasPassed } from '../../src/rehearsal/report.ts'
import { readScenarios } from '../../src/rehearsal/scenario-files.ts'
import type { BrainScript } from '../fakes/scripted-brain.ts'
import { stageWith } from './rehearsal-stage.ts'
import { tenKinds } from './ten-kinds-scripts.ts'

const agent = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' })
/** A Monday morning. */
const startedAt = new Date('2026-03-02T12:00:00Z')
const scenarios = await readScenarios()

const callback = {
  name: 'schedule-callback',
  arguments: { name: 'Grace Hopper', reason: 'an appointment', when: 'Wednesday at 10 a.m.' },
}
const goodbye: readonly MindAnswer[] = [
  { tools: [{ name: 'end-call', arguments: {} }] },
  { says: 'Goodbye.' },
]

/** What code reads back by itself, a model proposes first. */
const withTwoSteps: Readonly<Record<string, readonly MindAnswer[]>> = {
  'appointment-request': [
    { says: 'What is your name?' },
    { tools: [callback] },
    { says: 'Wednesday at ten, on the number you are calling from. Is that right?' },
    { tools: [callback] },
    { says: 'Your callback is scheduled for Wednesday at ten. Anything else?' },
    ...goodbye,
  ],
}

describe('in speech', () => {
  it.each(scenarios)('a model manages: $title', async (scenario) => {
    const scripts = tenKinds[scenario.name] ?? []
    const answers = withTwoSteps[scenario.name] ?? scripts.map(answerOf)
    const models: FakeRealtimeServer[] = []
    const report = await rehearse({
      agent,
      channels: ['media'],
      library: scenarios,
      startedAt,
      scenarios: [scenario],
      openStage: stageWith({
        async model(clock) {
          const model = await createFakeRealtimeServer({ clock, mind: scriptedMind(answers) })
          models.push(model)
          return model
        },
      }),
    })
    expect(report.results.filter((result) => !hasPassed(result))).toEqual([])
    const said = scenario.script.split('\n').filter((line) => line.startsWith('caller:'))
    const heard = models.flatMap(({ sessions }) => sessions.map((session) => session.heard))
    expect(heard.join('').length > 0).toBe(said.length > 0)
    expect(models.flatMap(({ violations }) => violations)).toEqual([])
  })
})

/** The same script as of a model that answers in words. */
function answerOf(script: BrainScript): MindAnswer {
  const says = script.map((step) => (step.step === 'say' ? step.text : '')).join('')
  const tools = script.flatMap((step) =>
    step.step === 'call' ? [{ name: step.tool, arguments: step.arguments }] : [],
  )
  return { ...(says && { says }), tools }
}
