import { describe, expect, it } from 'vitest'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import type { ManualClock } from '../../test/fakes/manual-clock.ts'
import { createModelFake } from '../../test/fakes/model-brain.ts'
import {
  calls,
  createGate,
  fails,
  says,
  type BrainScript,
} from '../../test/fakes/scripted-brain.ts'
import { createFallbackBrain } from '../brains/fallback-brain.ts'
import { createReceptionist } from '../brains/receptionist.ts'

const stalls: BrainScript = [{ step: 'wait', gate: createGate() }]
const message = { name: 'Ann', reason: 'A leak', urgency: 'normal' }
const used = {
  type: 'used',
  brain: 'claude',
  usage: { model: 'c', inputTokens: 9, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 1 },
} as const

/** A caller whose call is answered by two models, with the receptionist behind them. */
async function callerOf(claude: readonly BrainScript[], openai: readonly BrainScript[]) {
  const fakes = {
    claude: createModelFake('claude', { scripts: claude }),
    openai: createModelFake('openai', { scripts: openai }),
  }
  const call = await answeredCall({
    brainOn: (clock) =>
      createFallbackBrain({
        brains: [fakes.claude, fakes.openai],
        lastResort: createReceptionist(),
        clock,
        firstWordWithinMs: 1_200,
      }),
  })
  call.hearsTheOpening()
  const said = () => call.line.sent.join('')
  async function asks(text: string) {
    call.says(text)
    await everythingSettles()
  }
  const entries = async (kind: string) =>
    (await call.record()).entries.filter((entry) => entry.kind === kind)
  return { ...call, ...fakes, asks, entries, said }
}

async function pass(clock: ManualClock, ms: number) {
  for (let passed = 0; passed < ms; passed += 100) {
    clock.advance(100)
    await everythingSettles()
  }
}

describe('a caller whose models stall', () => {
  it('hears a filler within 0.7 s and the receptionist’s answer within 6 s', async () => {
    const { asks, clock, said } = await callerOf([stalls], [stalls])
    await asks('When are you open?')
    await pass(clock, 600)
    expect(said()).toBe('')
    await pass(clock, 100)
    expect(said()).toBe('One moment, please.')
    await pass(clock, 1_800)
    expect(said()).toMatch(/^One moment, please\. We are open/)
    expect(said()).toMatch(/\|$/)
  })

  it('hears the second model before 2.5 s, and no filler where words come in time', async () => {
    const { asks, clock, said } = await callerOf([stalls], [says('We open at nine.'), says('Yes.')])
    await asks('When do you open?')
    await pass(clock, 1_300)
    expect(said()).toBe('One moment, please. We open at nine.|')
    await asks('On Mondays too?')
    await pass(clock, 5_000)
    expect(said()).toBe('One moment, please. We open at nine.|Yes.|')
  })

  it('hears both of two stalls in the middle of a sentence go on within 6 s', async () => {
    const { asks, clock, said, openai } = await callerOf(
      [[...says('We open '), ...stalls]],
      [[...says('at nine'), ...stalls]],
    )
    await asks('When do you open?')
    await pass(clock, 6_000)
    expect(said()).toMatch(
      /^We open .*at nine.* Sorry, let me finish what I was saying\. We are open/,
    )
    expect(openai.script.requests[0]?.saidAlready).toBe('We open ')
  })
})

describe('the record of an answer', () => {
  it('names the brain that gave it, every change and what all of them cost', async () => {
    const call = await callerOf([[{ step: 'send', event: used }, ...fails()]], [says('At nine.')])
    await call.asks('When do you open?')
    await call.hangsUp()
    expect(await call.entries('brain-switched')).toMatchObject([
      { payload: { turn: 1, from: 'claude', to: 'openai', reason: 'error' } },
    ])
    expect(await call.entries('brain-used')).toMatchObject([
      { payload: { turn: 1, brain: 'claude', inputTokens: 9 } },
    ])
    expect(await call.entries('agent-planned')).toMatchObject([{ payload: { brain: 'openai' } }])
  })

  it('says that a brain rested, and costs its caller no time', async () => {
    const call = await callerOf([fails()], [says('At nine.'), says('Yes.')])
    await call.asks('When do you open?')
    call.hears('At nine.')
    await call.asks('On Mondays too?')
    await call.hangsUp()
    expect(await call.entries('brain-switched')).toMatchObject([
      { payload: { reason: 'error' } },
      { payload: { turn: 2, reason: 'resting' } },
    ])
    expect(call.claude.script.requests).toHaveLength(1)
  })
})

describe('a tool that a brain called', () => {
  it('runs once when the brain dies before it could tell of it', async () => {
    const call = await callerOf([calls('take-message', message), fails()], [says('It is noted.')])
    await call.asks('Please tell them of my leak')
    await call.hangsUp()
    expect(await call.entries('tool-done')).toHaveLength(1)
    expect(call.said()).toBe('It is noted.|')
  })

  it('does not run when the brain dies in the middle of its answer', async () => {
    const call = await callerOf(
      [[...says('I note it. '), ...calls('take-message', message), ...fails()]],
      [says('What is it about?')],
    )
    await call.asks('Please tell them of my leak')
    await call.hangsUp()
    expect(await call.entries('tool-done')).toEqual([])
    expect(call.said()).toBe('I note it. What is it about?|')
  })

  it('is between two sentences, and not within one', async () => {
    const call = await callerOf(
      [[...says('Let me see.'), ...calls('take-message', message)], says('It is noted.')],
      [],
    )
    await call.asks('Please tell them of my leak')
    expect(call.said()).toBe('Let me see. It is noted.|')
  })
})
