import { describe, expect, it } from 'vitest'
import { createManualClock } from '../test/fakes/manual-clock.ts'
import { defaultAgent } from './agents/default-agent.ts'
import type { ModelBrain } from './brains/model-brain.ts'
import { createToolBox } from './tools/tool-box.ts'
import { createWarmUp } from './warm-up.ts'

const agent = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })
const toolBoxes = createToolBox({ tools: [] })

function warming(warmUp: NonNullable<ModelBrain['warmUp']> = () => Promise.resolve()) {
  const clock = createManualClock()
  const signals: AbortSignal[] = []
  const model: ModelBrain = {
    name: 'claude',
    vendor: 'Claude',
    model: 'claude-haiku-5-5',
    check: () => Promise.resolve(),
    reply: () => {
      throw new Error('nobody asked for an answer')
    },
    warmUp(about, signal) {
      signals.push(signal)
      return warmUp(about, signal)
    },
  }
  const woken: string[] = []
  const other: ModelBrain = {
    ...model,
    name: 'openai',
    warmUp: async () => void woken.push('openai'),
  }
  let first = 'claude'
  const ring = createWarmUp({ clock, models: [model, other], answering: () => first, toolBoxes })
  return { clock, signals, ring, woken, answersFirst: (name: string) => void (first = name) }
}

describe('a phone that rings', () => {
  it('wakes the model that is asked first, once for calls that come together', () => {
    const { clock, ring, signals } = warming()
    ring(agent)
    ring(agent)
    expect(signals).toHaveLength(1)
    ring({ ...agent, id: 'another-desk' })
    expect(signals).toHaveLength(2)
    clock.advance(45_000)
    ring(agent)
    expect(signals).toHaveLength(3)
  })

  it('waits for no model that does not wake', () => {
    const { clock, ring, signals } = warming(() => new Promise(() => undefined))
    ring(agent)
    clock.advance(5_000)
    expect(signals[0]?.aborted).toBe(true)
  })

  it('leaves a model that rests alone, and wakes the one that is asked instead', () => {
    const { answersFirst, ring, signals, woken } = warming()
    answersFirst('openai')
    ring(agent)
    expect(woken).toEqual(['openai'])
    answersFirst('receptionist')
    ring(agent)
    expect(signals).toEqual([])
    answersFirst('claude')
    ring(agent)
    expect(signals).toHaveLength(1)
  })

  it('rings where there is no model as well', () => {
    const ring = createWarmUp({
      answering: () => 'receptionist',
      clock: createManualClock(),
      models: [],
      toolBoxes,
    })
    expect(() => ring(agent)).not.toThrow()
  })
})
